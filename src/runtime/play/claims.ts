import type { OptionLists, Options } from './intern.ts';
import { keyOf } from './key.ts';
import type { Key, Value } from './value.ts';

/** What one place can be. */
interface Domain {
  /** What it was drawn or chosen from when it was last reported. */
  latest: readonly Value[];
  options: Options;
  readonly keys: Set<Key>;
}

/**
 * What may be claimed in a report of `x`: all values that `x` can have in any play of the scenario, since what is
 * possible in the present one may be just what others do not know. Plays are met one after another, so a domain may grow after it has
 * been offered; `growth` counts that, and whoever has enumerated plays before must do it again. A domain only gets longer: the
 * positions of its values stay.
 */
export class Claims {
  growth = 0;
  readonly #lists: OptionLists;
  readonly #domains = new Map<number, Domain>();

  constructor(lists: OptionLists) {
    this.#lists = lists;
  }

  /** The domain of a place, by the id of its label, that has been drawn or chosen from `support` in the present play. */
  offer(place: number, support: readonly Value[]): Options {
    const domain = this.#domains.get(place);
    if (domain === undefined) return this.#found(place, support);
    if (domain.latest !== support) this.#extend(domain, support);
    return domain.options;
  }

  #found(place: number, support: readonly Value[]): Options {
    const options = this.#lists.of(support);
    this.#domains.set(place, { latest: support, options, keys: new Set(support.map(keyOf)) });
    return options;
  }

  #extend(domain: Domain, support: readonly Value[]): void {
    domain.latest = support;
    const more = support.filter((value) => !domain.keys.has(keyOf(value)));
    if (more.length === 0) return;
    for (const value of more) domain.keys.add(keyOf(value));
    domain.options = this.#lists.of([...domain.options.values, ...more]);
    this.growth += 1;
  }
}

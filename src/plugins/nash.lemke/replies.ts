import type { PlayerForm } from '../contract/index.ts';
import type { Field } from './field.ts';

/** A pure plan of one player: one action at each of its sets, reached or not. */
export interface Replies {
  readonly form: PlayerForm;
  /** Chosen sequence of each set. */
  readonly chosen: Int32Array;
  /** Set of each sequence; -1 for the empty one. */
  readonly setOf: Int32Array;
}

/** The first best plan against a gradient. O(sequences). */
export function bestReplies<N>(field: Field<N>, form: PlayerForm, gradient: readonly N[]): Replies {
  const { sets, first, parent, sequences } = form;
  const worth = [...gradient];
  const chosen = new Int32Array(sets);
  const setOf = new Int32Array(sequences).fill(-1);
  for (let set = sets - 1; set >= 0; set--) {
    const from = first[set] ?? 0;
    let best = from;
    for (let s = from; s < (first[set + 1] ?? from); s++) {
      setOf[s] = set;
      if (field.isMore(at(worth, s), at(worth, best))) best = s;
    }
    chosen[set] = best;
    const before = parent[set] ?? 0;
    worth[before] = field.add(at(worth, before), at(worth, best));
  }
  return { form, chosen, setOf };
}

/**
 * Adds to the entry of each sequence those of its tail: of what the plan does after it. So the difference between the
 * entries of an action and of the chosen one is what changes with a switch. O(sequences), in place.
 */
export function addTails<N>(field: Field<N>, { form, chosen }: Replies, entries: N[]): N[] {
  for (let set = form.sets - 1; set >= 0; set--) {
    const before = form.parent[set] ?? 0;
    entries[before] = field.add(at(entries, before), at(entries, chosen[set] ?? 0));
  }
  return entries;
}

/** The tail of each sequence: itself, and what the plan does after it. */
export function tails({ form, chosen }: Replies): readonly (readonly number[])[] {
  const tail: number[][] = Array.from({ length: form.sequences }, (_, sequence) => [sequence]);
  for (let set = form.sets - 1; set >= 0; set--) {
    tail[form.parent[set] ?? 0]?.push(...(tail[chosen[set] ?? 0] ?? []));
  }
  return tail;
}

export function at<N>(list: ArrayLike<N>, index: number): N {
  const value = list[index];
  if (value === undefined) throw new RangeError(`nothing at ${index}`);
  return value;
}

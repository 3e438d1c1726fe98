import type { Span } from '../../../dsl/span.ts';
import { PlayFault } from '../fault.ts';
import type { Options } from '../intern.ts';
import type { Machine } from '../machine.ts';
import { show } from '../show.ts';
import { type Player, SetValue, type Value } from '../value.ts';

/**
 * What a situation offers: the same at every visit, in the order of the first. Another domain, or another truth to report,
 * in a play that looks the same to the player is an error.
 */
export function settled(
  machine: Machine,
  situation: number,
  offer: Options,
  truthful: number,
  player: Player,
  label: string,
  span: Span,
): Options {
  const { situations } = machine.program;
  const known = situations.options(situation);
  if (known !== offer && !isReordered(known, offer)) {
    const shown = { options: listed(offer.values), otherOptions: listed(known.values) };
    throw new PlayFault((path, first) => ({
      code: 'domain/unknown',
      span,
      label,
      player: player.name,
      ...shown,
      other: first(situation),
      path,
    }));
  }
  const truth = truthful < 0 ? -1 : known.values.indexOf(offer.values[truthful] ?? null);
  const before = situations.truthful(situation);
  if (known === offer ? truthful === before : truth === before) return known;
  const truths = { truth: show(offer.values[truthful] ?? null), otherTruth: show(known.values[before] ?? null) };
  throw new PlayFault((path, first) => ({
    code: 'report/truth',
    span,
    label,
    player: player.name,
    ...truths,
    other: first(situation),
    path,
  }));
}

function isReordered(a: Options, b: Options): boolean {
  if (a.ids.length !== b.ids.length) return false;
  const ids = new Set(a.ids);
  return b.ids.every((id) => ids.has(id));
}

function listed(values: readonly Value[]): string {
  return show(new SetValue(values));
}

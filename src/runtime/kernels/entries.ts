import type { PayoffEntries } from '../../plugins/contract/kernels.ts';
import type { Game } from '../game/game.ts';
import { endSequences } from '../game/sequences.ts';

/** Merges the ends of a game into payoffs on combinations of last sequences. O(ends x players): counting sorts. */
export function payoffEntries(game: Game): PayoffEntries {
  const { last, chance } = endSequences(game);
  const order = sorted(game, last);
  const isNew = (at: number): boolean => {
    const end = order[at] ?? 0;
    const before = order[at - 1] ?? -1;
    return at === 0 || last.some((sequence) => sequence[end] !== sequence[before]);
  };
  const groups = new Int32Array(game.ends);
  let count = 0;
  for (let at = 0; at < order.length; at++) {
    if (isNew(at)) count++;
    groups[at] = count - 1;
  }
  const width = game.payees.length;
  const byPayee = game.payees.map((_, payee) => {
    const worth = new Float64Array(count);
    order.forEach((end, at) => {
      const group = groups[at] ?? 0;
      worth[group] = (worth[group] ?? 0) + (chance[end] ?? 0) * (game.payoff[end * width + payee] ?? 0);
    });
    return worth;
  });
  const firstOf = new Int32Array(count);
  for (let at = order.length - 1; at >= 0; at--) firstOf[groups[at] ?? 0] = order[at] ?? 0;
  return withoutZeros(game, last, firstOf, byPayee);
}

/** Ends in lexicographic order of the last sequences: a stable counting sort for each player, the last player first. */
function sorted(game: Game, last: readonly Int32Array[]): Int32Array {
  let order = Int32Array.from({ length: game.ends }, (_, end) => end);
  for (let player = last.length - 1; player >= 0; player--) {
    const keys = last[player] ?? new Int32Array(0);
    const sequences = game.informationSets.sequences[player] ?? 1;
    if (sequences > 1) order = sortedBy(order, keys, sequences);
  }
  return order;
}

/** A stable counting sort of positions by their keys below `bound`. */
export function sortedBy(order: Int32Array, keys: Int32Array, bound: number): Int32Array<ArrayBuffer> {
  const start = new Int32Array(bound + 1);
  for (const item of order) {
    const above = (keys[item] ?? 0) + 1;
    start[above] = (start[above] ?? 0) + 1;
  }
  for (let key = 0; key < bound; key++) start[key + 1] = (start[key + 1] ?? 0) + (start[key] ?? 0);
  const result = new Int32Array(order.length);
  for (const item of order) {
    const key = keys[item] ?? 0;
    const place = start[key] ?? 0;
    result[place] = item;
    start[key] = place + 1;
  }
  return result;
}

/** Drops the entries that are worth nothing to anybody. `firstOf` is one end of each entry. */
function withoutZeros(
  game: Game,
  last: readonly Int32Array[],
  firstOf: Int32Array,
  byPayee: readonly Float64Array[],
): PayoffEntries {
  const kept = firstOf.map((_, entry) => entry).filter((entry) => byPayee.some((worth) => worth[entry] !== 0));
  const payoff = byPayee.map((worth) => Float64Array.from(kept, (entry) => worth[entry] ?? 0));
  return {
    count: kept.length,
    last: last.map((sequence) => Int32Array.from(kept, (entry) => sequence[firstOf[entry] ?? 0] ?? 0)),
    payoff: game.players.map((_, player) => payoff[game.payeeOf[player] ?? 0] ?? new Float64Array(kept.length)),
  };
}

import type { PayoffEntries } from '../../plugins/contract/kernels.ts';
import type { Game } from '../game/game.ts';
import { endSequences } from '../game/sequences.ts';

/** Merges the ends of a game into payoffs on combinations of last sequences. O(ends x players): counting sorts. */
export function payoffEntries(game: Game): PayoffEntries {
  const { last, chance } = endSequences(game);
  const order = sorted(game, last);
  const groups = groupsOf(order, last);
  const count = order.length === 0 ? 0 : (groups[order.length - 1] ?? 0) + 1;
  const firstOf = new Int32Array(count);
  for (let at = order.length - 1; at >= 0; at--) firstOf[groups[at] ?? 0] = order[at] ?? 0;
  const byPayee = game.payees.map((_, payee) => summed(game, chance, payee, order, groups, count));
  const kept = withoutZeros(byPayee, count);
  const payoff = byPayee.map((worth) => pickFloats(worth, kept));
  const ends = pick(firstOf, kept);
  return {
    count: kept.length,
    last: last.map((sequence) => pick(sequence, ends)),
    payoff: game.players.map((_, player) => payoff[game.payeeOf[player] ?? 0] ?? new Float64Array(kept.length)),
  };
}

/** Numbers the runs of ends with equal last sequences, in their order. */
function groupsOf(order: Int32Array, last: readonly Int32Array[]): Int32Array {
  const starts = new Uint8Array(order.length);
  for (const sequence of last) {
    let before = -1;
    for (let at = 0; at < order.length; at++) {
      const here = sequence[order[at] ?? 0] ?? 0;
      if (here !== before) starts[at] = 1;
      before = here;
    }
  }
  const groups = new Int32Array(order.length);
  let group = -1;
  for (let at = 0; at < order.length; at++) {
    group += starts[at] ?? 0;
    groups[at] = group;
  }
  return groups;
}

/** Chance x payoff of a payee, added up over each group. */
function summed(
  { payees, payoff }: Game,
  chance: Float64Array,
  payee: number,
  order: Int32Array,
  groups: Int32Array,
  count: number,
): Float64Array {
  const width = payees.length;
  const worth = new Float64Array(count);
  for (let at = 0; at < order.length; at++) {
    const end = order[at] ?? 0;
    const group = groups[at] ?? 0;
    worth[group] = (worth[group] ?? 0) + (chance[end] ?? 0) * (payoff[end * width + payee] ?? 0);
  }
  return worth;
}

/** The entries that are worth something to somebody. */
function withoutZeros(byPayee: readonly Float64Array[], count: number): Int32Array {
  const kept = new Int32Array(count);
  let size = 0;
  for (let entry = 0; entry < count; entry++) {
    let isZero = true;
    for (const worth of byPayee) if (worth[entry] !== 0) isZero = false;
    if (!isZero) kept[size++] = entry;
  }
  return kept.slice(0, size);
}

function pick(from: Int32Array, places: Int32Array): Int32Array<ArrayBuffer> {
  const picked = new Int32Array(places.length);
  for (let at = 0; at < places.length; at++) picked[at] = from[places[at] ?? 0] ?? 0;
  return picked;
}

function pickFloats(from: Float64Array, places: Int32Array): Float64Array<ArrayBuffer> {
  const picked = new Float64Array(places.length);
  for (let at = 0; at < places.length; at++) picked[at] = from[places[at] ?? 0] ?? 0;
  return picked;
}

/** Ends in lexicographic order of the last sequences: a stable counting sort for each player, the last player first. */
function sorted(game: Game, last: readonly Int32Array[]): Int32Array {
  let order: Int32Array = count(game.ends);
  for (let player = last.length - 1; player >= 0; player--) {
    const keys = last[player] ?? new Int32Array(0);
    const sequences = game.informationSets.sequences[player] ?? 1;
    if (sequences > 1) order = sortedBy(order, keys, sequences);
  }
  return order;
}

/** 0, 1, 2, … */
export function count(length: number): Int32Array<ArrayBuffer> {
  const numbers = new Int32Array(length);
  for (let at = 0; at < length; at++) numbers[at] = at;
  return numbers;
}

/** A stable counting sort of positions by their keys below `bound`. */
export function sortedBy(order: Int32Array, keys: Int32Array, bound: number): Int32Array<ArrayBuffer> {
  const start = new Int32Array(bound + 1);
  for (let at = 0; at < order.length; at++) {
    const above = (keys[order[at] ?? 0] ?? 0) + 1;
    start[above] = (start[above] ?? 0) + 1;
  }
  for (let key = 0; key < bound; key++) start[key + 1] = (start[key + 1] ?? 0) + (start[key] ?? 0);
  const result = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const item = order[at] ?? 0;
    const key = keys[item] ?? 0;
    const place = start[key] ?? 0;
    result[place] = item;
    start[key] = place + 1;
  }
  return result;
}

import type { PayoffEntries } from '../../plugins/contract/kernels.ts';
import { count, sortedBy } from './entries.ts';
import { Hash } from './reduction/hash.ts';

/**
 * What one player's sequences are worth against one other player: for each sequence that has any, the other's
 * sequences and the payoffs. Sequences without payoffs are left out, and rows that are the same stand there once: cards that neither win nor
 * lose more than others, say.
 */
export interface Rows {
  /** Sequences of row r: sequence[first[r]] … sequence[first[r + 1] - 1]; length rows + 1. */
  readonly first: Int32Array;
  readonly sequence: Int32Array;
  /** Entries of row r: start[r] … start[r + 1] - 1; length rows + 1. */
  readonly start: Int32Array;
  readonly other: Int32Array;
  readonly worth: Float64Array;
}

/** The entries by the player's sequence. O(entries). */
export function rowsOf(entries: PayoffEntries, player: number, opponent: number, sequences: number): Rows {
  const own = entries.last[player] ?? new Int32Array(0);
  const others = entries.last[opponent] ?? own;
  const payoff = entries.payoff[player] ?? new Float64Array(0);
  const order = sortedBy(count(entries.count), own, sequences);
  const sequence = new Int32Array(order.length);
  const start = new Int32Array(order.length + 1);
  const other = new Int32Array(order.length);
  const worth = new Float64Array(order.length);
  let rows = 0;
  let size = 0;
  for (let at = 0; at < order.length; at++) {
    const entry = order[at] ?? 0;
    const value = payoff[entry] ?? 0;
    if (value === 0) continue;
    const row = own[entry] ?? 0;
    if (rows === 0 || row !== sequence[rows - 1]) {
      sequence[rows] = row;
      start[rows++] = size;
    }
    other[size] = others[entry] ?? 0;
    worth[size++] = value;
  }
  start[rows] = size;
  return distinct({
    first: count(rows + 1),
    sequence: sequence.slice(0, rows),
    start: start.slice(0, rows + 1),
    other: other.slice(0, size),
    worth: worth.slice(0, size),
  });
}

/** The same with each row once, where it is first met. O(entries). */
function distinct(all: Rows): Rows {
  const same = sameRows(all);
  const kept = count(same.length).filter((row) => same[row] === row);
  const rank = new Int32Array(same.length);
  kept.forEach((row, place) => {
    rank[row] = place;
  });
  const groups = same.map((row) => rank[row] ?? 0);
  const order = sortedBy(count(same.length), groups, kept.length);
  const first = new Int32Array(kept.length + 1);
  for (const group of groups) first[group + 1] = (first[group + 1] ?? 0) + 1;
  const start = new Int32Array(kept.length + 1);
  kept.forEach((row, place) => {
    first[place + 1] = (first[place + 1] ?? 0) + (first[place] ?? 0);
    start[place + 1] = (start[place] ?? 0) + (all.start[row + 1] ?? 0) - (all.start[row] ?? 0);
  });
  const other = new Int32Array(start[kept.length] ?? 0);
  const worth = new Float64Array(other.length);
  kept.forEach((row, place) => {
    const [from, to] = [all.start[row], all.start[row + 1]];
    other.set(all.other.subarray(from, to), start[place]);
    worth.set(all.worth.subarray(from, to), start[place]);
  });
  return { first, sequence: order.map((row) => all.sequence[row] ?? 0), start, other, worth };
}

/** For each row the first that is equal to it. Equal rows whose hash another row had before are told apart: no harm is done. */
function sameRows(rows: Rows): Int32Array {
  const { start, other, worth } = rows;
  const hash = new Hash();
  const seen = new Map<number, number>();
  const same = count(start.length - 1);
  for (let row = 0; row < same.length; row++) {
    hash.clear();
    for (let entry = start[row] ?? 0; entry < (start[row + 1] ?? 0); entry++) {
      hash.add(other[entry] ?? 0);
      hash.addFloat(worth[entry] ?? 0);
    }
    const known = seen.get(hash.low);
    if (known === undefined) seen.set(hash.low, row);
    else if (areEqual(rows, known, row)) same[row] = known;
  }
  return same;
}

function areEqual({ start, other, worth }: Rows, one: number, two: number): boolean {
  const shift = (start[two] ?? 0) - (start[one] ?? 0);
  const to = start[one + 1] ?? 0;
  if (to + shift !== start[two + 1]) return false;
  for (let entry = start[one] ?? 0; entry < to; entry++) {
    if (other[entry] !== other[entry + shift] || worth[entry] !== worth[entry + shift]) return false;
  }
  return true;
}

/** gradient[sequence] = sum of worth x plan[other]. */
export function multiply(
  { first, sequence, start, other, worth }: Rows,
  plan: Float64Array,
  gradient: Float64Array,
): void {
  gradient.fill(0);
  const rows = start.length - 1;
  let entry = 0;
  let place = 0;
  for (let row = 0; row < rows; row++) {
    const end = start[row + 1] ?? 0;
    let sum = 0;
    for (; entry < end; entry++) sum += (worth[entry] ?? 0) * (plan[other[entry] ?? 0] ?? 0);
    const last = first[row + 1] ?? 0;
    do gradient[sequence[place++] ?? 0] = sum;
    while (place < last);
  }
}

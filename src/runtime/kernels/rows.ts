import type { PayoffEntries } from '../../plugins/contract/kernels.ts';
import { count, sortedBy } from './entries.ts';

/**
 * What one player's sequences are worth against one other player: for each sequence that has any, the other's
 * sequences and the payoffs. Sequences without payoffs are left out.
 */
export interface Rows {
  /** Sequences that have entries, rising. */
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
  return {
    sequence: sequence.slice(0, rows),
    start: start.slice(0, rows + 1),
    other: other.slice(0, size),
    worth: worth.slice(0, size),
  };
}

/** gradient[sequence] = sum of worth x plan[other]. */
export function multiply({ sequence, start, other, worth }: Rows, plan: Float64Array, gradient: Float64Array): void {
  gradient.fill(0);
  const rows = sequence.length;
  let entry = 0;
  for (let row = 0; row < rows; row++) {
    const end = start[row + 1] ?? 0;
    let sum = 0;
    for (; entry < end; entry++) sum += (worth[entry] ?? 0) * (plan[other[entry] ?? 0] ?? 0);
    gradient[sequence[row] ?? 0] = sum;
  }
}

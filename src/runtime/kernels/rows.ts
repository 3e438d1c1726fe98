import type { PayoffEntries } from '../../plugins/contract/kernels.ts';
import { sortedBy } from './entries.ts';

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
  const worth = entries.payoff[player] ?? new Float64Array(0);
  const all = Int32Array.from({ length: entries.count }, (_, entry) => entry);
  const order = sortedBy(all, own, sequences).filter((entry) => worth[entry] !== 0);
  const sequence: number[] = [];
  const start: number[] = [];
  order.forEach((entry, at) => {
    const row = own[entry] ?? 0;
    if (row === sequence.at(-1)) return;
    sequence.push(row);
    start.push(at);
  });
  return {
    sequence: Int32Array.from(sequence),
    start: Int32Array.from([...start, order.length]),
    other: order.map((entry) => others[entry] ?? 0),
    worth: Float64Array.from(order, (entry) => worth[entry] ?? 0),
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

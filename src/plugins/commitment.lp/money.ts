import { EMPTY, type Unknowns } from './unknowns.ts';
import type { Vector } from './vector.ts';

/** A linear form over the leader's sequences: what a money cell is multiplied with. */
export type Mass<N> = ReadonlyMap<number, N>;

/** Where a cell's number stands: row, sequence and coefficient of each place, by rising row. */
export interface Money<N> {
  readonly cell: number;
  readonly rows: readonly number[];
  readonly sequences: readonly number[];
  readonly values: readonly N[];
}

/** The money of rows, cell by cell, in the order in which cells first occur. */
export function moneyOf<N>(rows: readonly Vector<N>[], unknowns: Unknowns): readonly Money<N>[] {
  const found: { cell: number; rows: number[]; sequences: number[]; values: N[] }[] = [];
  const rankOf: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    const { ids, values } = rows[row] ?? { ids: [], values: [] };
    for (let n = 0; n < ids.length; n++) {
      const id = ids[n] ?? 0;
      const value = values[n];
      if (!unknowns.isPair(id) || value === undefined) continue;
      const cell = unknowns.cellOf(id);
      const rank = rankOf[cell] ?? found.push({ cell, rows: [], sequences: [], values: [] }) - 1;
      rankOf[cell] = rank;
      const money = found[rank];
      money?.rows.push(row);
      money?.sequences.push(unknowns.sequenceOf(id));
      money?.values.push(value);
    }
  }
  return found;
}

/** Row by row, what the cell's number is multiplied with. */
export function formsOf<N>({ rows, sequences, values }: Money<N>): ReadonlyMap<number, Mass<N>> {
  const forms = new Map<number, Map<number, N>>();
  for (const [n, value] of values.entries()) {
    const row = rows[n] ?? 0;
    const form = forms.get(row) ?? new Map<number, N>();
    forms.set(row, form.set(sequences[n] ?? EMPTY, value));
  }
  return forms;
}

import type { Dictionary } from '../../plugins/contract/dictionary.ts';
import { leavingRow, tightestRows } from './test.ts';
import { ratio } from './whole.ts';

/**
 * Integer pivoting (Edmonds; as in Avis' lrs): all entries share one denominator, the determinant of the basis, by which every new
 * entry can be divided without rest.
 */
export class WholeDictionary implements Dictionary {
  readonly rows: number;
  readonly columns: number;
  readonly basic: Int32Array;
  readonly nonbasic: Int32Array;
  readonly #entries: bigint[][];
  #denominator = 1n;

  constructor(rows: readonly (readonly bigint[])[]) {
    this.rows = rows.length;
    this.columns = Math.max(0, (rows[0]?.length ?? 1) - 1);
    this.nonbasic = Int32Array.from({ length: this.columns }, (_, column) => column);
    this.basic = Int32Array.from(rows, (_, row) => this.columns + row);
    this.#entries = rows.map((row) => [...row]);
  }

  #at(row: number, column: number): bigint {
    return this.#entries[row]?.[column] ?? 0n;
  }

  sign(row: number, column: number): number {
    const entry = this.#at(row, column);
    return entry > 0n ? 1 : entry < 0n ? -1 : 0;
  }

  value(row: number, column: number): number {
    return ratio(this.#at(row, column), this.#denominator);
  }

  proportions(rows: readonly number[], column: number): readonly number[] {
    const entries = rows.map((row) => this.#at(row, column));
    const sum = entries.reduce((total, entry) => total + entry, 0n);
    return entries.map((entry) => ratio(entry, sum));
  }

  /** Sign of entry (row, numerator) / (row, column) - entry (other, numerator) / (other, column). */
  compare(row: number, other: number, numerator: number, column: number): number {
    const one = this.#at(row, numerator) * this.#at(other, column);
    const two = this.#at(other, numerator) * this.#at(row, column);
    return one < two ? -1 : one > two ? 1 : 0;
  }

  tightest(column: number): readonly number[] {
    return tightestRows(this, column);
  }

  leaving(column: number): number {
    return leavingRow(this, column);
  }

  pivot(row: number, column: number): void {
    const pivotRow = this.#entries[row] ?? [];
    const pivot = pivotRow[column] ?? 0n;
    if (pivot === 0n) throw new RangeError('a pivot of 0');
    const old = this.#denominator;
    // The denominator stays positive: with a negative pivot everything changes its sign.
    const sign = pivot > 0n ? 1n : -1n;
    const size = sign * pivot;
    this.#entries.forEach((entries, r) => {
      if (r === row) return;
      const factor = sign * (entries[column] ?? 0n);
      for (let c = 0; c <= this.columns; c++) {
        if (c === column) continue;
        entries[c] = ((entries[c] ?? 0n) * size - factor * (pivotRow[c] ?? 0n)) / old;
      }
      entries[column] = -factor;
    });
    for (let c = 0; c <= this.columns; c++) if (c !== column) pivotRow[c] = sign * (pivotRow[c] ?? 0n);
    pivotRow[column] = sign * old;
    this.#denominator = size;
    exchange(this, row, column);
  }
}

/** The variables of a row and a column change places. */
export function exchange({ basic, nonbasic }: Dictionary, row: number, column: number): void {
  const leaving = basic[row] ?? 0;
  basic[row] = nonbasic[column] ?? 0;
  nonbasic[column] = leaving;
}

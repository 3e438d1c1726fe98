import type { Dictionary } from '../../plugins/contract/dictionary.ts';
import { exchange } from './exact.ts';
import { leavingRow, tightestRows } from './test.ts';

/** Relative to the largest entry of the first dictionary: what is smaller has been left by rounding. */
const ROUNDING = 1e-11;

/** The same in doubles, for systems that are too large for exact numbers. */
export class DoubleDictionary implements Dictionary {
  readonly rows: number;
  readonly columns: number;
  readonly basic: Int32Array;
  readonly nonbasic: Int32Array;
  readonly #entries: Float64Array;
  readonly #width: number;
  readonly #small: number;

  constructor(rows: readonly (readonly number[])[]) {
    this.rows = rows.length;
    this.columns = Math.max(0, (rows[0]?.length ?? 1) - 1);
    this.#width = this.columns + 1;
    this.nonbasic = Int32Array.from({ length: this.columns }, (_, column) => column);
    this.basic = Int32Array.from(rows, (_, row) => this.columns + row);
    this.#entries = new Float64Array(this.rows * this.#width);
    rows.forEach((row, r) => {
      this.#entries.set(row, r * this.#width);
    });
    this.#small = ROUNDING * this.#entries.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  }

  sign(row: number, column: number): number {
    const entry = this.value(row, column);
    return entry > this.#small ? 1 : entry < -this.#small ? -1 : 0;
  }

  value(row: number, column: number): number {
    return this.#entries[row * this.#width + column] ?? 0;
  }

  proportions(rows: readonly number[], column: number): readonly number[] {
    const entries = rows.map((row) => this.value(row, column));
    const sum = entries.reduce((total, entry) => total + entry, 0);
    return entries.map((entry) => entry / sum);
  }

  compare(row: number, other: number, numerator: number, column: number): number {
    const one = this.value(row, numerator) / this.value(row, column);
    const two = this.value(other, numerator) / this.value(other, column);
    if (Math.abs(one - two) <= ROUNDING * Math.max(1, Math.abs(one), Math.abs(two))) return 0;
    return one < two ? -1 : 1;
  }

  tightest(column: number): readonly number[] {
    return tightestRows(this, column);
  }

  leaving(column: number): number {
    return leavingRow(this, column);
  }

  pivot(row: number, column: number): void {
    const entries = this.#entries;
    const width = this.#width;
    const from = row * width;
    const pivot = entries[from + column] ?? 0;
    if (pivot === 0) throw new RangeError('a pivot of 0');
    for (let c = 0; c < width; c++) entries[from + c] = c === column ? 1 / pivot : (entries[from + c] ?? 0) / pivot;
    for (let r = 0; r < this.rows; r++) {
      const start = r * width;
      const factor = entries[start + column] ?? 0;
      if (r === row || factor === 0) continue;
      entries[start + column] = 0;
      for (let c = 0; c < width; c++)
        entries[start + c] = (entries[start + c] ?? 0) - factor * (entries[from + c] ?? 0);
    }
    exchange(this, row, column);
  }
}

import type { LinearProgram, LpRows } from '../../contract/index.ts';

/** Rows that keep coming, each with its entries; all are at least their lower limit, or equations. */
export class Rows {
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  /** Where each row stands: with which others it came, and as which of them. */
  readonly #cameWith: LpRows[] = [];
  readonly #as: number[] = [];

  add(rows: LpRows): void {
    const { rowLower, rowUpper } = rows;
    for (let r = 0; r < rowLower.length; r++) {
      this.#cameWith.push(rows);
      this.#as.push(r);
      this.lower.push(rowLower[r] ?? 0);
      this.upper.push(rowUpper[r] ?? 0);
    }
  }

  get count(): number {
    return this.lower.length;
  }

  isEquation(row: number): boolean {
    return this.lower[row] === this.upper[row];
  }

  /** The columns of a row's entries, where something stands at all. */
  columns(row: number): Int32Array {
    const { indices } = this.#cameWith[row] ?? NONE;
    return indices.subarray(this.#start(row), this.#start(row, 1));
  }

  /** The values of the same entries. */
  values(row: number): Float64Array {
    const { values } = this.#cameWith[row] ?? NONE;
    return values.subarray(this.#start(row), this.#start(row, 1));
  }

  #start(row: number, after = 0): number {
    return this.#cameWith[row]?.starts[(this.#as[row] ?? 0) + after] ?? 0;
  }
}

const NONE = { indices: new Int32Array(0), values: new Float64Array(0) };

/** Cost of each column, and what it brings to the rows that are limits, at their prices. Linear in the entries. */
export function offersOf(cost: Float64Array, rows: Rows, prices: ArrayLike<number>): Float64Array {
  const offers = cost.slice();
  for (let row = 0; row < rows.count; row++) {
    const price = prices[row] ?? 0;
    if (price === 0 || rows.isEquation(row)) continue;
    const [columns, values] = [rows.columns(row), rows.values(row)];
    for (let n = 0; n < columns.length; n++) {
      const column = columns[n] ?? 0;
      offers[column] = (offers[column] ?? 0) + price * (values[n] ?? 0);
    }
  }
  return offers;
}

/**
 * The equation of each column, if the program is of the kind that blocks solve: every column is at least 0 and stands in one equation
 * of ones, all other rows are lower limits.
 */
export function linksOf({ columnLower, columnUpper, cost }: LinearProgram, rows: Rows): Int32Array | undefined {
  const links = new Int32Array(cost.length).fill(-1);
  for (let row = 0; row < rows.count; row++) {
    if (!rows.isEquation(row)) {
      if (rows.upper[row] !== Number.POSITIVE_INFINITY) return undefined;
      continue;
    }
    if (!((rows.lower[row] ?? 0) > 0)) return undefined;
    if (rows.values(row).some((value) => value !== 1)) return undefined;
    for (const column of rows.columns(row)) {
      if (links[column] !== -1) return undefined;
      links[column] = row;
    }
  }
  const isPlain =
    columnLower.every((lower) => lower === 0) && columnUpper.every((upper) => upper === Number.POSITIVE_INFINITY);
  return isPlain && !links.includes(-1) ? links : undefined;
}

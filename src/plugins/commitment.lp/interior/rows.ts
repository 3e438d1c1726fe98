import type { LinearProgram, LpRows } from '../../contract/index.ts';

/** Rows that keep coming, each with its entries; all are at least their lower limit, or equations. */
export class Rows {
  readonly lower: number[] = [];
  readonly upper: number[] = [];
  readonly #starts: number[] = [0];
  readonly #indices: number[] = [];
  readonly #values: number[] = [];

  add({ rowLower, rowUpper, starts, indices, values }: LpRows): void {
    for (let r = 0; r < rowLower.length; r++) {
      for (let k = starts[r] ?? 0; k < (starts[r + 1] ?? 0); k++) {
        this.#indices.push(indices[k] ?? 0);
        this.#values.push(values[k] ?? 0);
      }
      this.#starts.push(this.#indices.length);
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

  /** Entries of a row are numbered from here … */
  start(row: number): number {
    return this.#starts[row] ?? 0;
  }

  /** … to before here. */
  end(row: number): number {
    return this.#starts[row + 1] ?? 0;
  }

  column(entry: number): number {
    return this.#indices[entry] ?? 0;
  }

  value(entry: number): number {
    return this.#values[entry] ?? 0;
  }
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
    for (let entry = rows.start(row); entry < rows.end(row); entry++) {
      const column = rows.column(entry);
      if (rows.value(entry) !== 1 || links[column] !== -1) return undefined;
      links[column] = row;
    }
  }
  const isPlain =
    columnLower.every((lower) => lower === 0) && columnUpper.every((upper) => upper === Number.POSITIVE_INFINITY);
  return isPlain && !links.includes(-1) ? links : undefined;
}

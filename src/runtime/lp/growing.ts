import { type Exact, toNumber } from '../../dsl/number.ts';
import type { ExactNumbers, LinearProgram, LpColumns, LpRows } from '../../plugins/contract/lp.ts';

interface Entry {
  readonly column: number;
  readonly value: Exact;
}

/** A program with exact numbers that grows: what a session needs to solve its basis in fractions. */
export class GrowingProgram {
  readonly #sense: LinearProgram['sense'];
  readonly #cost: Exact[];
  readonly #columnLower: Exact[];
  readonly #columnUpper: Exact[];
  readonly #rowLower: Exact[];
  readonly #rowUpper: Exact[];
  readonly #rows: Entry[][] = [];

  constructor({ sense, starts, indices }: LinearProgram, exact: ExactNumbers) {
    this.#sense = sense;
    this.#cost = [...exact.cost];
    this.#columnLower = [...exact.columnLower];
    this.#columnUpper = [...exact.columnUpper];
    this.#rowLower = [...exact.rowLower];
    this.#rowUpper = [...exact.rowUpper];
    this.#pushRows(starts, indices, exact.values);
  }

  addRows({ starts, indices }: LpRows, exact: NonNullable<LpRows['exact']>): void {
    for (const lower of exact.rowLower) this.#rowLower.push(lower);
    for (const upper of exact.rowUpper) this.#rowUpper.push(upper);
    this.#pushRows(starts, indices, exact.values);
  }

  addColumns({ starts, indices }: LpColumns, exact: NonNullable<LpColumns['exact']>): void {
    const first = this.#cost.length;
    for (const cost of exact.cost) this.#cost.push(cost);
    for (const lower of exact.columnLower) this.#columnLower.push(lower);
    for (const upper of exact.columnUpper) this.#columnUpper.push(upper);
    for (let c = 0; c + 1 < starts.length; c++) {
      for (let k = starts[c] ?? 0; k < (starts[c + 1] ?? 0); k++) {
        this.#rows[indices[k] ?? -1]?.push({ column: first + c, value: exact.values[k] ?? 0 });
      }
    }
  }

  changeCosts(columns: Int32Array, cost: Float64Array): void {
    replace(this.#cost, columns, cost);
  }

  changeColumnBounds(columns: Int32Array, lower: Float64Array, upper: Float64Array): void {
    replace(this.#columnLower, columns, lower);
    replace(this.#columnUpper, columns, upper);
  }

  changeRowBounds(rows: Int32Array, lower: Float64Array, upper: Float64Array): void {
    replace(this.#rowLower, rows, lower);
    replace(this.#rowUpper, rows, upper);
  }

  /** The program as it is by now, with floats for its exact numbers. Linear in its size. */
  program(): { readonly program: LinearProgram; readonly exact: ExactNumbers } {
    const entries = this.#rows.flat();
    const starts = new Int32Array(this.#rows.length + 1);
    this.#rows.forEach((row, r) => {
      starts[r + 1] = (starts[r] ?? 0) + row.length;
    });
    const exact: ExactNumbers = {
      cost: this.#cost,
      columnLower: this.#columnLower,
      columnUpper: this.#columnUpper,
      rowLower: this.#rowLower,
      rowUpper: this.#rowUpper,
      values: entries.map(({ value }) => value),
    };
    const program: LinearProgram = {
      sense: this.#sense,
      cost: Float64Array.from(exact.cost, toNumber),
      columnLower: Float64Array.from(exact.columnLower, toNumber),
      columnUpper: Float64Array.from(exact.columnUpper, toNumber),
      rowLower: Float64Array.from(exact.rowLower, toNumber),
      rowUpper: Float64Array.from(exact.rowUpper, toNumber),
      starts,
      indices: Int32Array.from(entries, ({ column }) => column),
      values: Float64Array.from(exact.values, toNumber),
    };
    return { program, exact };
  }

  #pushRows(starts: Int32Array, indices: Int32Array, values: readonly Exact[]): void {
    for (let r = 0; r + 1 < starts.length; r++) {
      const row: Entry[] = [];
      for (let k = starts[r] ?? 0; k < (starts[r + 1] ?? 0); k++) {
        row.push({ column: indices[k] ?? 0, value: values[k] ?? 0 });
      }
      this.#rows.push(row);
    }
  }
}

function replace(list: Exact[], places: Int32Array, values: Float64Array): void {
  places.forEach((place, n) => {
    list[place] = values[n] ?? 0;
  });
}

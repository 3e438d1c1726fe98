import type { Exact, LinearProgram, LpRows } from '../contract/index.ts';
import type { Numbers } from './numbers.ts';

/** A linear program under construction: columns with costs and bounds, rows entry by entry. Bounds may be ±Infinity. */
export class Matrix<N> {
  readonly #numbers: Numbers<N>;
  readonly #cost: N[] = [];
  readonly #lower: (N | number)[] = [];
  readonly #upper: (N | number)[] = [];
  readonly #rowLower: (N | number)[] = [];
  readonly #rowUpper: (N | number)[] = [];
  readonly #starts: number[] = [0];
  readonly #indices: number[] = [];
  readonly #values: N[] = [];

  constructor(numbers: Numbers<N>) {
    this.#numbers = numbers;
  }

  get columns(): number {
    return this.#cost.length;
  }

  get rows(): number {
    return this.#rowLower.length;
  }

  /** Adds a column; returns its number. */
  column(cost: N, lower: N | number, upper: N | number): number {
    this.#lower.push(lower);
    this.#upper.push(upper);
    return this.#cost.push(cost) - 1;
  }

  /** An entry of the row that is under way. */
  enter(column: number, value: N): void {
    this.#indices.push(column);
    this.#values.push(value);
  }

  /** Ends the row that is under way; returns its number. */
  row(lower: N | number, upper: N | number): number {
    this.#starts.push(this.#indices.length);
    this.#rowUpper.push(upper);
    return this.#rowLower.push(lower) - 1;
  }

  /** To be maximized. */
  program(): LinearProgram {
    const { isExact } = this.#numbers;
    const doubles = (values: readonly (N | number)[]): Float64Array => this.#doubles(values, 0);
    const exact = (values: readonly (N | number)[]): readonly Exact[] =>
      values.map((value) => this.#numbers.toExact(value));
    const program = {
      sense: 'maximize',
      cost: doubles(this.#cost),
      columnLower: doubles(this.#lower),
      columnUpper: doubles(this.#upper),
      rowLower: doubles(this.#rowLower),
      rowUpper: doubles(this.#rowUpper),
      starts: new Int32Array(this.#starts),
      indices: new Int32Array(this.#indices),
      values: doubles(this.#values),
    } as const;
    if (!isExact) return program;
    return {
      ...program,
      exact: {
        cost: exact(this.#cost),
        columnLower: exact(this.#lower),
        columnUpper: exact(this.#upper),
        rowLower: exact(this.#rowLower),
        rowUpper: exact(this.#rowUpper),
        values: exact(this.#values),
      },
    };
  }

  /** The rows from a number on, rounded. */
  rowsFrom(first: number): LpRows {
    const firstEntry = this.#starts[first] ?? 0;
    return {
      rowLower: this.#doubles(this.#rowLower, first),
      rowUpper: this.#doubles(this.#rowUpper, first),
      starts: Int32Array.from(this.#starts.slice(first), (start) => start - firstEntry),
      indices: new Int32Array(this.#indices.slice(firstEntry)),
      values: this.#doubles(this.#values, firstEntry),
    };
  }

  #doubles(values: readonly (N | number)[], from: number): Float64Array {
    const { toNumber } = this.#numbers;
    const doubles = new Float64Array(values.length - from);
    for (let n = from; n < values.length; n++) {
      const value = values[n] ?? 0;
      doubles[n - from] = typeof value === 'number' ? value : toNumber(value);
    }
    return doubles;
  }
}

import type { LinearProgram, LpAnswer, LpBasis, LpEngine, LpOptions } from '../../contract/index.ts';
import type { BlockPoint } from './block.ts';
import { offersOf, type Rows } from './rows.ts';

/** What a column may bring beyond its cost: as much as the engine allows. */
const TOLERANCE = 1e-9;
/** So often columns are added before the vertex is given up. */
const MOST_ROUNDS = 20;
/** Places in a basis, as in `LpBasis`. */
const AT_LOWER = 0;
const BASIC = 1;

/**
 * From a point that is nearly optimal to an optimal vertex. Only columns that the point uses are in the program, with the rows that they
 * stand in, and the basis that the point suggests; columns that the prices of its optimum would rather have are added. What none of
 * them touches keeps its prices from the point: inside, these have room to spare.
 */
export class Vertex {
  readonly #engine: LpEngine;
  readonly #program: LinearProgram;
  readonly #rows: Rows;
  readonly #links: Int32Array;
  readonly #prices: number[];
  readonly #columnPlace = new Map<number, number>();
  readonly #rowPlace = new Map<number, number>();

  constructor(engine: LpEngine, program: LinearProgram, rows: Rows, links: Int32Array, point: BlockPoint) {
    this.#engine = engine;
    this.#program = program;
    this.#rows = rows;
    this.#links = links;
    this.#prices = [...point.price];
    this.#suggest(point);
  }

  /** As many basic columns as rows at their limit, those with the clearest case first. */
  #suggest({ x, z, w, price }: BlockPoint): void {
    const used = places(x).filter((column) => at(x, column) > at(z, column));
    for (const column of used) this.#columnPlace.set(column, BASIC);
    const equations = places(w).filter((row) => this.#rows.isEquation(row));
    const tight = this.#touched().filter((row) => !this.#rows.isEquation(row) && at(price, row) > at(w, row));
    tight.sort((a, b) => at(price, b) / at(w, b) - at(price, a) / at(w, a));
    for (const row of [...equations, ...tight.slice(0, Math.max(0, used.length - equations.length))])
      this.#rowPlace.set(row, AT_LOWER);
    used.sort((a, b) => at(x, b) / at(z, b) - at(x, a) / at(z, a));
    for (const column of used.slice(this.#rowPlace.size)) this.#columnPlace.set(column, AT_LOWER);
  }

  /** Rows with a column of the program, or that nothing at all does not meet. */
  #touched(): number[] {
    const touched: number[] = [];
    for (let row = 0; row < this.#rows.count; row++) {
      const isUnmet = at(this.#rows.lower, row) !== 0;
      if (isUnmet || this.#rows.columns(row).some((column) => this.#columnPlace.has(column))) touched.push(row);
    }
    return touched;
  }

  /** The answer for all columns and all rows that there are by now. Undefined where there is no optimum nearby. */
  async solve(options: LpOptions): Promise<LpAnswer | 'late' | undefined> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const columns = [...this.#columnPlace.keys()].sort((a, b) => a - b);
      const rows = this.#touched();
      const answer = await this.#solve(columns, rows, options);
      if (answer.status !== 'optimal') return answer.status === 'budget' ? 'late' : undefined;
      this.#keep(columns, rows, answer);
      const reduced = this.#reducedCosts();
      const wanted = places(reduced).filter(
        (column) => at(reduced, column) > TOLERANCE && !this.#columnPlace.has(column),
      );
      if (wanted.length === 0) return this.#whole(columns, answer, reduced);
      for (const column of wanted) this.#columnPlace.set(column, AT_LOWER);
    }
    return undefined;
  }

  async #solve(columns: readonly number[], rows: readonly number[], options: LpOptions): Promise<LpAnswer> {
    const session = await this.#engine.open(this.#part(columns, rows));
    try {
      return await session.solve({ ...options, method: 'simplex', start: this.#basis(columns, rows) });
    } finally {
      session.dispose();
    }
  }

  #part(columns: readonly number[], rows: readonly number[]): LinearProgram {
    const placeOf = new Map(columns.map((column, place) => [column, place]));
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (const row of rows) {
      const entries = this.#rows.values(row);
      this.#rows.columns(row).forEach((column, n) => {
        const place = placeOf.get(column);
        if (place === undefined) return;
        indices.push(place);
        values.push(at(entries, n));
      });
      starts.push(indices.length);
    }
    return {
      sense: 'maximize',
      cost: Float64Array.from(columns, (column) => at(this.#program.cost, column)),
      columnLower: new Float64Array(columns.length),
      columnUpper: new Float64Array(columns.length).fill(Number.POSITIVE_INFINITY),
      rowLower: Float64Array.from(rows, (row) => at(this.#rows.lower, row)),
      rowUpper: Float64Array.from(rows, (row) => at(this.#rows.upper, row)),
      starts: Int32Array.from(starts),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    };
  }

  #basis(columns: readonly number[], rows: readonly number[]): LpBasis {
    return {
      columns: Int32Array.from(columns, (column) => this.#columnPlace.get(column) ?? AT_LOWER),
      rows: Int32Array.from(rows, (row) => this.#rowPlace.get(row) ?? BASIC),
    };
  }

  #keep(columns: readonly number[], rows: readonly number[], { basis, prices }: LpAnswer): void {
    columns.forEach((column, n) => {
      this.#columnPlace.set(column, basis?.columns[n] ?? AT_LOWER);
    });
    rows.forEach((row, n) => {
      this.#rowPlace.set(row, basis?.rows[n] ?? BASIC);
      this.#prices[row] = this.#rows.isEquation(row) ? at(prices, n) : Math.max(0, -at(prices, n));
    });
  }

  #reducedCosts(): Float64Array {
    const offers = offersOf(this.#program.cost, this.#rows, this.#prices);
    return offers.map((offer, column) => offer - at(this.#prices, at(this.#links, column)));
  }

  #whole(columns: readonly number[], answer: LpAnswer, reducedCosts: Float64Array): LpAnswer {
    const values = new Float64Array(this.#links.length);
    columns.forEach((column, n) => {
      values[column] = at(answer.columns, n);
    });
    const prices = Float64Array.from({ length: this.#rows.count }, (_, row) => {
      const price = this.#prices[row] ?? 0;
      return this.#rows.isEquation(row) ? price : 0 - price;
    });
    return { ...answer, columns: values, prices, reducedCosts, basis: undefined };
  }
}

function places(values: Float64Array): readonly number[] {
  return [...values.keys()];
}

function at(values: ArrayLike<number>, place: number): number {
  return values[place] ?? 0;
}

import type { Measure, BlockPoint as Point } from './block.ts';
import { Blocks } from './blocks.ts';
import { backward, factorize, forward } from './dense.ts';
import type { Rows } from './rows.ts';

/** So much of the way to the boundary a step goes. */
const CAUTION = 0.995;

/** How far a point is from an optimum. */
export interface Distance {
  /** Value of the columns, and what the prices say no columns exceed if they keep to all rows. */
  readonly value: number;
  readonly bound: number;
  /** Largest error of an equation, a row, a column. */
  readonly error: number;
  /** Sum of the products that vanish at an optimum. */
  readonly products: number;
}

/**
 * Mehrotra's (1992) primal-dual interior point method for blocks of columns that only equations of ones tie together: per step one dense
 * factor for each block, and one for the prices of the equations. Rows may come between steps: a point inside stays inside.
 */
export class InteriorPoint {
  readonly #rows: Rows;
  readonly #blocks: Blocks;
  /** Rows that are equations, by link; columns know their link's number. */
  readonly #linkRows: readonly number[];
  readonly #linkPrice: Float64Array;
  readonly #columns: number;
  readonly #right: Float64Array;
  readonly #schur: Float64Array;
  #work = new Float64Array(0);
  #known = 0;

  /** `linkOf`: the row of each column's equation. */
  constructor(rows: Rows, linkOf: Int32Array, cost: Float64Array) {
    this.#rows = rows;
    this.#columns = cost.length;
    const linkRows = [...new Set(linkOf)].sort((a, b) => a - b);
    const number = new Map(linkRows.map((row, link) => [row, link]));
    const links = linkOf.map((row) => number.get(row) ?? 0);
    this.#linkRows = linkRows;
    this.#right = Float64Array.from(linkRows, (row) => rows.lower[row] ?? 0);
    this.#linkPrice = pricesAbove(links, cost, linkRows.length);
    const counts = new Float64Array(linkRows.length);
    for (const link of links) counts[link] = (counts[link] ?? 0) + 1;
    const x = Float64Array.from(links, (link) => (this.#right[link] ?? 0) / (counts[link] ?? 1));
    const z = Float64Array.from(cost, (own, column) => (this.#linkPrice[links[column] ?? 0] ?? 0) - own);
    this.#blocks = new Blocks(rows, links, cost, x, z);
    this.#schur = new Float64Array(linkRows.length ** 2);
    this.#takeRows();
  }

  /** Takes in the rows that have come since. */
  #takeRows(): void {
    const fresh: number[] = [];
    for (; this.#known < this.#rows.count; this.#known++)
      if (!this.#rows.isEquation(this.#known)) fresh.push(this.#known);
    if (fresh.length === 0) return;
    const { products, pairs } = this.#measure().total;
    this.#blocks.add(fresh, products / pairs);
    const room = this.#blocks.all.reduce((most, block) => Math.max(most, block.room), 0);
    if (room > this.#work.length) this.#work = new Float64Array(room);
  }

  #measure(): { readonly total: Measure; readonly short: Float64Array } {
    const short = this.#right.slice();
    const total: Measure = { value: 0, products: 0, pairs: 0, row: 0, column: 0 };
    for (const block of this.#blocks.all) block.measure(this.#linkPrice, short, total);
    return { total, short };
  }

  /** One step from where the point is, with all rows that there are; returns how far from an optimum it began. */
  step(): Distance {
    this.#takeRows();
    const { total, short } = this.#measure();
    const mean = total.products / total.pairs;
    this.#factorize();
    this.#aim(0, false, short);
    const [p, q] = this.#reach();
    let after = 0;
    for (const block of this.#blocks.all) after += block.productsAfter(p, q);
    const step = this.#aim((after / total.products) ** 3 * mean, true, short);
    const [primal, dual] = this.#reach().map((part) => Math.min(1, CAUTION * part)) as [number, number];
    for (const block of this.#blocks.all) block.move(primal, dual);
    for (let l = 0; l < step.length; l++) this.#linkPrice[l] = (this.#linkPrice[l] ?? 0) + dual * (step[l] ?? 0);
    return this.#distance(total, short);
  }

  #distance({ value, products, row, column }: Measure, short: Float64Array): Distance {
    let bound = 0;
    for (let l = 0; l < short.length; l++) bound += (this.#right[l] ?? 0) * (this.#linkPrice[l] ?? 0);
    const error = short.reduce((most, by) => Math.max(most, Math.abs(by)), Math.max(row, column));
    return { value, bound, error, products };
  }

  #factorize(): void {
    const width = this.#right.length;
    this.#schur.fill(0);
    for (const block of this.#blocks.all) block.factorize(this.#schur, width, this.#work);
    factorize(this.#schur, width);
  }

  /** Finds a step for all blocks; returns that of the links' prices. */
  #aim(target: number, isSecond: boolean, short: Float64Array): Float64Array {
    const step = short.map((by) => -by);
    for (const block of this.#blocks.all) block.aim(target, isSecond, step);
    forward(this.#schur, step.length, step);
    backward(this.#schur, step.length, step);
    for (const block of this.#blocks.all) block.follow(step);
    return step;
  }

  #reach(): readonly [number, number] {
    let [primal, dual] = [1, 1];
    for (const block of this.#blocks.all) {
      const [p, q] = block.reach();
      primal = Math.min(primal, p);
      dual = Math.min(dual, q);
    }
    return [primal, dual];
  }

  /** The point: values of the columns, by how much each row is more than it must be, and the prices of both. */
  point(): Point {
    const [columns, rows] = [this.#columns, this.#rows.count];
    const [x, z, w, price] = [
      new Float64Array(columns),
      new Float64Array(columns),
      new Float64Array(rows),
      new Float64Array(rows),
    ];
    for (const block of this.#blocks.all) block.save(x, z, w, price);
    this.#linkRows.forEach((row, link) => {
      price[row] = this.#linkPrice[link] ?? 0;
    });
    return { x, z, w, price };
  }
}

/** For each link a price above the cost of all its columns, by half of what they differ. */
function pricesAbove(links: Int32Array, cost: Float64Array, count: number): Float64Array {
  const most = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  links.forEach((link, column) => {
    most[link] = Math.max(most[link] ?? 0, cost[column] ?? 0);
    least[link] = Math.min(least[link] ?? 0, cost[column] ?? 0);
  });
  const spread = most.reduce((sum, high, link) => sum + high - (least[link] ?? 0), 0) / count || 1;
  return most.map((high, link) => high + Math.max(high - (least[link] ?? 0), spread) / 2);
}

import { BlockFactor } from './factor.ts';

/** What a block stands for: its columns and rows, and the numbers in them. */
export interface BlockShape {
  /** Rising. */
  readonly columns: Int32Array;
  /** The equation in which each column stands. */
  readonly links: Int32Array;
  readonly cost: Float64Array;
  readonly rows: Int32Array;
  /** Row by row, `columns` wide. */
  readonly matrix: Float64Array;
  /** What each row must reach. */
  readonly lower: Float64Array;
}

/** A point inside: all of these are positive. */
export interface BlockPoint {
  /** Values of the columns. */
  readonly x: Float64Array;
  /** What each column costs beyond what it brings. */
  readonly z: Float64Array;
  /** By how much each row is more than it must be. */
  readonly w: Float64Array;
  /** Price of each row. */
  readonly price: Float64Array;
}

/** Sums over a block that tell how far a point is from an optimum. */
export interface Measure {
  value: number;
  products: number;
  pairs: number;
  /** Largest error of a row, and of a column. */
  row: number;
  column: number;
}

/**
 * Some columns with the rows that are all theirs, as the interior point method sees them: the block's point, and its step once the prices
 * of the equations, which tie the blocks together, have theirs.
 */
export class Block {
  readonly #shape: BlockShape;
  readonly #point: BlockPoint;
  readonly #step: BlockPoint;
  readonly #rowError: Float64Array;
  readonly #columnError: Float64Array;
  readonly #factor: BlockFactor;
  readonly #yielding: Float64Array;
  readonly #columnTarget: Float64Array;
  readonly #rowTarget: Float64Array;
  readonly #lean: Float64Array;

  constructor(shape: BlockShape, point: BlockPoint) {
    this.#shape = shape;
    this.#point = point;
    const [n, m] = [shape.columns.length, shape.rows.length];
    const columns = (): Float64Array => new Float64Array(n);
    const rows = (): Float64Array => new Float64Array(m);
    this.#step = { x: columns(), z: columns(), w: rows(), price: rows() };
    this.#rowError = rows();
    this.#columnError = columns();
    this.#factor = new BlockFactor(shape.links, shape.matrix, m);
    this.#yielding = rows();
    this.#columnTarget = columns();
    this.#rowTarget = rows();
    this.#lean = rows();
  }

  get columns(): Int32Array {
    return this.#shape.columns;
  }

  get rows(): Int32Array {
    return this.#shape.rows;
  }

  get matrix(): Float64Array {
    return this.#shape.matrix;
  }

  /** Writes the point into lists of all columns and rows. */
  save(x: Float64Array, z: Float64Array, w: Float64Array | number[], price: Float64Array | number[]): void {
    const { columns, rows } = this.#shape;
    const point = this.#point;
    for (let j = 0; j < columns.length; j++) {
      x[columns[j] ?? 0] = point.x[j] ?? 0;
      z[columns[j] ?? 0] = point.z[j] ?? 0;
    }
    for (let r = 0; r < rows.length; r++) {
      w[rows[r] ?? 0] = point.w[r] ?? 0;
      price[rows[r] ?? 0] = point.price[r] ?? 0;
    }
  }

  /** Finds the errors of the point; `short` loses what the columns add to the equations. */
  measure(linkPrice: Float64Array, short: Float64Array, total: Measure): void {
    const { links, cost, matrix, lower } = this.#shape;
    const { x, z, w, price } = this.#point;
    const [n, m] = [x.length, w.length];
    const [rowError, columnError] = [this.#rowError, this.#columnError];
    for (let j = 0; j < n; j++) {
      const link = links[j] ?? 0;
      short[link] = (short[link] ?? 0) - (x[j] ?? 0);
      total.value += (cost[j] ?? 0) * (x[j] ?? 0);
      total.products += (x[j] ?? 0) * (z[j] ?? 0);
      columnError[j] = (z[j] ?? 0) - (linkPrice[link] ?? 0) + (cost[j] ?? 0);
    }
    for (let r = 0; r < m; r++) {
      const from = r * n;
      const own = price[r] ?? 0;
      let sum = -(lower[r] ?? 0);
      for (let j = 0; j < n; j++) {
        const value = matrix[from + j] ?? 0;
        sum += value * (x[j] ?? 0);
        columnError[j] = (columnError[j] ?? 0) + value * own;
      }
      rowError[r] = (w[r] ?? 0) - sum;
      total.row = Math.max(total.row, Math.abs(rowError[r] ?? 0));
      total.products += (w[r] ?? 0) * own;
    }
    for (let j = 0; j < n; j++) total.column = Math.max(total.column, Math.abs(columnError[j] ?? 0));
    total.pairs += n + m;
  }

  /** How many numbers `factorize` needs to work with. */
  get room(): number {
    return this.#factor.room;
  }

  /** Factors the block's equations and adds what they say about the prices of the links to `schur`, `width` wide. */
  factorize(schur: Float64Array, width: number, work: Float64Array): void {
    const { x, z, w, price } = this.#point;
    const yielding = this.#yielding;
    for (let r = 0; r < w.length; r++) yielding[r] = (w[r] ?? 0) / (price[r] ?? 1);
    this.#factor.compute(x, z, yielding, schur, width, work);
  }

  /**
   * Aims at products of `target`, corrected by those of the step before if `isSecond`, and adds to the right side of the equations for the
   * prices of the links.
   */
  aim(target: number, isSecond: boolean, right: Float64Array): void {
    const { links, matrix } = this.#shape;
    const { x, z, w, price } = this.#point;
    const step = this.#step;
    const [n, m] = [x.length, w.length];
    const [columnTarget, rowTarget, lean] = [this.#columnTarget, this.#rowTarget, this.#lean];
    const { scaling } = this.#factor;
    for (let j = 0; j < n; j++) {
      const second = isSecond ? (step.x[j] ?? 0) * (step.z[j] ?? 0) : 0;
      columnTarget[j] = target - (x[j] ?? 0) * (z[j] ?? 0) - second;
    }
    for (let r = 0; r < m; r++) {
      const second = isSecond ? (step.w[r] ?? 0) * (step.price[r] ?? 0) : 0;
      rowTarget[r] = target - (w[r] ?? 0) * (price[r] ?? 0) - second;
    }
    // `step.x` serves as the columns' move if no price moved.
    for (let j = 0; j < n; j++) {
      const move = (scaling[j] ?? 0) * ((columnTarget[j] ?? 0) / (x[j] ?? 1) + (this.#columnError[j] ?? 0));
      step.x[j] = move;
      const link = links[j] ?? 0;
      right[link] = (right[link] ?? 0) + move;
    }
    for (let r = 0; r < m; r++) {
      let sum = (this.#rowError[r] ?? 0) + (rowTarget[r] ?? 0) / (price[r] ?? 1);
      for (let j = 0; j < n; j++) sum -= (matrix[r * n + j] ?? 0) * (step.x[j] ?? 0);
      lean[r] = sum;
    }
    this.#factor.begin(lean, right);
  }

  /** The block's step, once the links' prices have theirs. */
  follow(linkStep: Float64Array): void {
    const { links, matrix } = this.#shape;
    const { x, z, w, price } = this.#point;
    const step = this.#step;
    const [n, m] = [x.length, w.length];
    step.price.set(this.#lean);
    this.#factor.finish(step.price, linkStep);
    for (let j = 0; j < n; j++) step.z[j] = (linkStep[links[j] ?? 0] ?? 0) - (this.#columnError[j] ?? 0);
    for (let r = 0; r < m; r++) {
      const move = step.price[r] ?? 0;
      for (let j = 0; j < n; j++) step.z[j] = (step.z[j] ?? 0) - (matrix[r * n + j] ?? 0) * move;
      step.w[r] = ((this.#rowTarget[r] ?? 0) - (w[r] ?? 0) * move) / (price[r] ?? 1);
    }
    for (let j = 0; j < n; j++)
      step.x[j] = ((this.#columnTarget[j] ?? 0) - (x[j] ?? 0) * (step.z[j] ?? 0)) / (z[j] ?? 1);
  }

  /** How much of the step leaves everything positive: of columns and rows, and of prices. */
  reach(): readonly [primal: number, dual: number] {
    const point = this.#point;
    const step = this.#step;
    return [
      Math.min(reach(point.x, step.x), reach(point.w, step.w)),
      Math.min(reach(point.z, step.z), reach(point.price, step.price)),
    ];
  }

  /** Products after such parts of the step. */
  productsAfter(primal: number, dual: number): number {
    const point = this.#point;
    const step = this.#step;
    return (
      products(point.x, step.x, primal, point.z, step.z, dual) +
      products(point.w, step.w, primal, point.price, step.price, dual)
    );
  }

  move(primal: number, dual: number): void {
    const point = this.#point;
    const step = this.#step;
    advance(point.x, step.x, primal);
    advance(point.w, step.w, primal);
    advance(point.z, step.z, dual);
    advance(point.price, step.price, dual);
  }
}

function reach(from: Float64Array, step: Float64Array): number {
  let most = 1;
  for (let k = 0; k < from.length; k++) {
    const move = step[k] ?? 0;
    if (move < 0) most = Math.min(most, -(from[k] ?? 0) / move);
  }
  return most;
}

function products(a: Float64Array, da: Float64Array, p: number, b: Float64Array, db: Float64Array, q: number): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += ((a[k] ?? 0) + p * (da[k] ?? 0)) * ((b[k] ?? 0) + q * (db[k] ?? 0));
  return sum;
}

function advance(values: Float64Array, step: Float64Array, by: number): void {
  for (let k = 0; k < values.length; k++) values[k] = (values[k] ?? 0) + by * (step[k] ?? 0);
}

import { backward, factorize, forward, forwardAll, gram } from './dense.ts';

/** Columns whose scaling is below this part of the largest move so little that they are left out of the equations. */
const STILL = 1e-10;
const NOTHING = new Float64Array(0);

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
 * of the equations, which tie the blocks together, have theirs. rows² × columns / 2 + rows × columns² / 2 steps for each factor.
 */
export class Block {
  readonly #shape: BlockShape;
  readonly #point: BlockPoint;
  readonly #step: BlockPoint;
  readonly #rowError: Float64Array;
  readonly #columnError: Float64Array;
  readonly #scaling: Float64Array;
  /** Whether the block's columns stand in different equations, by rising number. */
  readonly #isSpread: boolean;
  #factor = NOTHING;
  /** Columns that move, and for each of them its part in the rows, solved with the factor. */
  readonly #moving: Int32Array;
  #solved = NOTHING;
  readonly #columnTarget: Float64Array;
  readonly #rowTarget: Float64Array;
  readonly #lean: Float64Array;
  #count = 0;

  constructor(shape: BlockShape, point: BlockPoint) {
    this.#shape = shape;
    this.#point = point;
    const [n, m] = [shape.columns.length, shape.rows.length];
    const columns = (): Float64Array => new Float64Array(n);
    const rows = (): Float64Array => new Float64Array(m);
    this.#step = { x: columns(), z: columns(), w: rows(), price: rows() };
    this.#rowError = rows();
    this.#columnError = columns();
    this.#scaling = columns();
    this.#isSpread = shape.links.every((link, j) => j === 0 || link > (shape.links[j - 1] ?? 0));
    this.#moving = new Int32Array(n);
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

  /** Factors the block's equations and adds what they say about the prices of the links to `schur`, `width` wide. */
  factorize(schur: Float64Array, width: number, work: Float64Array): void {
    const { links } = this.#shape;
    const { w, price } = this.#point;
    const [n, m] = [links.length, w.length];
    const scaling = this.#scale();
    for (let j = 0; j < n; j++) {
      const place = (links[j] ?? 0) * (width + 1);
      schur[place] = (schur[place] ?? 0) + (scaling[j] ?? 0);
    }
    if (m === 0) return;
    if (this.#factor.length === 0) {
      this.#factor = new Float64Array(m * m);
      this.#solved = new Float64Array(n * m);
    }
    this.#scaledRows(work);
    const factor = this.#factor;
    gram(work, m, this.#count, factor);
    for (let r = 0; r < m; r++) factor[r * (m + 1)] = (factor[r * (m + 1)] ?? 0) + (w[r] ?? 0) / (price[r] ?? 1);
    factorize(factor, m);
    this.#solveColumns(work);
    gram(this.#solved, this.#count, m, work);
    this.#subtract(schur, width, work);
  }

  /** How much room numbers need that `factorize` works with. */
  get room(): number {
    const [n, m] = [this.#point.x.length, this.#point.w.length];
    return n * Math.max(n, m);
  }

  #scale(): Float64Array {
    const { x, z } = this.#point;
    const scaling = this.#scaling;
    let most = 0;
    for (let j = 0; j < x.length; j++) {
      scaling[j] = (x[j] ?? 0) / (z[j] ?? 1);
      most = Math.max(most, scaling[j] ?? 0);
    }
    this.#count = 0;
    for (let j = 0; j < x.length; j++) if ((scaling[j] ?? 0) > STILL * most) this.#moving[this.#count++] = j;
    return scaling;
  }

  /** The rows over the columns that move, times the root of their scaling. */
  #scaledRows(work: Float64Array): void {
    const { matrix } = this.#shape;
    const [moving, scaling, count] = [this.#moving, this.#scaling, this.#count];
    const [n, m] = [scaling.length, this.#point.w.length];
    for (let k = 0; k < count; k++) {
      const j = moving[k] ?? 0;
      const root = Math.sqrt(scaling[j] ?? 0);
      for (let r = 0; r < m; r++) work[r * count + k] = (matrix[r * n + j] ?? 0) * root;
    }
  }

  #solveColumns(scaledRows: Float64Array): void {
    const [moving, scaling, count, solved] = [this.#moving, this.#scaling, this.#count, this.#solved];
    const m = this.#point.w.length;
    for (let k = 0; k < count; k++) {
      const root = Math.sqrt(scaling[moving[k] ?? 0] ?? 0);
      for (let r = 0; r < m; r++) solved[k * m + r] = (scaledRows[r * count + k] ?? 0) * root;
    }
    forwardAll(this.#factor, m, solved, count);
  }

  #subtract(schur: Float64Array, width: number, products: Float64Array): void {
    const { links } = this.#shape;
    const [moving, count] = [this.#moving, this.#count];
    for (let k = 0; k < count; k++) {
      const one = links[moving[k] ?? 0] ?? 0;
      for (let l = 0; this.#isSpread && l <= k; l++) {
        const place = one * width + (links[moving[l] ?? 0] ?? 0);
        schur[place] = (schur[place] ?? 0) - (products[k * count + l] ?? 0);
      }
      for (let l = 0; !this.#isSpread && l <= k; l++) {
        const other = links[moving[l] ?? 0] ?? 0;
        const place = one >= other ? one * width + other : other * width + one;
        const times = one === other && k !== l ? 2 : 1;
        schur[place] = (schur[place] ?? 0) - times * (products[k * count + l] ?? 0);
      }
    }
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
    const [columnTarget, rowTarget, lean, scaling] = [this.#columnTarget, this.#rowTarget, this.#lean, this.#scaling];
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
    forward(this.#factor, m, lean);
    for (let k = 0; k < this.#count; k++) {
      const link = links[this.#moving[k] ?? 0] ?? 0;
      let sum = 0;
      for (let r = 0; r < m; r++) sum += (this.#solved[k * m + r] ?? 0) * (lean[r] ?? 0);
      right[link] = (right[link] ?? 0) + sum;
    }
  }

  /** The block's step, once the links' prices have theirs. */
  follow(linkStep: Float64Array): void {
    const { links, matrix } = this.#shape;
    const { x, z, w, price } = this.#point;
    const step = this.#step;
    const [n, m] = [x.length, w.length];
    for (let r = 0; r < m; r++) step.price[r] = this.#lean[r] ?? 0;
    for (let k = 0; k < this.#count; k++) {
      const move = linkStep[links[this.#moving[k] ?? 0] ?? 0] ?? 0;
      for (let r = 0; r < m; r++) step.price[r] = (step.price[r] ?? 0) + (this.#solved[k * m + r] ?? 0) * move;
    }
    backward(this.#factor, m, step.price);
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

import { backward, factorize, forward, forwardAll, gram } from './dense.ts';

/** Columns whose scaling is below this part of the largest move so little that they are left out of the equations. */
const STILL = 1e-10;

/** The equations that a block's step solves, factored at one point: those of its rows, and its part in those of the links' prices. */
export class BlockFactor {
  /** By how much each column moves when what it costs changes. */
  readonly scaling: Float64Array;
  readonly #links: Int32Array;
  readonly #matrix: Float64Array;
  readonly #rows: number;
  /** Whether the columns stand in different equations, by rising number. */
  readonly #isSpread: boolean;
  readonly #factor: Float64Array;
  /** Columns that move, and one after the other their part in the rows, solved with the factor. */
  readonly #moving: Int32Array;
  readonly #solved: Float64Array;
  #count = 0;

  /** `links`: the equation of each column; `matrix`: row by row. */
  constructor(links: Int32Array, matrix: Float64Array, rows: number) {
    this.#links = links;
    this.#matrix = matrix;
    this.#rows = rows;
    this.#isSpread = links.every((link, j) => j === 0 || link > (links[j - 1] ?? 0));
    this.scaling = new Float64Array(links.length);
    this.#moving = new Int32Array(links.length);
    this.#factor = new Float64Array(rows * rows);
    this.#solved = new Float64Array(rows * links.length);
  }

  /** How many numbers `compute` needs to work with. */
  get room(): number {
    return this.#links.length * Math.max(this.#links.length, this.#rows);
  }

  /**
   * Factors at values x of the columns with costs z, and at rows that would give way by `yielding`; adds to `schur`, which is `width` wide.
   * rows² × columns / 2 + rows × columns² / 2 steps.
   */
  compute(
    x: Float64Array,
    z: Float64Array,
    yielding: Float64Array,
    schur: Float64Array,
    width: number,
    work: Float64Array,
  ): void {
    this.#scale(x, z);
    const [scaling, links, rows] = [this.scaling, this.#links, this.#rows];
    for (let j = 0; j < links.length; j++) {
      const place = (links[j] ?? 0) * (width + 1);
      schur[place] = (schur[place] ?? 0) + (scaling[j] ?? 0);
    }
    if (rows === 0) return;
    const factor = this.#factor;
    this.#scaledRows(work);
    gram(work, rows, this.#count, factor);
    for (let r = 0; r < rows; r++) factor[r * (rows + 1)] = (factor[r * (rows + 1)] ?? 0) + (yielding[r] ?? 0);
    factorize(factor, rows);
    this.#solveColumns(work);
    gram(this.#solved, this.#count, rows, work);
    if (this.#isSpread) this.#subtractSpread(schur, width, work);
    else this.#subtract(schur, width, work);
  }

  #scale(x: Float64Array, z: Float64Array): void {
    const scaling = this.scaling;
    let most = 0;
    for (let j = 0; j < x.length; j++) {
      scaling[j] = (x[j] ?? 0) / (z[j] ?? 1);
      most = Math.max(most, scaling[j] ?? 0);
    }
    this.#count = 0;
    for (let j = 0; j < x.length; j++) if ((scaling[j] ?? 0) > STILL * most) this.#moving[this.#count++] = j;
  }

  /** The rows over the columns that move, times the root of their scaling. */
  #scaledRows(work: Float64Array): void {
    const [matrix, moving, scaling, count, rows] = [this.#matrix, this.#moving, this.scaling, this.#count, this.#rows];
    const width = scaling.length;
    for (let k = 0; k < count; k++) {
      const j = moving[k] ?? 0;
      const root = Math.sqrt(scaling[j] ?? 0);
      for (let r = 0; r < rows; r++) work[r * count + k] = (matrix[r * width + j] ?? 0) * root;
    }
  }

  #solveColumns(scaledRows: Float64Array): void {
    const [moving, scaling, count, rows, solved] = [this.#moving, this.scaling, this.#count, this.#rows, this.#solved];
    for (let k = 0; k < count; k++) {
      const root = Math.sqrt(scaling[moving[k] ?? 0] ?? 0);
      for (let r = 0; r < rows; r++) solved[k * rows + r] = (scaledRows[r * count + k] ?? 0) * root;
    }
    forwardAll(this.#factor, rows, solved, count);
  }

  #subtractSpread(schur: Float64Array, width: number, products: Float64Array): void {
    const [links, moving, count] = [this.#links, this.#moving, this.#count];
    for (let k = 0; k < count; k++) {
      const row = (links[moving[k] ?? 0] ?? 0) * width;
      for (let l = 0; l <= k; l++) {
        const place = row + (links[moving[l] ?? 0] ?? 0);
        schur[place] = (schur[place] ?? 0) - (products[k * count + l] ?? 0);
      }
    }
  }

  #subtract(schur: Float64Array, width: number, products: Float64Array): void {
    const [links, moving, count] = [this.#links, this.#moving, this.#count];
    for (let k = 0; k < count; k++) {
      const one = links[moving[k] ?? 0] ?? 0;
      for (let l = 0; l <= k; l++) {
        const other = links[moving[l] ?? 0] ?? 0;
        const place = one >= other ? one * width + other : other * width + one;
        const times = one === other && k !== l ? 2 : 1;
        schur[place] = (schur[place] ?? 0) - times * (products[k * count + l] ?? 0);
      }
    }
  }

  /** Begins to solve for the prices of the rows, in place; adds to the right side of the equations of the links' prices. */
  begin(lean: Float64Array, right: Float64Array): void {
    const [links, moving, rows, solved] = [this.#links, this.#moving, this.#rows, this.#solved];
    forward(this.#factor, rows, lean);
    if (rows === 0) return;
    for (let k = 0; k < this.#count; k++) {
      const link = links[moving[k] ?? 0] ?? 0;
      let sum = 0;
      for (let r = 0; r < rows; r++) sum += (solved[k * rows + r] ?? 0) * (lean[r] ?? 0);
      right[link] = (right[link] ?? 0) + sum;
    }
  }

  /** Goes on in place, once the links' prices have their step. */
  finish(lean: Float64Array, linkStep: Float64Array): void {
    const [links, moving, rows, solved] = [this.#links, this.#moving, this.#rows, this.#solved];
    if (rows === 0) return;
    for (let k = 0; k < this.#count; k++) {
      const move = linkStep[links[moving[k] ?? 0] ?? 0] ?? 0;
      for (let r = 0; r < rows; r++) lean[r] = (lean[r] ?? 0) + (solved[k * rows + r] ?? 0) * move;
    }
    backward(this.#factor, rows, lean);
  }
}

import { Block } from './block.ts';
import { Groups, type Together } from './groups.ts';
import type { Rows } from './rows.ts';

/** New rows are met by at least this part of what their entries may add up to. */
const ROOM = 1 / 64;

/**
 * The columns, split into blocks: those that a row holds together are in one. Rows that come later may join blocks; the point stays
 * where it is.
 */
export class Blocks {
  readonly #rows: Rows;
  readonly #links: Int32Array;
  readonly #cost: Float64Array;
  readonly #x: Float64Array;
  readonly #z: Float64Array;
  readonly #w: number[] = [];
  readonly #price: number[] = [];
  /** The block of each column; undefined for those in no row. */
  readonly #blockOf: (Block | undefined)[];
  /** Where a column stands in the block that is being built; -1 elsewhere. */
  readonly #place: Int32Array;
  #loose: Block;
  #all: readonly Block[];

  /** No rows yet: `x` and `z` are the values of the columns and what each costs beyond what it brings. */
  constructor(rows: Rows, links: Int32Array, cost: Float64Array, x: Float64Array, z: Float64Array) {
    this.#rows = rows;
    this.#links = links;
    this.#cost = cost;
    this.#x = x;
    this.#z = z;
    this.#blockOf = Array.from(cost, () => undefined);
    this.#place = new Int32Array(cost.length).fill(-1);
    this.#loose = this.#block(Int32Array.from(cost.keys()), []);
    this.#all = [this.#loose];
  }

  get all(): readonly Block[] {
    return this.#all;
  }

  /** Takes in rows, each met, and with a price such that what it exceeds its limit by, times that, is `product`. */
  add(rows: readonly number[], product: number): void {
    for (const block of this.#all) block.save(this.#x, this.#z, this.#w, this.#price);
    for (const row of rows) this.#begin(row, product);
    const gone = new Set<Block>();
    const built: Block[] = [];
    for (const { blocks, columns, rows: together } of this.#joined(rows)) {
      for (const block of blocks) gone.add(block);
      const [only] = blocks;
      const block = this.#block(columns, together, only?.columns.length === columns.length ? only : undefined);
      for (const column of columns) this.#blockOf[column] = block;
      built.push(block);
    }
    this.#loose = this.#block(
      this.#loose.columns.filter((column) => !this.#blockOf[column]),
      [],
    );
    this.#all = [this.#loose, ...this.#all.slice(1).filter((block) => !gone.has(block)), ...built];
  }

  #begin(row: number, product: number): void {
    const lower = this.#rows.lower[row] ?? 0;
    let sum = -lower;
    let size = Math.abs(lower);
    const [columns, values] = [this.#rows.columns(row), this.#rows.values(row)];
    for (let n = 0; n < columns.length; n++) {
      const part = (values[n] ?? 0) * (this.#x[columns[n] ?? 0] ?? 0);
      sum += part;
      size += Math.abs(part);
    }
    const more = Math.max(Math.abs(sum), ROOM * size, Number.MIN_VALUE);
    this.#w[row] = more;
    this.#price[row] = product / more;
  }

  /** What must be in one block because of new rows. */
  #joined(rows: readonly number[]): readonly Together[] {
    const groups = new Groups(this.#blockOf);
    for (const row of rows) groups.join(row, this.#rows.columns(row));
    return groups.all();
  }

  /** `before`: a block of the same columns that has the first of the rows. */
  #block(columns: Int32Array, rows: readonly number[], before?: Block): Block {
    const place = this.#place;
    columns.forEach((column, at) => {
      place[column] = at;
    });
    const matrix = new Float64Array(columns.length * rows.length);
    matrix.set(before?.matrix ?? []);
    const known = before?.rows.length ?? 0;
    rows.slice(known).forEach((row, more) => {
      const r = known + more;
      const [own, values] = [this.#rows.columns(row), this.#rows.values(row)];
      for (let n = 0; n < own.length; n++) matrix[r * columns.length + (place[own[n] ?? 0] ?? 0)] = values[n] ?? 0;
    });
    const ofColumns = (values: Float64Array): Float64Array => picked(values, columns);
    const ofRows = (values: readonly number[]): Float64Array => picked(values, rows);
    return new Block(
      {
        columns,
        links: Int32Array.from(columns, (column) => this.#links[column] ?? 0),
        cost: ofColumns(this.#cost),
        rows: Int32Array.from(rows),
        matrix,
        lower: ofRows(this.#rows.lower),
      },
      { x: ofColumns(this.#x), z: ofColumns(this.#z), w: ofRows(this.#w), price: ofRows(this.#price) },
    );
  }
}

function picked(values: ArrayLike<number>, places: ArrayLike<number>): Float64Array {
  const chosen = new Float64Array(places.length);
  for (let n = 0; n < places.length; n++) chosen[n] = values[places[n] ?? 0] ?? 0;
  return chosen;
}

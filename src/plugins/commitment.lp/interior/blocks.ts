import { Block } from './block.ts';
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
  /** The block of each column that stands in some row. */
  readonly #blockOf = new Map<number, Block>();
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
    for (const { columns, rows: together } of this.#joined(rows)) {
      const block = this.#block(Int32Array.from(columns).sort(), together);
      for (const column of columns) this.#blockOf.set(column, block);
    }
    this.#loose = this.#block(
      this.#loose.columns.filter((column) => !this.#blockOf.has(column)),
      [],
    );
    this.#all = [this.#loose, ...new Set(this.#blockOf.values())];
  }

  #begin(row: number, product: number): void {
    const lower = this.#rows.lower[row] ?? 0;
    let sum = -lower;
    let size = Math.abs(lower);
    for (let entry = this.#rows.start(row); entry < this.#rows.end(row); entry++) {
      const part = this.#rows.value(entry) * (this.#x[this.#rows.column(entry)] ?? 0);
      sum += part;
      size += Math.abs(part);
    }
    const more = Math.max(Math.abs(sum), ROOM * size, Number.MIN_VALUE);
    this.#w[row] = more;
    this.#price[row] = product / more;
  }

  /** What must be in one block because of new rows, each with the rows that were there. */
  #joined(rows: readonly number[]): Iterable<Together> {
    const of = new Map<number, Together>();
    for (const row of rows) {
      const together: Together = { columns: new Set(), rows: [row] };
      for (let entry = this.#rows.start(row); entry < this.#rows.end(row); entry++) {
        const column = this.#rows.column(entry);
        if (together.columns.has(column)) continue;
        const other = of.get(column) ?? this.#blockOf.get(column);
        for (const one of other?.columns ?? [column]) together.columns.add(one);
        together.rows.push(...(other?.rows ?? []));
      }
      for (const column of together.columns) of.set(column, together);
    }
    return new Set(of.values());
  }

  #block(columns: Int32Array, rows: readonly number[]): Block {
    const place = this.#place;
    columns.forEach((column, at) => {
      place[column] = at;
    });
    const matrix = new Float64Array(columns.length * rows.length);
    rows.forEach((row, r) => {
      for (let entry = this.#rows.start(row); entry < this.#rows.end(row); entry++)
        matrix[r * columns.length + (place[this.#rows.column(entry)] ?? 0)] = this.#rows.value(entry);
    });
    const ofColumns = (values: Float64Array): Float64Array =>
      Float64Array.from(columns, (column) => values[column] ?? 0);
    const ofRows = (values: readonly number[]): Float64Array => Float64Array.from(rows, (row) => values[row] ?? 0);
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

interface Together {
  readonly columns: Set<number>;
  readonly rows: number[];
}

import type { StepSlot } from '../graph/index.ts';
import type { Layout } from './layout.ts';

/** Columns by which room grows: what is not used yet is read in vain, and each growth moves all. */
const CHUNK = 16;

/**
 * Keys and values of rows, with room for more columns. The columns of a row stand side by side, from the first on; what is behind them
 * are numbers of no meaning, but numbers. Room grows in place: memory for all columns is there from the start.
 */
export class CacheBuffers {
  readonly #slots: readonly StepSlot[];
  readonly #data: readonly Float32Array[];
  #lengths: number[];
  #capacity: number;

  /** Takes the real columns of a cache as a graph gives it. `further`: how many more columns a row may get. */
  constructor(slots: readonly StepSlot[], layout: Layout, cache: readonly Float32Array[], further: number) {
    const rows = layout.lengths.length;
    const longest = Math.max(...layout.lengths);
    const most = roomFor(longest + further);
    this.#slots = slots;
    this.#lengths = [...layout.lengths];
    this.#capacity = roomFor(longest);
    this.#data = slots.map(({ heads, size }) => new Float32Array(rows * heads * most * size));
    const real = realColumns(layout);
    for (const [slot, { heads, size }] of slots.entries()) {
      const from = cache[slot] ?? new Float32Array(0);
      const to = this.#data[slot] ?? new Float32Array(0);
      for (let line = 0; line < rows * heads; line++) {
        for (const [at, column] of real[Math.floor(line / heads)]?.entries() ?? []) {
          const start = (line * layout.columns + column) * size;
          copy(from, start, to, (line * this.#capacity + at) * size, size);
        }
      }
    }
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** Columns of each row. */
  get lengths(): readonly number[] {
    return this.#lengths;
  }

  /** A slot's numbers: [rows, heads, capacity, size]. A view, good until there is other room or rows. */
  view(slot: number): Float32Array {
    const { heads, size } = this.#slots[slot] ?? nothing;
    return (this.#data[slot] ?? new Float32Array(0)).subarray(0, this.#lengths.length * heads * this.#capacity * size);
  }

  /** A new column in each row: [slots, rows, heads, size]. Says whether there is more room now. */
  append(added: Float32Array): boolean {
    const { length: rows } = this.#lengths;
    let from = 0;
    for (const [slot, { heads, size }] of this.#slots.entries()) {
      const data = this.#data[slot] ?? new Float32Array(0);
      for (let row = 0; row < rows; row++) {
        let to = (row * heads * this.#capacity + (this.#lengths[row] ?? 0)) * size;
        for (let head = 0; head < heads; head++) {
          copy(added, from, data, to, size);
          from += size;
          to += this.#capacity * size;
        }
      }
    }
    for (let row = 0; row < rows; row++) this.#lengths[row] = (this.#lengths[row] ?? 0) + 1;
    if (Math.max(...this.#lengths) < this.#capacity) return false;
    this.#widen(this.#capacity + CHUNK);
    return true;
  }

  /** Some of the rows alone, in their order. */
  keep(rows: readonly number[]): void {
    for (const [slot, { heads, size }] of this.#slots.entries()) {
      const block = heads * this.#capacity * size;
      for (const [to, from] of rows.entries()) {
        this.#data[slot]?.copyWithin(to * block, from * block, (from + 1) * block);
      }
    }
    this.#lengths = rows.map((row) => this.#lengths[row] ?? 0);
  }

  /** From the last line to the first, so that none is overwritten before it is moved. */
  #widen(capacity: number): void {
    for (const [slot, { heads, size }] of this.#slots.entries()) {
      for (let line = this.#lengths.length * heads - 1; line > 0; line--) {
        const from = line * this.#capacity * size;
        const used = (this.#lengths[Math.floor(line / heads)] ?? 0) * size;
        this.#data[slot]?.copyWithin(line * capacity * size, from, from + used);
      }
    }
    this.#capacity = capacity;
  }
}

const nothing = { heads: 0, size: 0 };

/** A few numbers: a view of them would cost more. */
function copy(from: Float32Array, start: number, to: Float32Array, at: number, count: number): void {
  for (let place = 0; place < count; place++) to[at + place] = from[start + place] ?? 0;
}

/** At least one free column is left. */
function roomFor(columns: number): number {
  return CHUNK * Math.ceil((columns + 1) / CHUNK);
}

/** By row: which columns are no filling. */
function realColumns({ lengths, columns, mask }: Layout): readonly (readonly number[])[] {
  const all = Array.from({ length: columns }, (_, at) => at);
  return lengths.map((_, row) => all.filter((at) => mask[row * columns + at] === 1));
}

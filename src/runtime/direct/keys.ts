import { at } from '../certify/number.ts';

/** Tables of rules up to this many entries are arrays; beyond, what was met is looked up. */
const MOST_ENTRIES = 1 << 26;

/** Numbers that are kept of one term, at most. */
const MOST_KEPT = 1 << 23;

/** Numbers the combinations of some names' values: a number in mixed radix. */
export class Combinations {
  /** Positions of the names among all names. */
  readonly names: readonly number[];
  /** What one step of each name's value adds to the number. */
  readonly strides: readonly number[];
  readonly size: number;

  /** `sizes[k]`: how many values the k-th of the names has. */
  constructor(names: readonly number[], sizes: readonly number[]) {
    this.names = names;
    const strides: number[] = [];
    let size = 1;
    for (const each of sizes) {
      strides.push(size);
      size *= Math.max(1, each);
    }
    this.strides = strides;
    this.size = size;
  }

  /** What one step of a name's value adds; 0 for a name that does not count. */
  stride(name: number): number {
    const position = this.names.indexOf(name);
    return position < 0 ? 0 : at(this.strides, position);
  }
}

/** Numbers by combination, kept while they fit; with more combinations than that, each is computed whenever it is asked for. */
export class NumberTable {
  readonly #size: number;
  #array: Float64Array | undefined;

  constructor(size: number) {
    this.#size = size <= MOST_KEPT ? size : 0;
  }

  /** NaN where nothing is known. */
  get(key: number): number {
    return this.#array?.[key] ?? Number.NaN;
  }

  set(key: number, value: number): void {
    if (this.#size === 0) return;
    this.#array ??= new Float64Array(this.#size).fill(Number.NaN);
    this.#array[key] = value;
  }
}

/** Values of one name, numbered as they are met. */
export class IdTable {
  readonly #array: Int32Array | undefined;
  readonly #map = new Map<number, number>();

  constructor(size: number) {
    this.#array = size <= MOST_ENTRIES ? new Int32Array(size).fill(-1) : undefined;
  }

  /** -1 where nothing is known. */
  get(key: number): number {
    return this.#array ? (this.#array[key] ?? -1) : (this.#map.get(key) ?? -1);
  }

  set(key: number, id: number): void {
    if (this.#array) this.#array[key] = id;
    else this.#map.set(key, id);
  }
}

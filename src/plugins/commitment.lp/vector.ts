/** A sparse linear form: unknown ids, each once, and their coefficients. */
export interface Vector<N> {
  readonly ids: readonly number[];
  readonly values: readonly N[];
}

/** Adds up linear forms. One accumulator serves many sums: `take` empties it. */
export interface Accumulator<N> {
  add(id: number, value: N): void;
  addAll(vector: Vector<N>): void;
  /** The sum, without what cancelled, by rising id. */
  take(): Vector<N>;
}

/** Of doubles: what is smaller than the largest summand by the factor `rounding` counts as cancelled. */
export class DoubleAccumulator implements Accumulator<number> {
  readonly #rounding: number;
  #values = new Float64Array(64);
  #isThere = new Uint8Array(64);
  #ids = new Int32Array(16);
  #count = 0;
  #size = 0;

  constructor(rounding: number) {
    this.#rounding = rounding;
  }

  add(id: number, value: number): void {
    if (id >= this.#values.length) this.#widen(id);
    if (this.#isThere[id] === 0) {
      this.#isThere[id] = 1;
      this.#values[id] = value;
      if (this.#count === this.#ids.length) this.#ids = extended(this.#ids, new Int32Array(2 * this.#count));
      this.#ids[this.#count++] = id;
    } else this.#values[id] = (this.#values[id] ?? 0) + value;
    const size = Math.abs(value);
    if (size > this.#size) this.#size = size;
  }

  addAll({ ids, values }: Vector<number>): void {
    for (let n = 0; n < ids.length; n++) this.add(ids[n] ?? 0, values[n] ?? 0);
  }

  take(): Vector<number> {
    const ids: number[] = [];
    const values: number[] = [];
    const least = this.#rounding * this.#size;
    sort(this.#ids, this.#count);
    for (let n = 0; n < this.#count; n++) {
      const id = this.#ids[n] ?? 0;
      const value = this.#values[id] ?? 0;
      this.#isThere[id] = 0;
      if (Math.abs(value) <= least) continue;
      ids.push(id);
      values.push(value);
    }
    this.#count = 0;
    this.#size = 0;
    return { ids, values };
  }

  #widen(id: number): void {
    const length = 2 ** Math.ceil(Math.log2(id + 1));
    this.#values = extended(this.#values, new Float64Array(length));
    this.#isThere = extended(this.#isThere, new Uint8Array(length));
  }
}

function extended<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Most forms are short: then insertion takes less than a call. */
const SHORT = 24;

function sort(ids: Int32Array, count: number): void {
  if (count > SHORT) {
    ids.subarray(0, count).sort();
    return;
  }
  for (let n = 1; n < count; n++) {
    const id = ids[n] ?? 0;
    let to = n;
    for (; to > 0 && (ids[to - 1] ?? 0) > id; to--) ids[to] = ids[to - 1] ?? 0;
    ids[to] = id;
  }
}

/** Of numbers without rounding. */
export class ExactAccumulator<N> implements Accumulator<N> {
  readonly #sum: (a: N, b: N) => N;
  readonly #isZero: (a: N) => boolean;
  #values = new Map<number, N>();

  constructor(sum: (a: N, b: N) => N, isZero: (a: N) => boolean) {
    this.#sum = sum;
    this.#isZero = isZero;
  }

  add(id: number, value: N): void {
    const old = this.#values.get(id);
    this.#values.set(id, old === undefined ? value : this.#sum(old, value));
  }

  addAll({ ids, values }: Vector<N>): void {
    for (const [n, value] of values.entries()) this.add(ids[n] ?? 0, value);
  }

  take(): Vector<N> {
    const left = [...this.#values].filter(([, value]) => !this.#isZero(value)).sort(([a], [b]) => a - b);
    this.#values = new Map();
    return { ids: left.map(([id]) => id), values: left.map(([, value]) => value) };
  }
}

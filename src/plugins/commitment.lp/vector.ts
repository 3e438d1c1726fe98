import type { Numbers } from './numbers.ts';

/** A sparse linear form: unknown ids, each once, and their coefficients. */
export interface Vector<N> {
  readonly ids: readonly number[];
  readonly values: readonly N[];
}

/** Adds up linear forms. One accumulator serves many sums: `take` empties it. */
export class Accumulator<N> {
  readonly #numbers: Numbers<N>;
  readonly #values: (N | undefined)[] = [];
  #ids: number[] = [];
  #size = 0;

  constructor(numbers: Numbers<N>) {
    this.#numbers = numbers;
  }

  add(id: number, value: N): void {
    const old = this.#values[id];
    if (old === undefined) this.#ids.push(id);
    this.#values[id] = old === undefined ? value : this.#numbers.add(old, value);
    this.#size = Math.max(this.#size, Math.abs(this.#numbers.toNumber(value)));
  }

  addAll({ ids, values }: Vector<N>): void {
    values.forEach((value, n) => {
      this.add(ids[n] ?? 0, value);
    });
  }

  subtractAll({ ids, values }: Vector<N>): void {
    const { zero, subtract } = this.#numbers;
    values.forEach((value, n) => {
      this.add(ids[n] ?? 0, subtract(zero, value));
    });
  }

  /** The sum, without what cancelled, by rising id. */
  take(): Vector<N> {
    const taken = this.#ids.sort((a, b) => a - b);
    const ids: number[] = [];
    const values: N[] = [];
    for (const id of taken) {
      const value = this.#values[id];
      this.#values[id] = undefined;
      if (value === undefined || this.#numbers.vanishes(value, this.#size)) continue;
      ids.push(id);
      values.push(value);
    }
    this.#ids = [];
    this.#size = 0;
    return { ids, values };
  }
}

/** The largest absolute coefficient, as a double. */
export function sizeOf<N>({ toNumber }: Numbers<N>, { values }: Vector<N>): number {
  let size = 0;
  for (const value of values) size = Math.max(size, Math.abs(toNumber(value)));
  return size;
}

/** Growing columns of numbers, in chunks that are never copied while they grow. */
const CHUNK = 1 << 16;

type Numbers = Int8Array | Int32Array | Float64Array;

export class Column<T extends Numbers> {
  private readonly chunks: T[] = [];
  private readonly make: (length: number) => T;
  length = 0;

  constructor(make: (length: number) => T) {
    this.make = make;
  }

  push(value: number): void {
    const at = this.length & (CHUNK - 1);
    let chunk = this.chunks[this.length >>> 16];
    if (chunk === undefined) this.chunks.push((chunk = this.make(CHUNK)));
    chunk[at] = value;
    this.length++;
  }

  get(index: number): number {
    return this.chunks[index >>> 16]?.[index & (CHUNK - 1)] ?? 0;
  }

  set(index: number, value: number): void {
    const chunk = this.chunks[index >>> 16];
    if (chunk !== undefined) chunk[index & (CHUNK - 1)] = value;
  }

  /** One array with everything. */
  whole(): T {
    const out = this.make(this.length);
    this.chunks.forEach((chunk, i) => {
      out.set(chunk.subarray(0, Math.min(CHUNK, this.length - i * CHUNK)) as never, i * CHUNK);
    });
    return out;
  }
}

export const int32Column = (): Column<Int32Array> => new Column((length) => new Int32Array(new SharedArrayBuffer(length * 4)) as Int32Array);
export const int8Column = (): Column<Int8Array> => new Column((length) => new Int8Array(new SharedArrayBuffer(length)) as Int8Array);
export const float64Column = (): Column<Float64Array> => new Column((length) => new Float64Array(new SharedArrayBuffer(length * 8)) as Float64Array);

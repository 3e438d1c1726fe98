/** Numbers in the first chunk of a column, and in the largest; chunks double in between. */
const FIRST = 256;
const LARGEST = 1 << 18;

/** A column of numbers in chunks that are never copied while it grows; `make` makes them. */
export class Column<T extends Int32Array | Float64Array> {
  /** Numbers so far. */
  count = 0;
  private readonly make: (length: number) => T;
  private chunks: T[] = [];
  private chunk: T;
  private fill = 0;

  constructor(make: (length: number) => T) {
    this.make = make;
    this.chunk = make(0);
  }

  push(value: number): void {
    if (this.fill === this.chunk.length) this.extend();
    this.chunk[this.fill++] = value;
    this.count++;
  }

  private extend(): void {
    this.chunk = this.make(Math.min(LARGEST, Math.max(FIRST, 2 * this.chunk.length)));
    this.chunks.push(this.chunk);
    this.fill = 0;
  }

  /** Reads the column from the front and forgets what has been read, chunk by chunk. */
  drain(): Drain {
    const { chunks, chunk, fill } = this;
    this.chunks = [];
    this.chunk = this.make(0);
    this.fill = 0;
    this.count = 0;
    return new Drain(chunks.map((one) => (one === chunk ? one.subarray(0, fill) : one)));
  }
}

/** A column while it is read. */
export class Drain {
  private readonly chunks: (Int32Array | Float64Array)[];
  private chunk: Int32Array | Float64Array | undefined;
  private at = 0;

  constructor(chunks: (Int32Array | Float64Array)[]) {
    this.chunks = chunks.reverse();
    this.chunk = this.chunks.pop();
  }

  /** The next number; NaN after the last. */
  next(): number {
    if (this.chunk !== undefined && this.at === this.chunk.length) {
      this.chunk = this.chunks.pop();
      this.at = 0;
    }
    return this.chunk?.[this.at++] ?? Number.NaN;
  }
}

export function floatColumn(): Column<Float64Array> {
  return new Column((length) => new Float64Array(length));
}

export function intColumn(): Column<Int32Array> {
  return new Column((length) => new Int32Array(length));
}

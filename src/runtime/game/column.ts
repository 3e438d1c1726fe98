/** Rows of the first chunk of a column, and of the largest; chunks double in between. */
const FIRST = 32;
const LARGEST = 1 << 16;

function nextRows(rows: number): number {
  return Math.min(LARGEST, Math.max(FIRST, 2 * rows));
}

/** Numbers in an int row. */
export const ROW = 4;

/** Rows of four whole numbers, in chunks that are never copied while they grow. */
export class IntRows {
  /** Rows so far. */
  count = 0;
  private chunks: Int32Array[] = [];
  private chunk = new Int32Array(0);
  private fill = 0;

  push(a: number, b: number, c: number, d: number): void {
    if (this.fill === this.chunk.length) this.extend();
    const { chunk, fill } = this;
    chunk[fill] = a;
    chunk[fill + 1] = b;
    chunk[fill + 2] = c;
    chunk[fill + 3] = d;
    this.fill = fill + ROW;
    this.count++;
  }

  private extend(): void {
    this.chunk = new Int32Array(nextRows(this.chunk.length / ROW) * ROW);
    this.chunks.push(this.chunk);
    this.fill = 0;
  }

  /** Hands over what has been filled, chunk by chunk, and keeps nothing. */
  drain(): readonly Int32Array[] {
    const { chunks, chunk, fill } = this;
    this.chunks = [];
    this.chunk = new Int32Array(0);
    this.fill = 0;
    return chunks.map((one) => (one === chunk ? one.subarray(0, fill) : one));
  }
}

/** A column of floats, likewise. */
export class FloatColumn {
  private chunks: Float64Array[] = [];
  private chunk = new Float64Array(0);
  private fill = 0;

  push(value: number): void {
    if (this.fill === this.chunk.length) this.extend();
    this.chunk[this.fill++] = value;
  }

  private extend(): void {
    this.chunk = new Float64Array(nextRows(this.chunk.length));
    this.chunks.push(this.chunk);
    this.fill = 0;
  }

  drain(): readonly Float64Array[] {
    const { chunks, chunk, fill } = this;
    this.chunks = [];
    this.chunk = new Float64Array(0);
    this.fill = 0;
    return chunks.map((one) => (one === chunk ? one.subarray(0, fill) : one));
  }
}

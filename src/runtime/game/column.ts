/** The first chunk of a column; later ones double. */
const FIRST = 32;
/** Members of the largest chunks. */
const LARGEST = 1 << 16;

/** Rows of whole numbers, in chunks that are never copied while they grow. */
export class IntRows {
  /** Rows so far. */
  count = 0;
  private readonly width: number;
  private readonly chunks: Int32Array[] = [];
  private chunk = new Int32Array(0);
  private fill = 0;

  constructor(width: number) {
    this.width = width;
  }

  /** Appends a row of four; narrower rows leave the last out. */
  push(a: number, b: number, c: number, d: number): void {
    if (this.fill === this.chunk.length) this.extend();
    const { chunk, fill, width } = this;
    chunk[fill] = a;
    chunk[fill + 1] = b;
    if (width > 2) chunk[fill + 2] = c;
    if (width > 3) chunk[fill + 3] = d;
    this.fill = fill + width;
    this.count++;
  }

  private extend(): void {
    this.chunk = new Int32Array(Math.min(LARGEST, Math.max(FIRST, 2 * (this.chunk.length / this.width))) * this.width);
    this.chunks.push(this.chunk);
    this.fill = 0;
  }

  /** Hands over the chunks, each with as many rows as are filled, and forgets them one by one. */
  *drain(): Generator<Int32Array> {
    const last = this.chunks.at(-1);
    for (let chunk = this.chunks.shift(); chunk !== undefined; chunk = this.chunks.shift()) {
      yield chunk === last ? chunk.subarray(0, this.fill) : chunk;
    }
    this.chunk = new Int32Array(0);
    this.fill = 0;
  }
}

/** A column of floats, likewise. */
export class FloatColumn {
  count = 0;
  private readonly chunks: Float64Array[] = [];
  private chunk = new Float64Array(0);
  private fill = 0;

  push(value: number): void {
    if (this.fill === this.chunk.length) this.extend();
    this.chunk[this.fill++] = value;
    this.count++;
  }

  private extend(): void {
    this.chunk = new Float64Array(Math.min(LARGEST, Math.max(FIRST, 2 * this.chunk.length)));
    this.chunks.push(this.chunk);
    this.fill = 0;
  }

  *drain(): Generator<Float64Array> {
    const last = this.chunks.at(-1);
    for (let chunk = this.chunks.shift(); chunk !== undefined; chunk = this.chunks.shift()) {
      yield chunk === last ? chunk.subarray(0, this.fill) : chunk;
    }
    this.chunk = new Float64Array(0);
    this.fill = 0;
  }
}

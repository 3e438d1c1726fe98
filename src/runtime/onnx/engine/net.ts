import { endianness } from 'node:os';
import type { Tensor } from 'onnxruntime-node';
import type { OnnxRuntime } from '../runtime.ts';
import type { CacheMover } from './cache-mover.ts';
import type { IdType, Signature } from './signature.ts';

/** What runs a graph: a session, or one that is given the same further inputs each time. */
export interface Runs {
  /** Into tensors that are there already, or into new ones where there is null. */
  run(
    feeds: Readonly<Record<string, Tensor>>,
    into: Readonly<Record<string, Tensor | null>>,
  ): Promise<Readonly<Record<string, Tensor>>>;
}

/** What one call of the graph reads: `width` tokens in each row, after `past` columns of the cache. Row by row. */
export interface Step {
  readonly rows: number;
  readonly width: number;
  readonly past: number;
  readonly ids: readonly number[];
  readonly positions: readonly number[];
  /** Which of past + width columns are real, row by row. */
  readonly mask: Uint8Array;
  /** Keys and values of the columns before; empty at the beginning. */
  readonly cache: readonly Tensor[];
}

export interface StepResult {
  /** [rows, width, vocabulary], row by row. */
  readonly logits: Float32Array;
  readonly width: number;
  readonly vocabulary: number;
  readonly cache: readonly Tensor[];
}

/** A graph that is loaded on a device, called in the words of its own inputs and outputs. */
export class Net {
  readonly signature: Signature;
  readonly mover: CacheMover;
  readonly #runtime: OnnxRuntime;
  readonly #session: Runs;
  readonly #fetched: Readonly<Record<string, null>>;

  constructor(runtime: OnnxRuntime, session: Runs, signature: Signature, mover: CacheMover) {
    this.signature = signature;
    this.mover = mover;
    this.#runtime = runtime;
    this.#session = session;
    this.#fetched = Object.fromEntries(
      ['logits', ...signature.slots.map(({ present }) => present)].map((name) => [name, null]),
    );
  }

  async run(step: Step): Promise<StepResult> {
    const found = await this.#session.run(this.#feeds(step), this.#fetched);
    const { logits } = found;
    if (!logits) throw new Error('the graph gave no logits');
    const [, width, vocabulary = 0] = logits.dims;
    if (width !== step.width) throw new Error('the graph gives logits after some of the tokens only');
    const cache = this.signature.slots.map(({ present }) => {
      const tensor = found[present];
      if (tensor?.dims[2] !== step.past + step.width)
        throw new Error(`the cache \`${present}\` has an unexpected length`);
      return tensor;
    });
    return { logits: await floats(logits), width, vocabulary, cache };
  }

  #feeds(step: Step): Record<string, Tensor> {
    const { Tensor } = this.#runtime;
    const { ids, mask, positions, segments, branch, kept, slots } = this.signature;
    const { rows, width, past } = step;
    const feeds: Record<string, Tensor> = { input_ids: this.#whole(ids, step.ids, [rows, width]) };
    if (mask) feeds['attention_mask'] = this.#whole(mask, step.mask, [rows, past + width]);
    if (positions) feeds['position_ids'] = this.#whole(positions, step.positions, [rows, width]);
    if (segments) feeds['token_type_ids'] = this.#whole(segments, new Uint8Array(rows * width), [rows, width]);
    if (branch) feeds['use_cache_branch'] = new Tensor('bool', [past > 0], [1]);
    if (kept) feeds[kept] = new Tensor('int64', [0n], []);
    for (const [at, slot] of slots.entries()) feeds[slot.past] = step.cache[at] ?? this.#nothing(slot, rows);
    return feeds;
  }

  #whole(type: IdType, values: ArrayLike<number>, dims: readonly number[]): Tensor {
    const { Tensor } = this.#runtime;
    if (type === 'int32') return new Tensor('int32', Int32Array.from(values), dims);
    return new Tensor('int64', wideNumbers(values), dims);
  }

  #nothing({ heads, size, type }: Signature['slots'][number], rows: number): Tensor {
    const { Tensor } = this.#runtime;
    const dims = [rows, heads, 0, size];
    return type === 'float16'
      ? new Tensor('float16', new Uint16Array(0), dims)
      : new Tensor('float32', new Float32Array(0), dims);
  }
}

/** Numbers from 0 to 2^31 - 1 in 64 bits. Their lower halves are written alone, without a BigInt for each. */
function wideNumbers(values: ArrayLike<number>): BigInt64Array {
  const wide = new BigInt64Array(values.length);
  const halves = new DataView(wide.buffer);
  for (let at = 0; at < wide.length; at++) halves.setInt32(8 * at + LOWER_HALF, values[at] ?? 0, isLittleEndian);
  return wide;
}

const isLittleEndian = endianness() === 'LE';
const LOWER_HALF = isLittleEndian ? 0 : 4;

/** The numbers of logits, fetched from the device where they are there, widened where they are halves. */
async function floats(tensor: Tensor): Promise<Float32Array> {
  const data = await tensor.getData(true);
  if (data instanceof Float32Array) return data;
  // Node before 24 has no arrays of 16-bit floats: there these are their bits.
  if (data instanceof Uint16Array) return Float32Array.from(data, halfToFloat);
  return Float32Array.from({ length: data.length }, (_, at) => Number(data[at]));
}

/** A 16-bit float: sign, 5 bits of exponent, 10 of fraction. */
function halfToFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

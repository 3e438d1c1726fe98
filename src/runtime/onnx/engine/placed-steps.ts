import type { Tensor } from 'onnxruntime-node';
import { ADDED } from '../graph/index.ts';
import type { OnnxRuntime } from '../runtime.ts';
import { CacheBuffers } from './cache-buffers.ts';
import type { CachedRows, DecoderSettings } from './cached-decoder.ts';
import type { Runs } from './net.ts';
import type { Signature } from './signature.ts';
import type { Steps } from './steps.ts';

/** A step graph that is loaded. */
export interface Running {
  readonly runtime: OnnxRuntime;
  readonly session: Runs;
  readonly signature: Signature;
}

export interface StepSettings extends Pick<DecoderSettings, 'context' | 'cost' | 'watch'> {
  /** How many more tokens a row may get. */
  readonly further: number;
}

/** Tensors of a call, which are written and read in place as long as rows and room stay the same. */
interface Call {
  readonly feeds: Readonly<Record<string, Tensor>>;
  readonly fetches: Readonly<Record<string, Tensor>>;
  readonly ids: Whole;
  readonly positions: Whole;
  readonly mask: Whole;
  readonly added: Float32Array;
  /** By row. */
  readonly logits: readonly Float32Array[];
}

type Whole = BigInt64Array | Int32Array;

/** Steps whose keys and values are written into buffers: nothing is copied, and nothing is made anew from step to step. */
export class PlacedSteps implements Steps {
  readonly #running: Running;
  readonly #settings: Omit<StepSettings, 'further'>;
  readonly #buffers: CacheBuffers;
  #call: Call;

  constructor(running: Running, { cache, ...layout }: CachedRows, { further, ...settings }: StepSettings) {
    this.#running = running;
    this.#settings = settings;
    this.#buffers = new CacheBuffers(running.signature.slots, layout, cache.map(floatsOf), further);
    for (const tensor of cache) tensor.dispose();
    this.#call = this.#prepared();
  }

  async next(tokens: readonly number[]): Promise<readonly Float32Array[]> {
    this.#settings.watch.check();
    const { lengths, capacity } = this.#buffers;
    const { feeds, fetches, ids, positions, mask, added, logits } = this.#call;
    for (const [row, token] of tokens.entries()) {
      const length = lengths[row] ?? 0;
      put(ids, row, token);
      put(positions, row, Math.min(length, this.#settings.context - 1));
      if (length > 0) put(mask, row * (capacity + 1) + length - 1, 1);
    }
    await this.#running.session.run(feeds, fetches);
    if (this.#buffers.append(added)) this.#call = this.#prepared();
    return logits;
  }

  async keep(rows: readonly number[]): Promise<void> {
    this.#buffers.keep(rows);
    this.#call = this.#prepared();
  }

  release(): void {}

  #prepared(): Call {
    const { runtime, signature } = this.#running;
    const { Tensor } = runtime;
    const { lengths, capacity } = this.#buffers;
    const { slots } = signature;
    const rows = lengths.length;
    const { vocabulary } = this.#settings.cost;
    const whole = (type: 'int32' | 'int64' | undefined, columns: number): Whole =>
      type === 'int32' ? new Int32Array(rows * columns) : new BigInt64Array(rows * columns);
    const tensor = (numbers: Whole) =>
      numbers instanceof Int32Array
        ? new Tensor('int32', numbers, [rows, numbers.length / rows])
        : new Tensor('int64', numbers, [rows, numbers.length / rows]);
    const ids = whole(signature.ids, 1);
    const positions = whole(signature.positions, 1);
    const mask = whole(signature.mask, capacity + 1);
    for (const [row, length] of lengths.entries()) {
      // The new column comes behind the room.
      for (let at = 0; at < length; at++) put(mask, row * (capacity + 1) + at, 1);
      put(mask, row * (capacity + 1) + capacity, 1);
    }
    const feeds: Record<string, Tensor> = { input_ids: tensor(ids), attention_mask: tensor(mask) };
    if (signature.positions) feeds['position_ids'] = tensor(positions);
    if (signature.segments) feeds['token_type_ids'] = tensor(whole(signature.segments, 1));
    for (const [slot, { past, heads, size }] of slots.entries()) {
      feeds[past] = new Tensor('float32', this.#buffers.view(slot), [rows, heads, capacity, size]);
    }
    const { heads, size } = slots[0] ?? { heads: 0, size: 0 };
    const added = new Float32Array(slots.length * rows * heads * size);
    const all = new Float32Array(rows * vocabulary);
    const fetches = {
      logits: new Tensor('float32', all, [rows, 1, vocabulary]),
      [ADDED]: new Tensor('float32', added, [slots.length * rows, heads * size]),
    };
    const logits = lengths.map((_, row) => all.subarray(row * vocabulary, (row + 1) * vocabulary));
    return { feeds, fetches, ids, positions, mask, added, logits };
  }
}

function put(numbers: Whole, at: number, value: number): void {
  if (numbers instanceof Int32Array) numbers[at] = value;
  else numbers[at] = BigInt(value);
}

function floatsOf({ data }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new TypeError('keys and values are not floats of 32 bits');
}

import type { Tensor } from 'onnxruntime-node';
import { ADDED } from '../graph/index.ts';
import type { OnnxRuntime } from '../runtime.ts';
import type { CacheBuffers } from './cache-buffers.ts';
import type { Runs } from './net.ts';
import type { IdType, Signature } from './signature.ts';

/** A step graph that is loaded. */
export interface Running {
  readonly runtime: OnnxRuntime;
  readonly session: Runs;
  readonly signature: Signature;
}

/** Tensors of a call of a step graph, which are written and read in place as long as rows and room stay the same. */
export interface StepCall extends Inputs, Outputs {}

interface Inputs {
  readonly feeds: Readonly<Record<string, Tensor>>;
  readonly ids: Whole;
  readonly positions: Whole;
  /** [rows, capacity + 1]: the new column comes behind the room. */
  readonly mask: Whole;
}

interface Outputs {
  readonly fetches: Readonly<Record<string, Tensor>>;
  /** The new columns: [slots, rows, heads, size]. */
  readonly added: Float32Array;
  /** By row. */
  readonly logits: readonly Float32Array[];
}

type Whole = BigInt64Array | Int32Array;

export function stepCall(running: Running, buffers: CacheBuffers, vocabulary: number): StepCall {
  return { ...inputs(running, buffers), ...outputs(running, buffers.lengths.length, vocabulary) };
}

/** Writes a whole number of a tensor. */
export function put(numbers: Whole, at: number, value: number): void {
  if (numbers instanceof Int32Array) numbers[at] = value;
  else numbers[at] = BigInt(value);
}

function inputs({ runtime: { Tensor }, signature }: Running, buffers: CacheBuffers): Inputs {
  const { lengths, capacity } = buffers;
  const rows = lengths.length;
  const whole = (type: IdType | undefined, columns: number): Whole =>
    type === 'int32' ? new Int32Array(rows * columns) : new BigInt64Array(rows * columns);
  const tensor = (numbers: Whole): Tensor => {
    const dims = [rows, numbers.length / rows];
    return numbers instanceof Int32Array ? new Tensor('int32', numbers, dims) : new Tensor('int64', numbers, dims);
  };
  const ids = whole(signature.ids, 1);
  const positions = whole(signature.positions, 1);
  const mask = whole(signature.mask, capacity + 1);
  for (const [row, length] of lengths.entries()) {
    const start = row * (capacity + 1);
    for (let at = 0; at < length; at++) put(mask, start + at, 1);
    put(mask, start + capacity, 1);
  }
  const feeds: Record<string, Tensor> = { input_ids: tensor(ids), attention_mask: tensor(mask) };
  if (signature.positions) feeds['position_ids'] = tensor(positions);
  if (signature.segments) feeds['token_type_ids'] = tensor(whole(signature.segments, 1));
  for (const [slot, { past, heads, size }] of signature.slots.entries()) {
    feeds[past] = new Tensor('float32', buffers.view(slot), [rows, heads, capacity, size]);
  }
  return { feeds, ids, positions, mask };
}

function outputs({ runtime: { Tensor }, signature: { slots } }: Running, rows: number, vocabulary: number): Outputs {
  const { heads, size } = slots[0] ?? { heads: 0, size: 0 };
  const added = new Float32Array(slots.length * rows * heads * size);
  const all = new Float32Array(rows * vocabulary);
  return {
    fetches: {
      logits: new Tensor('float32', all, [rows, 1, vocabulary]),
      [ADDED]: new Tensor('float32', added, [slots.length * rows, heads * size]),
    },
    added,
    logits: Array.from({ length: rows }, (_, row) => all.subarray(row * vocabulary, (row + 1) * vocabulary)),
  };
}

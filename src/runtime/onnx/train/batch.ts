import type { Tensor } from 'onnxruntime-node';
import type { Variable } from '../../../plugins/contract/tape.ts';
import type { NumberArray } from '../../../plugins/contract/training.ts';
import { elementCount } from '../graph/index.ts';
import type { OnnxRuntime } from '../runtime.ts';
import { names } from './programs.ts';
import { shapeText } from './tape/shapes.ts';

const kinds = { real: 'real numbers, in a Float32Array', index: 'indices, in an Int32Array' } as const;

export const typeOf = ({ data }: NumberArray): Variable['type'] => (data instanceof Float32Array ? 'real' : 'index');

/** Throws RangeError unless a batch has what the trainer said it would have. */
export function checkBatch(
  inputs: Readonly<Record<string, Variable['type']>>,
  batch: Readonly<Record<string, NumberArray>>,
): void {
  for (const [name, type] of Object.entries(inputs)) {
    const array = batch[name];
    if (!array) throw new RangeError(`the batch has no ${name}`);
    checkArray(name, array);
    if (typeOf(array) !== type) throw new RangeError(`${name} needs ${kinds[type]}`);
  }
  const unknown = Object.keys(batch).find((name) => !(name in inputs));
  if (unknown !== undefined)
    throw new RangeError(`the trainer has no input ${unknown}; it has ${Object.keys(inputs).join(', ')}`);
}

export function checkArray(name: string, { data, dims }: NumberArray): void {
  const expected = elementCount(dims);
  if (data.length === expected) return;
  throw new RangeError(`${name} has ${data.length} numbers; its shape ${shapeText(dims)} needs ${expected}`);
}

/** What tells one combination of shapes from another. */
export function shapeKey(batch: Readonly<Record<string, NumberArray>>): string {
  return Object.keys(batch)
    .sort()
    .map((name) => `${name}[${batch[name]?.dims.join()}]`)
    .join(' ');
}

export function batchFeeds(runtime: OnnxRuntime, batch: Readonly<Record<string, NumberArray>>): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(batch).map(([name, array]) => [names.input(name), tensorOf(runtime, array)]),
  );
}

export function tensorOf({ Tensor }: OnnxRuntime, { data, dims }: NumberArray): Tensor {
  return data instanceof Float32Array ? new Tensor('float32', data, dims) : new Tensor('int32', data, dims);
}

import { elementCount } from '../../graph/index.ts';
import { multiply, subtract } from './arithmetic.ts';
import type { GraphVariable, Recorder } from './recorder.ts';
import { countedAxes, shapeText } from './shapes.ts';

export function sum(r: Recorder, x: GraphVariable, axes?: readonly number[], keep?: 'keep'): GraphVariable {
  const counted = countedAxes('sum', x.dims, axes ?? [...x.dims.keys()]);
  if (counted.length === 0) return x;
  const kept = x.dims.map((dim, axis) => (counted.includes(axis) ? 1 : dim));
  const dims = keep ? kept : x.dims.filter((_, axis) => !counted.includes(axis));
  const backward = (gradient: GraphVariable) => [
    () => r.emit('Expand', [r.shaped(gradient, kept), r.graph.integers(...x.dims)], x.dims),
  ];
  return r.record('ReduceSum', [x], dims, backward, {
    fixed: [r.graph.integers(...counted)],
    attributes: { keepdims: keep ? 1 : 0 },
  });
}

export function mean(r: Recorder, x: GraphVariable, axes?: readonly number[], keep?: 'keep'): GraphVariable {
  const total = sum(r, x, axes, keep);
  return multiply(r, total, r.constant(elementCount(total.dims) / elementCount(x.dims)));
}

export function softmax(r: Recorder, x: GraphVariable): GraphVariable {
  return r.record(
    'Softmax',
    [x],
    alongLast('softmax', x),
    (gradient, shares) => [() => softmaxBack(r, gradient, shares)],
    {
      attributes: { axis: -1 },
    },
  );
}

/** What the gradient of shares (a softmax) is for its logits. */
export function softmaxBack(r: Recorder, gradient: GraphVariable, shares: GraphVariable): GraphVariable {
  const weighted = multiply(r, gradient, shares);
  return subtract(r, weighted, multiply(r, shares, sum(r, weighted, [-1], 'keep')));
}

export function logSoftmax(r: Recorder, x: GraphVariable): GraphVariable {
  const backward = (gradient: GraphVariable, logs: GraphVariable) => [
    () => subtract(r, gradient, multiply(r, r.emit('Exp', [logs], logs.dims), sum(r, gradient, [-1], 'keep'))),
  ];
  return r.record('LogSoftmax', [x], alongLast('logSoftmax', x), backward, { attributes: { axis: -1 } });
}

function alongLast(operation: string, { dims }: GraphVariable): readonly number[] {
  if (dims.length === 0) throw new RangeError(`${operation}: a shape ${shapeText(dims)} has no last axis`);
  return dims;
}

import type { GraphVariable, Recorder } from './recorder.ts';
import { countedAxes, sameShape, shapeText } from './shapes.ts';

export function transpose(r: Recorder, x: GraphVariable, order: readonly number[]): GraphVariable {
  if (order.length !== x.dims.length) countedAxes('transpose', x.dims, [...order, x.dims.length]);
  countedAxes('transpose', x.dims, order);
  const back = order.map((_, axis) => order.indexOf(axis));
  const dims = order.map((axis) => x.dims[axis] ?? 1);
  const attributes = { perm: order };
  return r.record('Transpose', [x], dims, (gradient) => [() => transpose(r, gradient, back)], { attributes });
}

/** The last two axes changed. */
export function turned(r: Recorder, x: GraphVariable): GraphVariable {
  const rank = x.dims.length;
  return transpose(
    r,
    x,
    [...x.dims.keys()].map((axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis)),
  );
}

export function reshape(r: Recorder, x: GraphVariable, dims: readonly number[]): GraphVariable {
  const shaped = r.shaped(x, dims);
  if (shaped === x) return x;
  return r.recorded(shaped.value, [x], dims, (gradient) => [() => r.shaped(gradient, x.dims)]);
}

export function concat(r: Recorder, parts: readonly GraphVariable[], axis: number): GraphVariable {
  const [first] = parts;
  if (!first) throw new RangeError('concat: nothing to put together');
  const [at = 0] = countedAxes('concat', first.dims, [axis]);
  const without = (dims: readonly number[]) => dims.filter((_, other) => other !== at);
  for (const part of parts) sameShape(`concat, leaving out axis ${axis}`, without(first.dims), without(part.dims));
  const lengths = parts.map(({ dims }) => dims[at] ?? 1);
  const starts = lengths.map((_, i) => lengths.slice(0, i).reduce((a, b) => a + b, 0));
  const total = lengths.reduce((a, b) => a + b, 0);
  return r.record(
    'Concat',
    parts,
    first.dims.map((dim, other) => (other === at ? total : dim)),
    (gradient) => starts.map((start, i) => () => slice(r, gradient, at, start, start + (lengths[i] ?? 0))),
    { attributes: { axis: at } },
  );
}

export function slice(r: Recorder, x: GraphVariable, axis: number, from: number, to: number): GraphVariable {
  const [at = 0] = countedAxes('slice', x.dims, [axis]);
  const length = x.dims[at] ?? 1;
  if (!(0 <= from && from < to && to <= length)) {
    throw new RangeError(`slice: places ${from} … ${to - 1} of axis ${axis} of ${shapeText(x.dims)}`);
  }
  const around = (before: number, after: number) =>
    r.graph.integers(
      ...x.dims.map((_, other) => (other === at ? before : 0)),
      ...x.dims.map((_, other) => (other === at ? after : 0)),
    );
  return r.record(
    'Slice',
    [x],
    x.dims.map((dim, other) => (other === at ? to - from : dim)),
    (gradient) => [() => r.emit('Pad', [gradient, around(from, length - to)], x.dims)],
    { fixed: [r.graph.integers(from), r.graph.integers(to), r.graph.integers(at)] },
  );
}

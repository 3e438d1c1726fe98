import { elementCount } from '../../graph/index.ts';
import { turned } from './layout.ts';
import type { GraphVariable, Recorder } from './recorder.ts';
import { broadcastShape, lengthFromEnd, shapeText } from './shapes.ts';

export function matmul(r: Recorder, a: GraphVariable, b: GraphVariable): GraphVariable {
  const [rows, inner, columns] = [lengthFromEnd(a.dims, 2), lengthFromEnd(a.dims, 1), lengthFromEnd(b.dims, 1)];
  if (a.dims.length < 2 || b.dims.length < 2 || lengthFromEnd(b.dims, 2) !== inner) {
    throw new RangeError(`matmul: ${shapeText(a.dims)} × ${shapeText(b.dims)}: the inner lengths must be the same`);
  }
  const batch = broadcastShape('matmul', a.dims.slice(0, -2), b.dims.slice(0, -2));
  return r.record('MatMul', [a, b], [...batch, rows, columns], (gradient) =>
    b.dims.length === 2 ? byMatrix(r, gradient, a, b) : byBatch(r, gradient, a, b),
  );
}

/** The same matrix for all rows: Gemm turns its arguments by itself, so that no turned copies are made. */
function byMatrix(r: Recorder, gradient: GraphVariable, a: GraphVariable, b: GraphVariable) {
  const [inner, columns] = [lengthFromEnd(b.dims, 2), lengthFromEnd(b.dims, 1)];
  const rows = elementCount(a.dims) / inner;
  const flat = r.shaped(gradient, [rows, columns]);
  return [
    () => r.shaped(r.emit('Gemm', [flat, b], [rows, inner], { transB: 1 }), a.dims),
    () => r.emit('Gemm', [r.shaped(a, [rows, inner]), flat], b.dims, { transA: 1 }),
  ];
}

function byBatch(r: Recorder, gradient: GraphVariable, a: GraphVariable, b: GraphVariable) {
  return [
    () => r.summedTo(matmul(r, gradient, turned(r, b)), a.dims),
    () => r.summedTo(matmul(r, turned(r, a), gradient), b.dims),
  ];
}

import { elementCount, type Value } from '../../graph/index.ts';
import { multiply } from './arithmetic.ts';
import type { GraphVariable, Recorder } from './recorder.ts';
import { sameShape, shapeText } from './shapes.ts';

export function rows(r: Recorder, table: GraphVariable, indices: GraphVariable): GraphVariable {
  const [, width] = table.dims;
  if (table.dims.length !== 2 || width === undefined) {
    throw new RangeError(`rows: a table has two axes, not ${shapeText(table.dims)}`);
  }
  return r.record('Gather', [table, indices], [...indices.dims, width], (gradient) => [
    () => addedAt(r, table.dims, indices, gradient),
    undefined,
  ]);
}

/** A table of zeros, to whose rows the gradients of their uses are added. */
function addedAt(r: Recorder, dims: readonly number[], indices: GraphVariable, gradient: GraphVariable): GraphVariable {
  const count = elementCount(indices.dims);
  const long = r.graph.node('Cast', [indices.value], 'int64', { attributes: { to: 7 } });
  const places = r.graph.node('Reshape', [long, r.graph.integers(count, 1)], 'int64');
  const updates = r.shaped(gradient, [count, dims[1] ?? 1]);
  return r.emit('ScatterND', [r.filled(0, dims), places, updates], dims, { reduction: 'add' });
}

export function oneHot(r: Recorder, indices: GraphVariable, depth: number): GraphVariable {
  const numbers = r.graph.initializer(
    undefined,
    'int32',
    [depth],
    Int32Array.from({ length: depth }, (_, place) => place),
  );
  const column = r.graph.node('Unsqueeze', [indices.value, r.graph.integers(-1)], 'int32');
  const isIt = r.graph.node('Equal', [column, numbers], 'bool');
  return r.emit('Cast', [isIt], [...indices.dims, depth], { to: 1 });
}

/** Reads one number a row, and scatters one back: O(rows), and no table of ones and zeros as large as x. */
export function pick(r: Recorder, x: GraphVariable, indices: GraphVariable): GraphVariable {
  sameShape('pick, leaving out the last axis', x.dims.slice(0, -1), indices.dims);
  const [count, depth, size] = [elementCount(indices.dims), x.dims.at(-1) ?? 1, elementCount(x.dims)];
  const places = placesOf(r, indices, depth);
  const isThere = counted(r, indices, depth);
  const flat = r.shaped(x, [size]);
  const read = r.emit('Gather', [flat, places], indices.dims);
  const picked = multiply(r, read, isThere);
  return r.recorded(picked.value, [x], indices.dims, (gradient) => [
    () => {
      const long = r.graph.node('Cast', [places], 'int64', { attributes: { to: 7 } });
      const at = r.graph.node('Reshape', [long, r.graph.integers(count, 1)], 'int64');
      const updates = r.shaped(multiply(r, gradient, isThere), [count]);
      const scattered = r.emit('ScatterND', [r.filled(0, [size]), at, updates], [size], { reduction: 'add' });
      return r.shaped(scattered, x.dims);
    },
  ]);
}

/** 1 for a place in the row, 0 for a negative one; one beyond the row makes everything NaN, rather than a wrong number. */
function counted(r: Recorder, indices: GraphVariable, depth: number): GraphVariable {
  const end = r.graph.initializer(undefined, 'int32', [], Int32Array.of(depth));
  const isBefore = r.graph.node('Less', [indices.value, end], 'bool');
  return r.emit('Where', [isBefore, isNatural(r, indices), r.constant(Number.NaN)], indices.dims);
}

/** Where the picked numbers are when all rows stand one after the other; the first of the row where nothing is picked. */
function placesOf(r: Recorder, indices: GraphVariable, depth: number): Value<'int32'> {
  const starts = Int32Array.from({ length: elementCount(indices.dims) }, (_, row) => row * depth);
  const isThere = r.graph.node('Cast', [isNatural(r, indices).value], 'int32', { attributes: { to: 6 } });
  const inRow = r.graph.node('Mul', [indices.value, isThere], 'int32');
  return r.graph.node('Add', [r.graph.initializer(undefined, 'int32', indices.dims, starts), inRow], 'int32');
}

export function isNatural(r: Recorder, indices: GraphVariable): GraphVariable {
  const zero = r.graph.initializer(undefined, 'int32', [], Int32Array.of(0));
  const isThere = r.graph.node('GreaterOrEqual', [indices.value, zero], 'bool');
  return r.emit('Cast', [isThere], indices.dims, { to: 1 });
}

import { rotaryAngles } from '../../graph/index.ts';
import { add, divide, multiply, subtract } from './arithmetic.ts';
import { pointwise } from './pointwise.ts';
import type { GraphVariable, Recorder } from './recorder.ts';
import { mean } from './reductions.ts';
import { sameShape, shapeText } from './shapes.ts';

export function rmsNorm(r: Recorder, x: GraphVariable, scale: GraphVariable, epsilon: number): GraphVariable {
  sameShape('rmsNorm: the scale and the last axis', scale.dims, x.dims.slice(-1));
  const backward = (gradient: GraphVariable) => {
    const square = mean(r, multiply(r, x, x), [-1], 'keep');
    const root = pointwise(r, 'Sqrt', add(r, square, r.constant(epsilon)));
    const normal = divide(r, x, root);
    const scaled = multiply(r, gradient, scale);
    const along = multiply(r, normal, mean(r, multiply(r, scaled, normal), [-1], 'keep'));
    return [
      () => divide(r, subtract(r, scaled, along), root),
      () => r.summedTo(multiply(r, gradient, normal), scale.dims),
    ];
  };
  const attributes = { axis: -1, epsilon: { float: epsilon } };
  return r.record('RMSNormalization', [x, scale], x.dims, backward, { attributes });
}

export function rotary(r: Recorder, x: GraphVariable, theta: number): GraphVariable {
  const [batch = 1, , length = 1, size = 1] = x.dims;
  if (x.dims.length !== 4 || size % 2 !== 0) {
    throw new RangeError(`rotary: needs [batch, heads, sequence, an even size], not ${shapeText(x.dims)}`);
  }
  const { cosine, sine } = rotaryAngles({ positions: length, headSize: size, theta });
  const dims = [length, size / 2];
  const cosines = r.graph.initializer(undefined, 'float32', dims, cosine);
  const sines = r.graph.initializer(undefined, 'float32', dims, sine);
  const numbers = BigInt64Array.from({ length: batch * length }, (_, place) => BigInt(place % length));
  const positions = r.graph.initializer(undefined, 'int64', [batch, length], numbers);
  return r.record(
    'RotaryEmbedding',
    [x],
    x.dims,
    // Turned back by the same angles.
    (gradient) => [
      () => r.emit('RotaryEmbedding', [gradient, cosines, r.graph.node('Neg', [sines], 'float32'), positions], x.dims),
    ],
    { fixed: [cosines, sines, positions] },
  );
}

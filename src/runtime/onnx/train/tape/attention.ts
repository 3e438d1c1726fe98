import { multiply } from './arithmetic.ts';
import { turned } from './layout.ts';
import { matmul } from './matrices.ts';
import { GraphVariable, type Recorder } from './recorder.ts';
import { softmaxBack, sum } from './reductions.ts';
import { sameShape, shapeText } from './shapes.ts';

/** Causal attention by ONNX's operator, which also gives out the shares with which each place looks at the others: the rule needs them. */
export function attention(r: Recorder, query: GraphVariable, key: GraphVariable, value: GraphVariable): GraphVariable {
  const groups = checkedGroups(query, key, value);
  const [mixed, , , looked] = r.graph.nodes(
    'Attention',
    [query.value, key.value, value.value],
    ['float32', 'float32', 'float32', 'float32'],
    { attributes: { is_causal: 1, qk_matmul_output_mode: 3 } },
  );
  return r.recorded(mixed, [query, key, value], query.dims, (gradient) => {
    const [batch = 1, heads = 1, length = 1, size = 1] = query.dims;
    const grouped = (x: GraphVariable) => r.shaped(x, [batch, groups, heads / groups, length, x.dims[3] ?? 1]);
    const shared = (x: GraphVariable) => r.shaped(x, [batch, groups, 1, length, size]);
    const summed = (x: GraphVariable) => sum(r, x, [2]);
    const shares = grouped(new GraphVariable(looked, [batch, heads, length, length]));
    const back = grouped(gradient);
    const towards = softmaxBack(r, matmul(r, back, turned(r, shared(value))), shares);
    const scores = multiply(r, towards, r.constant(size ** -0.5));
    return [
      () => r.shaped(matmul(r, scores, shared(key)), query.dims),
      () => summed(matmul(r, turned(r, scores), grouped(query))),
      () => summed(matmul(r, turned(r, shares), back)),
    ];
  });
}

/** The number of key heads. */
function checkedGroups(query: GraphVariable, key: GraphVariable, value: GraphVariable): number {
  sameShape('attention: keys and values', key.dims, value.dims);
  const [batch, heads = 1, length, size] = query.dims;
  const groups = key.dims[1] ?? 1;
  sameShape('attention: keys and what the queries need', key.dims, [batch ?? 1, groups, length ?? 1, size ?? 1]);
  if (heads % groups !== 0) {
    throw new RangeError(`attention: ${heads} query heads of ${shapeText(query.dims)} on ${groups} key heads`);
  }
  return groups;
}

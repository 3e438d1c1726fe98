import { describe, expect, test } from 'vitest';
import { devices, isThere } from '../../graph/fixture.ts';
import { type Case, compared, error } from '../fixture.ts';

const ab = (a: readonly number[], b: readonly number[]) => ({ a, b });
const x = (...dims: readonly number[]) => ({ x: dims });

const cases: Readonly<Record<string, Case>> = {
  add: { learned: ab([2, 3], [3]), write: (t, v) => t.add(v('a'), v('b')) },
  subtract: { learned: ab([2, 1, 3], [4, 1]), write: (t, v) => t.subtract(v('a'), v('b')) },
  multiply: { learned: ab([2, 3], [2, 1]), write: (t, v) => t.multiply(v('a'), v('b')) },
  'multiply with itself': { learned: x(2, 3), write: (t, v) => t.multiply(v('x'), v('x')) },
  divide: { learned: ab([2, 3], [3]), positive: true, write: (t, v) => t.divide(v('a'), v('b')) },
  minimum: { learned: ab([2, 3], [3]), write: (t, v) => t.minimum(v('a'), v('b')) },
  maximum: { learned: ab([2, 3], []), write: (t, v) => t.maximum(v('a'), v('b')) },
  negate: { learned: x(3), write: (t, v) => t.negate(v('x')) },
  exp: { learned: x(2, 2), write: (t, v) => t.exp(v('x')) },
  log: { learned: x(2, 2), positive: true, write: (t, v) => t.log(v('x')) },
  sqrt: { learned: x(2, 2), positive: true, write: (t, v) => t.sqrt(v('x')) },
  tanh: { learned: x(2, 2), write: (t, v) => t.tanh(v('x')) },
  relu: { learned: x(3, 3), write: (t, v) => t.relu(v('x')) },
  sigmoid: { learned: x(2, 2), write: (t, v) => t.sigmoid(v('x')) },
  softplus: { learned: x(2, 2), write: (t, v) => t.softplus(v('x')) },
  silu: { learned: x(2, 2), write: (t, v) => t.silu(v('x')) },
  matmul: { learned: ab([3, 4], [4, 2]), write: (t, v) => t.matmul(v('a'), v('b')) },
  'matmul, a matrix for a batch': { learned: ab([2, 3, 4], [4, 2]), write: (t, v) => t.matmul(v('a'), v('b')) },
  'matmul, batches': { learned: ab([2, 1, 3, 4], [3, 4, 2]), write: (t, v) => t.matmul(v('a'), v('b')) },
  transpose: { learned: x(2, 3, 4), write: (t, v) => t.transpose(v('x'), [2, 0, 1]) },
  reshape: { learned: x(2, 6), write: (t, v) => t.reshape(v('x'), [3, 4]) },
  concat: { learned: ab([2, 3], [2, 2]), write: (t, v) => t.concat([v('a'), v('b'), v('a')], -1) },
  slice: { learned: x(2, 5), write: (t, v) => t.slice(v('x'), -1, 1, 4) },
  'sum of all': { learned: x(2, 3), write: (t, v) => t.sum(v('x')) },
  'sum over axes': { learned: x(2, 3, 4), write: (t, v) => t.sum(v('x'), [0, -1]) },
  'sum, axis kept': { learned: x(2, 3, 4), write: (t, v) => t.sum(v('x'), [1], 'keep') },
  mean: { learned: x(2, 3), write: (t, v) => t.mean(v('x'), [-1]) },
  softmax: { learned: x(2, 4), write: (t, v) => t.softmax(v('x')) },
  logSoftmax: { learned: x(2, 4), write: (t, v) => t.logSoftmax(v('x')) },
  'rows, one of them twice': {
    learned: x(5, 3),
    indices: { i: { dims: [2, 2], data: [4, 1, 0, 1] } },
    write: (t, v) => t.rows(v('x'), v('i')),
  },
  'pick, one index negative': {
    learned: x(3, 4),
    indices: { i: { dims: [3], data: [2, -1, 0] } },
    write: (t, v) => t.pick(v('x'), v('i')),
  },
  'one hot and natural': {
    learned: x(3, 4),
    indices: { i: { dims: [3], data: [2, -1, 0] } },
    write: (t, v) => t.multiply(t.multiply(v('x'), t.oneHot(v('i'), 4)), t.reshape(t.isNatural(v('i')), [3, 1])),
  },
  rmsNorm: { learned: { x: [2, 3, 4], scale: [4] }, write: (t, v) => t.rmsNorm(v('x'), v('scale'), 1e-3) },
  rotary: { learned: x(2, 2, 3, 4), write: (t, v) => t.rotary(v('x'), 100) },
  attention: {
    learned: { q: [2, 2, 3, 4], k: [2, 2, 3, 4], v: [2, 2, 3, 4] },
    write: (t, v) => t.attention(v('q'), v('k'), v('v')),
  },
  'attention, grouped heads': {
    learned: { q: [2, 4, 3, 2], k: [2, 2, 3, 2], v: [2, 2, 3, 2] },
    write: (t, v) => t.attention(v('q'), v('k'), v('v')),
  },
};

for (const device of devices) {
  const where = `on ${device}, numbers and gradients are those of plain loops and finite differences`;
  describe.skipIf(!isThere(device))(where, () => {
    test.each(Object.entries(cases))('%s', async (_, written) => {
      const { output, expected, gradients, differences } = await compared(written, device);
      expect(error(output, expected)).toBeLessThan(1e-5);
      expect(error(gradients, differences)).toBeLessThan(1e-5);
    });
  });
}

test('no gradient flows through stopGradient', async () => {
  const half = await compared({ learned: x(3), write: (t, v) => t.multiply(v('x'), t.stopGradient(v('x'))) });
  const whole = await compared({ learned: x(3), write: (t, v) => t.multiply(v('x'), v('x')) });
  expect(half.output).toEqual(whole.output);
  expect(
    error(
      half.gradients.map((gradient) => 2 * gradient),
      whole.gradients,
    ),
  ).toBeLessThan(1e-6);
});

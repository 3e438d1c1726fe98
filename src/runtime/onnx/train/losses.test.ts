import { describe, expect, test } from 'vitest';
import type { Tape, Variable } from '../../../plugins/contract/tape.ts';
import { type Case, compared, error } from './fixture.ts';
import { losses } from './losses.ts';
import { Known, referenceTape } from './reference/fixture.ts';

const known = (dims: readonly number[], ...data: readonly number[]) => new Known(dims, data);
const index = (...data: readonly number[]) => new Known([data.length], data, 'index');
const value = (x: Variable) => (x instanceof Known ? x.data : []);
const log = Math.log;

/** Logits of the chances (1/2, 1/4, 1/4) and (1/5, 4/5, 0.0…). */
const logits = known([2, 3], log(2), log(1), log(1), log(1), log(4), -200);

describe('losses are what the formulas say', () => {
  test('cross-entropy: the mean over the places that count', () => {
    const t = referenceTape;
    expect(value(losses.crossEntropy(t, logits, index(0, 1)))[0]).toBeCloseTo((log(2) + log(5 / 4)) / 2, 12);
    expect(value(losses.crossEntropy(t, logits, index(0, -1)))[0]).toBeCloseTo(log(2), 12);
    expect(value(losses.crossEntropy(t, logits, index(-1, -1)))[0]).toBeCloseTo(0, 12);
    const weighted = losses.crossEntropy(t, logits, index(0, 1), known([2], 3, 1));
    expect(value(weighted)[0]).toBeCloseTo((3 * log(2) + log(5 / 4)) / 4, 12);
  });

  test('mean square, log-probabilities of actions and of texts', () => {
    const t = referenceTape;
    expect(value(losses.meanSquare(t, known([2], 1, 5), known([2], 2, 2)))[0]).toBe(5);
    expect(value(losses.logProbability(t, logits, index(2, 0)))).toEqual([
      expect.closeTo(log(1 / 4)),
      expect.closeTo(log(1 / 5)),
    ]);
    const text = losses.sequenceLogProbability(t, t.reshape(logits, [1, 2, 3]), new Known([1, 2], [1, 1], 'index'));
    expect(value(text)).toEqual([expect.closeTo(log(1 / 4) + log(4 / 5))]);
  });

  test('policy gradients: advantage times log-probability; clipped where the ratio leaves [0.8, 1.2]', () => {
    const t = referenceTape;
    const plain = losses.policyGradient(t, logits, index(0, -1), known([2], 3, 7));
    expect(value(plain)[0]).toBeCloseTo(3 * log(2), 12);
    const before = known([2], log(1 / 4), log(4 / 5));
    const clipped = losses.clippedPolicyGradient(t, logits, index(0, 1), known([2], 3, -1), before);
    expect(value(clipped)[0]).toBeCloseTo(-(1.2 * 3 - 1) / 2, 12);
  });

  test('divergence and entropy', () => {
    const t = referenceTape;
    const even = known([2, 3], 0, 0, 0, 0, 0, 0);
    const first = log(3) - 1.5 * log(2);
    const second = log(3) - (0.2 * log(5) + 0.8 * log(5 / 4));
    expect(value(losses.divergence(t, logits, even))[0]).toBeCloseTo((first + second) / 2, 12);
    expect(value(losses.divergence(t, logits, even, known([2], 1, 0)))[0]).toBeCloseTo(first, 12);
    expect(value(losses.divergence(t, logits, logits))[0]).toBeCloseTo(0, 12);
    expect(value(losses.entropy(t, logits, known([2], 1, 0)))[0]).toBeCloseTo(1.5 * log(2), 12);
  });

  test('preference: log 2 without a margin; the squared distance of log-ratios', () => {
    const t = referenceTape;
    const [a, b] = [known([1], -3), known([1], -5)];
    const same = { chosen: a, rejected: b, referenceChosen: a, referenceRejected: b };
    expect(value(losses.preference(t, same, 0.1))[0]).toBeCloseTo(log(2), 12);
    const better = losses.preference(t, { ...same, chosen: known([1], -1) }, 0.5);
    expect(value(better)[0]).toBeCloseTo(log(1 + Math.exp(-1)), 12);
    expect(value(losses.logRatio(t, a, b, known([1], 0.5)))[0]).toBeCloseTo(2.25, 12);
  });
});

const indices = { i: { dims: [4], data: [2, 0, -1, 1] } };
const learned = { logits: [4, 3], other: [4, 3], numbers: [4], more: [4] };
type Get = (name: string) => Variable;
const written: Readonly<Record<string, (t: Tape, v: Get) => Variable>> = {
  crossEntropy: (t, v) => losses.crossEntropy(t, v('logits'), v('i'), t.exp(v('numbers'))),
  meanSquare: (t, v) => losses.meanSquare(t, v('logits'), v('other')),
  sequenceLogProbability: (t, v) => losses.sequenceLogProbability(t, v('logits'), v('i')),
  policyGradient: (t, v) => losses.policyGradient(t, v('logits'), v('i'), v('numbers')),
  clippedPolicyGradient: (t, v) => losses.clippedPolicyGradient(t, v('logits'), v('i'), v('numbers'), v('more')),
  divergence: (t, v) => losses.divergence(t, v('logits'), v('other')),
  entropy: (t, v) => losses.entropy(t, v('logits')),
  preference: (t, v) =>
    losses.preference(
      t,
      { chosen: v('numbers'), rejected: v('more'), referenceChosen: t.constant(-1), referenceRejected: t.constant(-2) },
      0.5,
    ),
  logRatio: (t, v) => losses.logRatio(t, v('numbers'), v('more'), t.constant(0.5)),
};

test.each(Object.entries(written))('the gradient of %s is that of finite differences', async (_, write) => {
  const { output, expected, gradients, differences } = await compared({ learned, indices, write } satisfies Case);
  expect(error(output, expected)).toBeLessThan(1e-5);
  expect(error(gradients, differences)).toBeLessThan(1e-5);
});

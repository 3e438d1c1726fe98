import { describe, expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { answerOf } from '../../runtime/conformance/fixture.ts';
import { gameOf, gameOfText } from '../../runtime/kernels/fixture.ts';
import plugin from './index.ts';

const biased = `scenario Biased {
  players a, b
  let m = [[0, -3, 3], [3, 0, -1], [-3, 1, 0]]
  a chooses x in 1..3
  b chooses y in 1..3
  a gets (m[x, y] + 3) / 6
  b gets (3 - m[x, y]) / 6
}`;

test('conforms to the contract', async () => {
  const checks = await conforms(plugin);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

test('a fixed magnet leads to the quantal response equilibrium of biased rock-paper-scissors', async () => {
  const options = { magnet: 'fixed', temperature: 0.5 };
  const { solution, certificate } = await answerOf(plugin, gameOfText(biased), options);
  expect(solution.status).toBe('converged');
  [0.29813319, 0.41382045, 0.28804635].forEach((chance, action) => {
    expect(solution.profile?.chances[action]).toBeCloseTo(chance, 8);
    expect(solution.profile?.chances[3 + action]).toBeCloseTo(chance, 8);
  });
  expect(solution.explanation.join()).toMatch(/quantal response equilibrium at temperature 0.5/);
  expect(certificate.gap).toBeGreaterThan(0.01);
});

describe.each(['moving', 'periodic', 'annealed'] as const)('with a magnet that is %s', (magnet) => {
  test('the last iterate approaches an equilibrium of Kuhn poker', async () => {
    const options = { magnet, iterations: 20_000, gap: 0, ...(magnet === 'annealed' ? { temperature: 1.5 } : {}) };
    const { solution, certificate } = await answerOf(plugin, gameOf('games/kuhn.icsap'), options);
    expect(solution.report['lastGap']).toBeCloseTo(certificate.gap, 12);
    expect(certificate.gap).toBeLessThan(magnet === 'annealed' ? 0.02 : 1e-3);
    expect(certificate.values[0]).toBeCloseTo(-1 / 18, 2);
  });
});

test('a step size beyond what is proved is said to be one', async () => {
  const { solution } = await answerOf(plugin, gameOf('games/kuhn.icsap'), { stepSize: 2, temperature: 0.05 });
  expect(solution.status).toBe('converged');
  expect(solution.explanation.join()).toMatch(/step size 2 is above 0.0222/);
});

test('the defaults make way in Leduc, where the step size of the theorem hardly moves', async () => {
  const leduc = gameOf('games/leduc.icsap');
  const { solution, certificate } = await answerOf(plugin, leduc, { iterations: 1000, gap: 0, iterate: 'average' });
  expect(certificate.gap).toBeLessThan(0.3);
  expect(solution.explanation).toEqual([]);
  const { solution: slow } = await answerOf(plugin, leduc, {
    iterations: 1000,
    gap: 0,
    stepSize: Number(solution.report['stable']),
  });
  expect(slow.report['averageGap']).toBeGreaterThan(2);
});

import { describe, expect, test } from 'vitest';
import { bimatrix, kernels, mixture, solved } from '../../runtime/problem/fixture.ts';
import type { ReplicatorOptions } from './options.ts';
import { ReplicatorSolver } from './solver.ts';

const solver = new ReplicatorSolver(kernels);
const usual: ReplicatorOptions = { iterations: 10_000, gap: 1e-6, iterate: 'average', step: 0.1, start: 'uniform' };

const biased = bimatrix([
  [0, -3, 3],
  [3, 0, -1],
  [-3, 1, 0],
]);

test('what is dominated dies out', async () => {
  const dilemma = bimatrix(
    [
      [3, 0],
      [5, 1],
    ],
    [
      [3, 5],
      [0, 1],
    ],
  );
  const answer = await solved(solver, dilemma, { ...usual, iterate: 'last' });
  expect(answer.status).toBe('converged');
  expect(answer.gap).toBeLessThan(1e-6);
});

describe('biased rock, paper, scissors', () => {
  test('goes round: the product of shares to the equilibrium keeps its value', async () => {
    const { profile } = await solved(solver, biased, { ...usual, iterate: 'last', iterations: 5000 });
    const x = profile ? mixture(biased, profile, 0) : [];
    const y = profile ? mixture(biased, profile, 1) : [];
    const equilibrium = [1 / 7, 3 / 7, 3 / 7];
    const sum = equilibrium.reduce((total, p, a) => total + p * (Math.log(x[a] ?? 0) + Math.log(y[a] ?? 0)), 0);
    expect(sum).toBeCloseTo(2 * Math.log(1 / 3), 4);
  });

  test('its average over time approaches the equilibrium, about as 1 / time', async () => {
    const short = await solved(solver, biased, { ...usual, iterations: 2000 });
    const long = await solved(solver, biased, { ...usual, iterations: 20_000 });
    expect(long.gap).toBeLessThan(short.gap / 3);
    expect(long.gap).toBeLessThan(0.01);
    expect(Number(long.metrics.at(-1)?.['averageGap'])).toBeCloseTo(long.gap, 12);
  });
});

test('a random start belongs to the seed, and a strict equilibrium attracts', async () => {
  const common = bimatrix(
    [
      [2, 0],
      [0, 1],
    ],
    [
      [2, 0],
      [0, 1],
    ],
  );
  const answer = await solved(solver, common, { ...usual, iterate: 'last', start: 'random' });
  expect(answer.status).toBe('converged');
  expect(answer.gap).toBeLessThan(1e-6);
});

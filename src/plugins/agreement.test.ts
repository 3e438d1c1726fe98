import { describe, expect, test } from 'vitest';
import {
  bimatrix,
  catalogue,
  dictionaries,
  engine,
  gameProblem,
  kernels,
  mixture,
  randomMatrix,
  solved,
} from '../runtime/problem/fixture.ts';
import { ownPlans } from './correlated.lp/plans.ts';
import { LemkeSolver } from './nash.lemke/solver.ts';
import { SupportSolver } from './nash.support/solver.ts';
import { ZeroSumSolver } from './zerosum.lp/solver.ts';

/** Methods that share nothing must agree. */
const support = new SupportSolver(kernels, dictionaries);
const lemke = new LemkeSolver(kernels, dictionaries);
const program = new ZeroSumSolver(kernels, engine);

describe.each([3, 5, 7])('random square matrices of size %i', (size) => {
  test('complementary pivoting ends at one of all equilibria', async () => {
    const problem = bimatrix(randomMatrix(size, size, size, 100), randomMatrix(size, size, size + 10, 100));
    const all = await solved(support, problem, { most: 1000 });
    const one = await solved(lemke, problem, { start: 'uniform', arithmetic: 'exact' });
    const profiles = all.profile ? [all.profile, ...all.alternatives] : [];
    const listed = profiles.map((profile) => [mixture(problem, profile, 0), mixture(problem, profile, 1)]);
    const { profile } = one;
    expect(listed).toContainEqual(profile && [mixture(problem, profile, 0), mixture(problem, profile, 1)]);
  });

  test('of zero-sum games all equilibria have the value of the linear program', async () => {
    const problem = bimatrix(randomMatrix(size, size + 1, size));
    const [value = Number.NaN] = (await solved(program, problem, { method: 'auto', arithmetic: 'auto' })).values;
    const all = await solved(support, problem, { most: 1000 });
    for (const { values } of all.certificates) expect(values[0]).toBeCloseTo(value, 12);
    const one = await solved(lemke, problem, { start: 'random', arithmetic: 'exact' });
    expect(one.values[0]).toBeCloseTo(value, 12);
  });
});

test('Kuhn as a tree, and as a matrix with a row and a column for each plan', async () => {
  const tree = gameProblem(catalogue('games/kuhn'));
  const { players, entries } = kernels.sequenceForm(tree.game);
  const [ana = [], bo = []] = players.map(ownPlans);
  const payoff = ana.map((one) =>
    bo.map((other) => {
      const both = (_: number, entry: number): boolean =>
        one.plays[entries.last[0]?.[entry] ?? 0] === 1 && other.plays[entries.last[1]?.[entry] ?? 0] === 1;
      const worth = entries.payoff[0]?.filter(both).reduce((sum, value) => sum + value, 0) ?? Number.NaN;
      return `${Math.round(6 * worth)}/6`;
    }),
  );
  expect([ana.length, bo.length]).toEqual([27, 64]);
  const negative = payoff.map((row) => row.map((value) => `-(${value})`));
  const matrix = await solved(program, bimatrix(payoff, negative), { method: 'auto', arithmetic: 'auto' });
  expect(matrix.values[0]).toBeCloseTo(-1 / 18, 12);
  const pivoted = await solved(lemke, bimatrix(payoff, negative), { start: 'uniform', arithmetic: 'auto' });
  expect(pivoted.values[0]).toBeCloseTo(-1 / 18, 12);
});

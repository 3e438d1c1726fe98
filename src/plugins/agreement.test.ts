import { describe, expect, test } from 'vitest';
import { bimatrix, dictionaries, engine, kernels, mixture, randomMatrix, solved } from '../runtime/problem/fixture.ts';
import { LemkeSolver } from './nash.lemke/solver.ts';
import { SupportSolver } from './nash.support/solver.ts';
import { ZeroSumSolver } from './zerosum.lp/solver.ts';

/** Methods that share nothing must agree. */
const support = new SupportSolver(kernels, dictionaries);
const lemke = new LemkeSolver(kernels, dictionaries);
const program = new ZeroSumSolver(kernels, engine);

describe.each([3, 5, 7])('random matrices, %i × %i', (size) => {
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

import { describe, expect, test } from 'vitest';
import {
  bimatrix,
  catalogue,
  gameProblem,
  kernels,
  mixture,
  randomMatrix,
  solved,
} from '../../runtime/problem/fixture.ts';
import type { LogitOptions } from './options.ts';
import { LogitSolver } from './solver.ts';

const solver = new LogitSolver(kernels);
const usual: LogitOptions = { tolerance: 1e-6, iterations: 10_000, lambda: 0 };

describe('the path ends at an equilibrium', () => {
  test.each([2, 3, 4, 6])('of random square matrices of size %i', async (size) => {
    const problem = bimatrix(randomMatrix(size, size, size), randomMatrix(size, size, size + 50));
    const answer = await solved(solver, problem, usual);
    expect(answer.status).toBe('converged');
    expect(answer.gap).toBeLessThan(20 * 1e-6 + 1e-12);
  });

  test.each([['games/kuhn', -1 / 18]] as const)('of %s, value %d', async (file, value) => {
    const answer = await solved(solver, gameProblem(catalogue(file)), { ...usual, tolerance: 1e-5 });
    expect(answer.status).toBe('converged');
    expect(answer.values[0]).toBeCloseTo(value, 3);
  });

  test('of three players', async () => {
    const problem = gameProblem(`scenario Three {
      players a, b, c
      a chooses x in { l, r } openly
      b chooses y in { l, r }
      c chooses z in { l, r }
      a gets (3 when x == y) - (1 when z == l)
      b gets (2 when y == z) + (1 when x == l)
      c gets (1 when z != y) + (2 when z == x)
    }`);
    const answer = await solved(solver, problem, usual);
    expect(answer.status).toBe('converged');
    expect(answer.gap).toBeLessThan(1e-5);
  });

  test('where a threat is not believed', async () => {
    const { values } = await solved(solver, gameProblem(catalogue('games/entry-deterrence')), usual);
    expect(values[0]).toBeCloseTo(2, 5);
  });
});

describe('quantal response equilibria on the way', () => {
  test('biased rock, paper, scissors at λ = 2: the fixed point of methods.md, temperature 1/2', async () => {
    const biased = [
      [0, -3, 3],
      [3, 0, -1],
      [-3, 1, 0],
    ].map((row) => row.map((value) => `${value + 3}/6`));
    const opposite = [
      [0, -3, 3],
      [3, 0, -1],
      [-3, 1, 0],
    ].map((row) => row.map((value) => `${3 - value}/6`));
    const problem = bimatrix(biased, opposite);
    const { profile, report } = await solved(solver, problem, { ...usual, lambda: 2 });
    expect(report['lambda']).toBeCloseTo(2, 12);
    const [rock = 0, paper = 0, scissors = 0] = profile ? mixture(problem, profile, 0) : [];
    expect(rock).toBeCloseTo(0.29813319, 7);
    expect(paper).toBeCloseTo(0.41382045, 7);
    expect(scissors).toBeCloseTo(0.28804635, 7);
  });

  test('chances are proportional to exponentials of what actions are worth', async () => {
    const first = randomMatrix(3, 4, 8);
    const second = randomMatrix(3, 4, 9);
    const problem = bimatrix(first, second);
    const lambda = 0.3;
    const { profile } = await solved(solver, problem, { ...usual, lambda });
    const x = profile ? mixture(problem, profile, 0) : [];
    const y = profile ? mixture(problem, profile, 1) : [];
    const worth = first.map((row) => row.reduce((sum, value, c) => sum + value * (y[c] ?? 0), 0));
    const total = worth.reduce((sum, value) => sum + Math.exp(lambda * value), 0);
    worth.forEach((value, r) => {
      expect(x[r]).toBeCloseTo(Math.exp(lambda * value) / total, 7);
    });
  });
});

test('few iterations are obeyed', async () => {
  const answer = await solved(solver, bimatrix(randomMatrix(4, 4, 1), randomMatrix(4, 4, 2)), {
    ...usual,
    iterations: 3,
  });
  expect(answer.status).toBe('budget');
  expect(answer.metrics).toHaveLength(3);
});

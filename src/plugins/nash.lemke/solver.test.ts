import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bimatrix,
  catalogue,
  dictionaries,
  gameProblem,
  kernels,
  mixture,
  randomMatrix,
  solved,
} from '../../runtime/problem/fixture.ts';
import type { LemkeOptions } from './options.ts';
import { LemkeSolver } from './solver.ts';

const solver = new LemkeSolver(kernels, dictionaries);
const usual: LemkeOptions = { start: 'uniform', arithmetic: 'auto' };

describe('matrices', () => {
  test("the prisoners' dilemma", async () => {
    const first = [
      [3, 0],
      [5, 1],
    ];
    const second = [
      [3, 5],
      [0, 1],
    ];
    const answer = await solved(solver, bimatrix(first, second), usual);
    expect(answer.status).toBe('exact');
    expect(answer.values).toEqual([1, 1]);
  });

  test('rock, paper, scissors: a third each, rounded once', async () => {
    const problem = bimatrix([
      [0, -1, 1],
      [1, 0, -1],
      [-1, 1, 0],
    ]);
    const { profile } = await solved(solver, problem, usual);
    expect(profile && mixture(problem, profile, 0)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  test.each([2, 5, 9, 20])('random square matrices of size %i, in either arithmetic', async (size) => {
    const problem = bimatrix(randomMatrix(size, size + 1, size), randomMatrix(size, size + 1, size + 100));
    const exact = await solved(solver, problem, { start: 'uniform', arithmetic: 'exact' });
    expect(exact.gap).toBeLessThan(1e-12);
    const rough = await solved(solver, problem, { start: 'uniform', arithmetic: 'doubles' });
    expect(rough.gap).toBeLessThan(1e-9);
    expect(rough.report['iterations']).toBe(exact.report['iterations']);
    expect(rough.values[0]).toBeCloseTo(exact.values[0] ?? Number.NaN, 9);
  });

  test('whatever the payoffs, ties included', async () => {
    const cells = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(cells, fc.infiniteStream(fc.integer({ min: 0, max: 3 })), async (first, stream) => {
        const second = first.map((row) => row.map(() => Number(stream.next().value)));
        const answer = await solved(solver, bimatrix(first, second), usual);
        expect(answer.status).toBe('exact');
        expect(answer.gap).toBeLessThan(1e-12);
      }),
      { numRuns: 150 },
    );
  });
});

describe('trees', () => {
  test.each([
    ['games/kuhn', -1 / 18],
    ['games/goofspiel', 0],
  ] as const)('%s: %d', async (file, value) => {
    const answer = await solved(solver, gameProblem(catalogue(file)), usual);
    expect(answer.status).toBe('exact');
    expect(answer.values[0]).toBeCloseTo(value, 12);
    expect(answer.gap).toBeLessThan(1e-12);
  });

  const random = (seed: number): string => {
    const table = (n: number): string =>
      `[${randomMatrix(8, 8, seed + n, 9)
        .map((row) => `[${row.join(', ')}]`)
        .join(', ')}]`;
    return `scenario Random {
      players a, b
      let first = ${table(0)}
      let second = ${table(1000)}
      state ~ { 1: 1/2, 2: 1/3, 3: 1/6 }
      a sees state
      a chooses x in { l, r } openly
      b chooses y in { l, m, r } openly
      if y != r { a chooses z in { l, r } }
      let i = 1 + (if x == l then 0 else 4) + (if made(z) and z == l then 2 else 0) + (if state == 1 then 1 else 0)
      let j = 1 + (if y == l then 0 else if y == m then 3 else 5) + (if state == 2 then 1 else 0)
      a gets first[i, j]
      b gets second[i, j]
    }`;
  };

  test.each([1, 2, 3, 4, 5, 6])('random general-sum tree %i, from two starts, in either arithmetic', async (seed) => {
    const problem = gameProblem(random(seed));
    for (const start of ['uniform', 'random'] as const) {
      for (const arithmetic of ['exact', 'doubles'] as const) {
        const answer = await solved(solver, problem, { start, arithmetic });
        expect(answer.status).toBe('exact');
        expect(answer.gap).toBeLessThan(1e-9);
      }
    }
  });

  test('beer or quiche: both types pool on what the strong one likes', async () => {
    const beerQuiche = `scenario BeerQuiche {
      players sender, receiver
      type ~ { weak: 0.1, strong: 0.9 }
      sender sees type
      sender chooses breakfast in { beer, quiche } openly
      receiver chooses reply in { duel, leave }
      sender gets (1 when (breakfast == beer) == (type == strong)) + (2 when reply == leave)
      receiver gets (1 when (reply == duel) == (type == weak))
    }`;
    const answer = await solved(solver, gameProblem(beerQuiche), usual);
    expect(answer.values[0]).toBeCloseTo(2.9, 14);
    expect(answer.values[1]).toBeCloseTo(0.9, 14);
    expect(answer.gap).toBeLessThan(1e-12);
  });
});

test('metrics go from the start to the equilibrium', async () => {
  const { metrics, report } = await solved(solver, bimatrix(randomMatrix(6, 6, 1), randomMatrix(6, 6, 2)), usual);
  expect(metrics).toHaveLength(Number(report['iterations']));
  expect(metrics.at(-1)?.['weight']).toBe(1);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bimatrix,
  catalogue,
  engine,
  gameProblem,
  kernels,
  mixture,
  randomMatrix,
  solved,
  unlimited,
} from '../../runtime/problem/fixture.ts';
import type { ZeroSumOptions } from './options.ts';
import { ZeroSumSolver } from './solver.ts';

const solver = new ZeroSumSolver(kernels, engine);
const usual: ZeroSumOptions = { method: 'auto', arithmetic: 'auto' };

interface Known {
  readonly file: string;
  readonly value: number;
  readonly digits: number;
  readonly parameters?: Readonly<Record<string, number>>;
}

const known: readonly Known[] = [
  { file: 'games/kuhn', value: -1 / 18, digits: 15 },
  { file: 'games/leduc', value: -0.085606424, digits: 9 },
  { file: 'games/liars-dice', parameters: { sides: 3 }, value: 1 / 9, digits: 12 },
  { file: 'games/liars-dice', parameters: { sides: 4 }, value: 1 / 16, digits: 12 },
  { file: 'games/goofspiel', value: 0, digits: 12 },
];

test.each(known)('$file $parameters: $value', async ({ file, parameters = {}, value, digits }) => {
  const answer = await solved(solver, gameProblem(catalogue(file), { parameters }), usual);
  expect(answer.status).toBe('exact');
  expect(answer.values[0]).toBeCloseTo(value, digits);
  expect(answer.gap).toBeLessThan(1e-9);
});

describe('matrices', () => {
  test('rock, paper, scissors: each a third, in fractions', async () => {
    const problem = bimatrix([
      [0, -1, 1],
      [1, 0, -1],
      [-1, 1, 0],
    ]);
    const answer = await solved(solver, problem, usual);
    expect(answer.report['arithmetic']).toBe('fractions');
    expect(answer.profile && mixture(problem, answer.profile, 0)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(answer.profile && mixture(problem, answer.profile, 1)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  test('a constant that is not 0', async () => {
    const first = [
      [3, 0],
      [1, 2],
    ];
    const problem = bimatrix(first, [
      [7, 10],
      [9, 8],
    ]);
    const answer = await solved(solver, problem, usual);
    expect(answer.values).toEqual([1.5, 8.5]);
    expect(answer.profile && mixture(problem, answer.profile, 0)).toEqual([1 / 4, 3 / 4]);
  });

  test('one action against many, and one player alone', async () => {
    expect((await solved(solver, bimatrix([[4, 1, 3]]), usual)).values[0]).toBe(1);
    const alone = gameProblem(`scenario Alone {
      players a, b
      a chooses x in { l, m, r }
      a gets if x == m then 2 else 1
      b gets if x == m then -2 else -1
    }`);
    expect((await solved(solver, alone, usual)).values).toEqual([2, -2]);
  });

  test.each([3, 7, 12])('random, %i rows: both methods, both arithmetics, both sides agree', async (size) => {
    const first = randomMatrix(size, size + 2, size);
    const problem = bimatrix(first);
    const exact = await solved(solver, problem, usual);
    expect(exact.report['arithmetic']).toBe('fractions');
    expect(exact.gap).toBeLessThan(1e-12);
    const turned = bimatrix(Array.from({ length: size + 2 }, (_, c) => first.map((row) => -(row[c] ?? 0))));
    expect((await solved(solver, turned, usual)).values[1]).toBeCloseTo(exact.values[0] ?? Number.NaN, 12);
    for (const method of ['simplex', 'interior'] as const) {
      const other = await solved(solver, problem, { method, arithmetic: 'doubles' });
      expect(other.report['arithmetic']).toBe('doubles');
      expect(other.values[0]).toBeCloseTo(exact.values[0] ?? Number.NaN, 9);
    }
  });

  test('payoffs times a number plus another: the value does the same', async () => {
    const matrix = fc.array(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(matrix, fc.integer({ min: 1, max: 9 }), fc.integer({ min: -9, max: 9 }), async (a, k, c) => {
        const plain = await solved(solver, bimatrix(a), usual);
        const scaled = bimatrix(
          a.map((row) => row.map((value) => k * value + c)),
          a.map((row) => row.map((value) => -k * value)),
        );
        const [value = Number.NaN, rest = Number.NaN] = (await solved(solver, scaled, usual)).values;
        expect(value).toBeCloseTo(k * (plain.values[0] ?? Number.NaN) + c, 10);
        expect(value + rest).toBeCloseTo(c, 10);
      }),
      { numRuns: 25 },
    );
  });
});

test('off the path both do what is best for them', async () => {
  const problem = gameProblem(
    `scenario Threat {
    players a, b
    a chooses x in { stay, go } openly
    if x == go { b chooses y in { fight, yield } }
    if made(y) { a chooses z in { poor, rich } }
    let worth = if x == stay then 3 else (if y == fight then 0 else 1) + (if z == rich then 1 else 0)
    a gets worth
    b gets -worth
  }`,
  );
  const { profile, values } = await solved(solver, problem, usual);
  expect(values).toEqual([3, -3]);
  expect([...(profile?.chances ?? [])]).toEqual([1, 0, 1, 0, 0, 1]);
});

test('without time there is a play, and it says so', async () => {
  const { budget, ...run } = unlimited();
  const late = { ...budget, left: () => 0, exhausted: () => true };
  const answer = await solver.solve(bimatrix([[1, 0]]), usual, { ...run, budget: late });
  expect(answer.status).toBe('budget');
  expect(answer.profile && [...answer.profile.chances]).toEqual([1, 0.5, 0.5]);
});

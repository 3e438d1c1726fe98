import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bimatrix,
  catalogue,
  engine,
  gameProblem,
  kernels,
  type Payoffs,
  solved,
} from '../../runtime/problem/fixture.ts';
import type { CorrelatedOptions } from './options.ts';
import { CorrelatedSolver } from './solver.ts';

const solver = new CorrelatedSolver(kernels, engine);
const usual: CorrelatedOptions = { concept: 'auto', objective: 'welfare', plans: 20_000 };

const chicken: readonly [Payoffs, Payoffs] = [
  [
    [6, 2],
    [7, 0],
  ],
  [
    [6, 7],
    [2, 0],
  ],
];

const welfare = ({ values }: { readonly values: readonly number[] }): number =>
  values.reduce((sum, value) => sum + value, 0);

describe('chicken (Aumann 1974)', () => {
  test('the best correlated equilibrium is worth 21/2, more than any Nash equilibrium', async () => {
    const answer = await solved(solver, bimatrix(...chicken), usual);
    expect(answer.status).toBe('exact');
    expect(welfare(answer)).toBeCloseTo(21 / 2, 12);
    expect(answer.gap).toBeLessThan(1e-9);
    const drawn = answer.profile?.correlated?.plans.map(({ chance, actions }) => [[...actions].join(''), chance]) ?? [];
    const chances = new Map(drawn.map(([plan, chance]) => [String(plan), Number(chance)]));
    expect(chances.get('00')).toBeCloseTo(1 / 2, 12);
    expect(chances.get('01')).toBeCloseTo(1 / 4, 12);
    expect(chances.get('10')).toBeCloseTo(1 / 4, 12);
    expect(chances.get('11')).toBeUndefined();
  });

  test('the best for one player, and the fairest', async () => {
    const mine = await solved(solver, bimatrix(...chicken), { ...usual, objective: 'row' });
    expect(mine.values[0]).toBeCloseTo(7, 12);
    const fair = await solved(solver, bimatrix(...chicken), { ...usual, objective: 'egalitarian' });
    expect(Math.min(...fair.values)).toBeCloseTo(21 / 4, 12);
  });

  test('coarse: at least as good', async () => {
    const coarse = await solved(solver, bimatrix(...chicken), { ...usual, concept: 'cce' });
    expect(coarse.gap).toBeLessThan(1e-9);
    expect(welfare(coarse)).toBeGreaterThanOrEqual(21 / 2 - 1e-9);
  });
});

test('matching pennies leaves no room to correlate', async () => {
  const problem = bimatrix([
    [1, -1],
    [-1, 1],
  ]);
  const answer = await solved(solver, problem, usual);
  expect(answer.profile && [...answer.profile.chances].every((chance) => Math.abs(chance - 1 / 2) < 1e-9)).toBe(true);
  expect(answer.values[0]).toBeCloseTo(0, 12);
});

test('three players: two meet where the third is not', async () => {
  const problem = gameProblem(`scenario Three {
    players a, b, c
    a chooses x in { l, r }
    b chooses y in { l, r }
    c chooses z in { l, r }
    a gets if x == y then 2 else 0
    b gets if x == y then 2 else 0
    c gets (1 when z == x) + (1 when z == y)
  }`);
  const answer = await solved(solver, problem, usual);
  expect(answer.values).toEqual([2, 2, 2]);
  expect(answer.gap).toBeLessThan(1e-9);
});

const cells = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
});

test('each concept holds by its certificate, coarser ones are worth no less, and welfare has a unit', async () => {
  await fc.assert(
    fc.asyncProperty(cells, cells, fc.integer({ min: 2, max: 5 }), async (first, second, k) => {
      const problem = bimatrix(first, second);
      const fine = await solved(solver, problem, usual);
      const coarse = await solved(solver, problem, { ...usual, concept: 'cce' });
      for (const { gap, status } of [fine, coarse]) {
        expect(status).toBe('exact');
        expect(gap).toBeLessThan(1e-8);
      }
      expect(welfare(coarse)).toBeGreaterThanOrEqual(welfare(fine) - 1e-8);
      const times = (payoffs: number[][]): number[][] => payoffs.map((row) => row.map((value) => k * value - 3));
      const scaled = await solved(solver, bimatrix(times(first), times(second)), usual);
      expect(welfare(scaled)).toBeCloseTo(k * welfare(fine) - 6, 7);
    }),
    { numRuns: 25 },
  );
});

describe('trees', () => {
  const concepts = ['efce', 'efcce', 'cce'] as const;

  test('in a zero-sum game nothing beats the value', async () => {
    for (const concept of concepts) {
      const answer = await solved(solver, gameProblem(catalogue('games/kuhn')), { ...usual, concept });
      expect(answer.values[0]).toBeCloseTo(-1 / 18, 9);
      expect(answer.gap).toBeLessThan(1e-9);
    }
  });

  /** Sender and receiver of von Stengel and Forges 2008, section 2.4: a signal whose meaning a mediator keeps. */
  const signals = gameProblem(`scenario Signals {
    players sender, receiver
    type ~ uniform({ good, bad })
    sender sees type
    sender chooses signal in { x, y } openly
    receiver chooses reply in { accept, refuse }
    sender gets if reply == refuse then 0 else if type == good then 4 else 6
    receiver gets if type == good then (if reply == accept then 10 else 0) else (if reply == accept then 0 else 6)
  }`);

  test('finer concepts are worth no more, and hold', async () => {
    const worth: number[] = [];
    for (const concept of concepts) {
      const answer = await solved(solver, signals, { ...usual, concept });
      expect(answer.gap).toBeLessThan(1e-9);
      worth.push(welfare(answer));
    }
    const [efce = Number.NaN, efcce = Number.NaN, cce = Number.NaN] = worth;
    expect(efcce).toBeGreaterThanOrEqual(efce - 1e-9);
    expect(cce).toBeGreaterThanOrEqual(efcce - 1e-9);
  });
});

test('what it refuses', async () => {
  const kuhn = gameProblem(catalogue('games/kuhn'));
  await expect(solved(solver, kuhn, { ...usual, concept: 'ce' })).rejects.toThrow(/efce/);
  await expect(solved(solver, kuhn, { ...usual, objective: 'caro' })).rejects.toThrow(/`ana`, `bo`/);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bimatrix, catalogue, engine, gameProblem, kernels, solved, unlimited } from '../../runtime/problem/fixture.ts';
import type { CorrelatedOptions } from './options.ts';
import { CorrelatedSolver } from './solver.ts';

const solver = new CorrelatedSolver(kernels, engine);
const usual: CorrelatedOptions = { concept: 'auto', objective: 'welfare', plans: 1_000_000 };
const generated = { ...usual, plans: 1 };

const numbers = (length: number) => fc.array(fc.integer({ min: -5, max: 9 }), { minLength: length, maxLength: length });

/** Three players, nature, and a player that moves twice: at once and after it has heard another. */
const tree = ([first = [], second = [], third = []]: readonly number[][]) =>
  gameProblem(`scenario Tree {
  players a, b, c
  let first = [${first.join(', ')}]
  let second = [${second.join(', ')}]
  let third = [${third.join(', ')}]
  state ~ { 0: 1/3, 1: 2/3 }
  a sees state
  a chooses x in 0..1
  b chooses y in 0..1 openly
  a chooses z in 0..1
  c chooses w in 0..1
  let cell = 1 + state + 2 * x + 4 * y + 8 * z + 16 * w
  a gets first[cell]
  b gets second[cell]
  c gets third[cell]
}`);

test('generated columns give what all joint plans give: any concept, any objective, three players and nature', async () => {
  const concepts = ['efce', 'efcce', 'cce'] as const;
  const objectives = ['welfare', 'egalitarian', 'b'];
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(numbers(32), numbers(32), numbers(32)),
      fc.constantFrom(...concepts),
      fc.constantFrom(...objectives),
      async (payoffs, concept, objective) => {
        const problem = tree(payoffs);
        const worth = ({ values }: { readonly values: readonly number[] }): number => {
          if (objective === 'welfare') return values.reduce((sum, value) => sum + value, 0);
          return objective === 'b' ? (values[1] ?? Number.NaN) : Math.min(...values);
        };
        const all = await solved(solver, problem, { ...usual, concept, objective });
        const some = await solved(solver, problem, { ...generated, concept, objective });
        expect(some.status).toBe('exact');
        expect(some.gap).toBeLessThan(1e-7);
        expect(worth(some)).toBeCloseTo(worth(all), 6);
        expect(some.report['bound']).toBeGreaterThanOrEqual(worth(all) - 1e-6);
        expect(some.report['plans']).toBeLessThan(Number(all.report['plans']));
      },
    ),
    { numRuns: 8 },
  );
});

test('the same for matrices', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(numbers(5), { minLength: 5, maxLength: 5 }), async (rows) => {
      const problem = bimatrix(rows, [...rows].reverse());
      const [all, some] = [await solved(solver, problem, usual), await solved(solver, problem, generated)];
      expect(some.values.reduce((a, b) => a + b)).toBeCloseTo(
        all.values.reduce((a, b) => a + b),
        7,
      );
      expect(some.gap).toBeLessThan(1e-8);
    }),
    { numRuns: 8 },
  );
});

test('poker with six ranks has 12^6 joint plans, and some hundred are enough', async () => {
  const kuhn = gameProblem(catalogue('games/kuhn').replace('ranks = 3', 'ranks = 6'));
  const answer = await solved(solver, kuhn, { ...usual, concept: 'efce' });
  expect(answer.status).toBe('exact');
  expect(answer.gap).toBeLessThan(1e-9);
  expect(answer.values[0]).toBeCloseTo(-11 / 180, 9);
  expect(answer.report['plans']).toBeLessThan(1_000);
});

test('when time is up there is an equilibrium or none, and never the claim that it is the best', async () => {
  const kuhn = gameProblem(catalogue('games/kuhn').replace('ranks = 3', 'ranks = 6'));
  for (const rounds of [0, 4, 12]) {
    let left = rounds;
    const run = unlimited();
    const budget = { ...run.budget, exhausted: () => left-- <= 0 };
    const { status, explanation } = await solver.solve(kuhn, { ...generated, concept: 'efce' }, { ...run, budget });
    expect(status).toBe('budget');
    expect(explanation.join()).toMatch(/Time was up/);
  }
});

import { describe, expect, test } from 'vitest';
import { certify } from '../../runtime/certify/index.ts';
import { catalogue, engine, kernels, randomMatrix, unlimited } from '../../runtime/problem/fixture.ts';
import { type Posed, poseProblem } from '../../runtime/problem/pose.ts';
import { Refusal } from '../contract/index.ts';
import { StackelbergSolver } from './solver.ts';

const solver = new StackelbergSolver(kernels, engine);

async function answer(text: string, posed: Posed = {}, plans = 5000) {
  const problem = poseProblem(text, posed);
  if (problem.class !== 'commitment') throw new TypeError('nobody commits');
  const solution = await solver.solve(problem, { plans }, unlimited());
  const certificate = certify(problem, solution);
  return { ...solution, certificate, value: certificate.values[problem.leader] };
}

test.each([
  ['lead', 'Lead', 7 / 2],
  ['inspection', 'Inspection', -1 / 4],
  ['patrol', 'Patrol', -24 / 13],
])('%s: the closed form, and a proof', async (file, scenario, value) => {
  const { certificate, ...found } = await answer(catalogue(`stackelberg/${file}`), { scenario });
  expect(found.status).toBe('exact');
  expect(found.value).toBeCloseTo(value, 9);
  expect(certificate).toMatchObject({ kind: 'exact', unproved: undefined });
  expect(certificate.gap).toBeLessThan(1e-8);
});

const written = (table: readonly (readonly number[])[]): string =>
  `[${table.map((row) => `[${row.join(', ')}]`).join(', ')}]`;

describe('random games', () => {
  test.each([1, 2, 3, 4])('matrix %i: proved, and no worse than any pure commitment', async (seed) => {
    const [first, second] = [randomMatrix(4, 5, seed), randomMatrix(4, 5, seed + 10)];
    const { value = Number.NaN, certificate } = await answer(`scenario Random {
      players a, b
      let first = ${written(first)}
      let second = ${written(second)}
      a commits r in 1..4
      b chooses c in 1..5
      a gets first[r, c]
      b gets second[r, c]
    }`);
    expect(certificate.gap).toBeLessThan(1e-8);
    expect(certificate.unproved).toBeUndefined();
    const pure = second.map((row, r) => {
      const best = Math.max(...row);
      return Math.max(...row.map((gain, c) => (gain === best ? (first[r]?.[c] ?? 0) : Number.NEGATIVE_INFINITY)));
    });
    expect(value).toBeGreaterThanOrEqual(Math.max(...pure) - 1e-9);
  });

  test.each([5, 6, 7])('a follower that sees something and moves twice, %i', async (seed) => {
    const [first, second] = [randomMatrix(6, 6, seed), randomMatrix(6, 6, seed + 10)];
    const { certificate, report } = await answer(`scenario Random {
      players a, b
      let first = ${written(first)}
      let second = ${written(second)}
      a commits r in { 1, 2, 3 }
      state ~ { 1: 0.3, 2: 0.7 }
      b sees state
      b chooses c in { 1, 2 }
      if c == 1 { b chooses d in { 1, 2 } }
      let i = r + (if state == 1 then 0 else 3)
      let j = c + (if made(d) then 2 * d else 0)
      a gets first[i, j]
      b gets second[i, j]
    }`);
    expect(report['plans']).toBe(9);
    expect(certificate.gap).toBeLessThan(1e-8);
    expect(certificate.unproved).toBeUndefined();
  });
});

test('a plan that no lottery makes a best reply is refuted', async () => {
  const { value, certificate, proof } = await answer(`scenario Dominated {
    players a, b
    a commits r in { left, right }
    b chooses c in { good, bad }
    a gets 10 when c == bad
    b gets (1 when c == good) + (1 when r == left)
  }`);
  expect(value).toBe(0);
  expect(proof?.cases).toHaveLength(2);
  expect(certificate.gap).toBeLessThan(1e-8);
});

test.each([
  ['persuasion/prosecutor', /the rule `evidence` has the argument/],
  ['contracts/hidden-effort', /`wage` is a number|is a number/],
])('%s is refused', async (file, reason) => {
  const refused = answer(catalogue(file));
  await expect(refused).rejects.toThrow(Refusal);
  await expect(refused).rejects.toThrow(reason);
});

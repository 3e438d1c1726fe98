import { expect, test } from 'vitest';
import { certify } from '../../runtime/certify/index.ts';
import { poseProblem } from '../../runtime/problem/pose.ts';
import type { CommitmentProblem, SolverRun } from '../contract/index.ts';
import { solver, unlimited, usual } from './fixture.ts';

/** Interests that are nearly opposed, as many states as actions. */
function persuasion(size: number): string {
  let state = 1;
  const noise = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const cells = Array.from({ length: size }, () =>
    Array.from({ length: size }, () => [noise(), 0.1 * noise()] as const),
  );
  const written = (of: (cell: readonly [number, number]) => number): string =>
    `[${cells.map((row) => `[${row.map((cell) => of(cell).toFixed(3)).join(', ')}]`).join(', ')}]`;
  return `scenario Opposed {
    players sender, receiver
    let sends = ${written(([u, v]) => v - u)}
    let receives = ${written(([u]) => u)}
    state ~ uniform(1..${size})
    sender commits signal(state) in 1..${size}
    receiver sees signal
    receiver chooses act in 1..${size}
    sender gets sends[state, act]
    receiver gets receives[state, act]
  }`;
}

/** A run whose time is up after so many looks at the clock. */
function impatient(looks: number): SolverRun {
  let left = looks;
  const isUp = (): boolean => left-- <= 0;
  const budget = { milliseconds: 0, left: () => (isUp() ? 0 : Number.POSITIVE_INFINITY), exhausted: isUp };
  return { ...unlimited, budget };
}

test('time that runs out leaves a rule to which the receiver replies as it likes, and a bound', async () => {
  const problem = poseProblem(persuasion(28)) as CommitmentProblem;
  const best = Number((await solver.solve(problem, usual, unlimited)).report['value']);
  const values: number[] = [];
  for (const looks of [2, 3, 6, 12, 18]) {
    const solution = await solver.solve(problem, usual, impatient(looks));
    expect(solution.status).toBe('budget');
    const value = Number(solution.report['value']);
    const bound = Number(solution.report['bound']);
    const certificate = certify(problem, solution);
    expect(certificate.values[problem.leader]).toBeCloseTo(value, 12);
    expect(certificate.bound).toBeCloseTo(bound, 9);
    expect(certificate.gap).toBeCloseTo(bound - value, 9);
    expect(value).toBeLessThanOrEqual(best + 1e-9);
    expect(bound).toBeGreaterThanOrEqual(best - 1e-9);
    values.push(bound - value);
  }
  expect(values.at(-1)).toBeLessThan((values[0] ?? 0) / 2);
});

test('no time at all leaves nothing', async () => {
  const problem = poseProblem(persuasion(12)) as CommitmentProblem;
  expect(await solver.solve(problem, usual, impatient(0))).toMatchObject({ status: 'budget', profile: undefined });
});

import { expect } from 'vitest';
import { certify } from '../../runtime/certify/index.ts';
import { GameExtension } from '../../runtime/extension/index.ts';
import { HighsEngine } from '../../runtime/lp/engine.ts';
import { type Posed, poseProblem } from '../../runtime/problem/pose.ts';
import type { CommitmentProblem, SolverRun } from '../contract/index.ts';
import type { CommitmentOptions } from './options.ts';
import { CommitmentSolver } from './solver.ts';

export const solver = new CommitmentSolver(new HighsEngine(), new GameExtension());
/** The options as they are without being given. */
export const usual: CommitmentOptions = {
  truthful: 'bayesian',
  ties: 'for',
  mediated: 'none',
  budget: 'none',
  quit: false,
  plans: 1000,
};
/** As much time as it takes. */
export const unlimited: SolverRun = {
  rng: { next: () => 0, below: () => 0, child: () => unlimited.rng },
  budget: { milliseconds: Number.POSITIVE_INFINITY, left: () => Number.POSITIVE_INFINITY, exhausted: () => false },
  signal: new AbortController().signal,
  progress: () => {},
  checkpoint: () => {},
  resumed: undefined,
};

/** A run whose time is up after so many looks at the clock. */
export function impatient(looks: number): SolverRun {
  let left = looks;
  const isUp = (): boolean => left-- <= 0;
  const budget = { milliseconds: 0, left: () => (isUp() ? 0 : Number.POSITIVE_INFINITY), exhausted: isUp };
  return { ...unlimited, budget };
}

/** The solver's answer, with a certificate where there is a rule, and the committing player's certified value. */
export async function answer(text: string, options: Partial<CommitmentOptions> = {}, posed: Posed = {}) {
  const problem = poseProblem(text, posed) as CommitmentProblem;
  const solution = await solver.solve(problem, { ...usual, ...options }, unlimited);
  const certificate = solution.profile && certify(problem, solution, { incentives: options.truthful ?? 'bayesian' });
  return { ...solution, certificate, value: certificate?.values[problem.leader] };
}

/** An optimum: its value, and a certificate that proves it. */
export async function expectOptimum(
  value: number,
  text: string,
  options: Partial<CommitmentOptions> = {},
  posed: Posed = {},
) {
  const found = await answer(text, options, posed);
  expect(found.status).toBe('exact');
  expect(found.value).toBeCloseTo(value, 12);
  expect(found.certificate).toMatchObject({ kind: 'exact', unproved: undefined });
  expect(found.certificate?.gap).toBeLessThan(1e-9);
  return found;
}

/** Interests that are almost opposed: the program of all ways does not decide which two to use. */
export const opposed = `scenario Opposed {
  players sender, receiver
  let own = [
    [41, 19, 50, 83, 6, 9, 68, 12], [46, 74, 7, 64, 27, 4, 11, 55], [53, 8, 30, 11, 70, 54, 7, 72],
    [15, 28, 80, 80, 74, 7, 73, 74], [50, 6, 28, 5, 71, 17, 37, 53]
  ]
  let wish = [
    [-47, -12, -57, -75, -7, -2, -73, -19], [-38, -66, 3, -68, -26, -11, -4, -63], [-45, -17, -21, -15, -65, -47, -4, -72],
    [-11, -20, -76, -79, -75, -10, -78, -77], [-58, 2, -29, 1, -66, -17, -33, -54]
  ]
  state ~ uniform(1..5)
  sender commits word(state) in 1..2
  receiver sees word
  receiver chooses act in 1..8
  receiver gets own[state, act]
  sender gets wish[state, act]
}`;

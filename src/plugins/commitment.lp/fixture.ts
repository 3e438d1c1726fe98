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

import type { ServiceIdentifier } from 'inversify';
import type { Problem } from '../../runtime/problem/problem.ts';
import type { SolverRun } from './run.ts';
import type { Solution } from './solution.ts';

/** Finds an answer to a problem of the class that its manifest declares, with options that the host has validated. */
export interface Solver<P extends Problem = Problem, O = unknown> {
  solve(problem: P, options: O, run: SolverRun): Solution | Promise<Solution>;
}

export const Solver: ServiceIdentifier<Solver> = Symbol.for('icsap/Solver');

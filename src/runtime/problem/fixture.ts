import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { GameProblem, Metrics, Profile, Solution, Solver, SolverRun } from '../../plugins/contract/index.ts';
import { certify } from '../certify/index.ts';
import { FlatKernels } from '../kernels/index.ts';
import { HighsEngine } from '../lp/index.ts';
import { PivotingDictionaries } from '../pivoting/index.ts';
import { createRng, rootSeed } from '../study/seed.ts';
import { type Posed, poseProblem } from './pose.ts';

/** For tests of solvers of games: services, problems, answers with their certificates. */
export const kernels = new FlatKernels();
export const engine = new HighsEngine();
export const dictionaries = new PivotingDictionaries();

/** As much time as it takes; metrics go to `metrics`. */
export function unlimited(metrics: Metrics[] = []): SolverRun {
  return {
    rng: createRng(rootSeed(1)),
    budget: { milliseconds: Number.POSITIVE_INFINITY, left: () => Number.POSITIVE_INFINITY, exhausted: () => false },
    signal: new AbortController().signal,
    progress: (line) => void metrics.push(line),
    checkpoint: () => {},
    resumed: undefined,
  };
}

export function catalogue(file: string): string {
  return readFileSync(resolve(import.meta.dirname, '../../../scenarios', `${file}.icsap`), 'utf8');
}

/** The game that a text poses. */
export function gameProblem(text: string, posed: Posed = {}): GameProblem {
  const problem = poseProblem(text, posed);
  if (problem.class === 'commitment') throw new TypeError('somebody commits in this game');
  return problem;
}

export type Payoffs = readonly (readonly (number | string)[])[];

/** Two players with one move each: what the row player gets, and what the column player gets (else the opposite). */
export function bimatrix(first: Payoffs, second?: Payoffs): GameProblem {
  const table = (payoffs: Payoffs): string => `[${payoffs.map((row) => `[${row.join(', ')}]`).join(', ')}]`;
  return gameProblem(`scenario Matrix {
    players row, column
    let first = ${table(first)}
    ${second ? `let second = ${table(second)}` : ''}
    row chooses r in 1..${first.length}
    column chooses c in 1..${first[0]?.length ?? 0}
    row gets first[r, c]
    column gets ${second ? 'second[r, c]' : '-first[r, c]'}
  }`);
}

/** Whole numbers from 0 to `most`, the same for the same seed. */
export function randomMatrix(rows: number, columns: number, seed: number, most = 20): number[][] {
  const rng = createRng(rootSeed(seed));
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => rng.below(most + 1)));
}

/** A solver's answer, and what the certificates of it and of its alternatives say. */
export async function solved<P extends GameProblem, O>(solver: Solver<P, O>, problem: P, options: O) {
  const metrics: Metrics[] = [];
  const solution: Solution = await solver.solve(problem, options, unlimited(metrics));
  const profiles: readonly Profile[] = solution.profile ? [solution.profile, ...solution.alternatives] : [];
  const certificates = profiles.map((profile) => certify(problem, { ...solution, profile }));
  const gap = Math.max(...certificates.map((certificate) => certificate.gap));
  return { ...solution, metrics, certificates, gap, values: [...(certificates[0]?.values ?? [])] };
}

/** What a player does at its only information set. */
export function mixture({ game }: GameProblem, { chances }: Profile, player: number): readonly number[] {
  const { informationSets } = game;
  const set = informationSets.player.indexOf(player);
  return [...chances.slice(informationSets.firstAction[set], informationSets.firstAction[set + 1])];
}

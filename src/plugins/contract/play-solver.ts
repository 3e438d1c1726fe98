import type { ServiceIdentifier } from 'inversify';
import type { Play, PlayEvent } from '../../runtime/play/play.ts';
import type { Value } from '../../runtime/play/value.ts';
import { iterationProperties } from './dynamics.ts';
import type { SolverRun } from './run.ts';
import type { Status } from './solution.ts';

/** Behaviour by situation of a play, for games that are never enumerated. */
export interface SituationBehaviour {
  /** Chances of the options at a situation, one for each; undefined where it was never met: then any will do. */
  at(situation: number): ArrayLike<number> | undefined;
  /** What there is to choose from at a situation that was met. */
  options(situation: number): readonly Value[] | undefined;
}

/** What a solver that plays itself returns. */
export interface PlaySolution {
  readonly status: Status;
  readonly behaviour: SituationBehaviour;
  readonly explanation: readonly string[];
  readonly report: Readonly<Record<string, number | string>>;
}

/**
 * Finds behaviour from sampled plays alone, without a compiled game: `needs: { tree: false }` in the manifest. The certificate
 * of what it finds is estimated by sampling as well.
 */
export interface PlaySolver<O = unknown> {
  solve(play: Play, options: O, run: SolverRun): Promise<PlaySolution>;
}

export const PlaySolver: ServiceIdentifier<PlaySolver> = Symbol.for('icsap/PlaySolver');

/** What was learnt at one situation. */
export interface SituationTable {
  readonly regrets: Float64Array;
  /** Present behaviour: in proportion to the positive regrets. */
  readonly chances: Float64Array;
  /** Weighted sums of the behaviour so far: the average, once normalised. */
  readonly sums: Float64Array;
}

/** A play under way, as a sampled method sees it. */
export interface SampledPlay {
  readonly event: PlayEvent;
  /** Chances of the options where nature draws. */
  chances(): ArrayLike<number>;
  take(option: number): void;
  mark(): number;
  undo(mark: number): void;
  /** Forgets a mark and all later ones. */
  release(mark: number): void;
  /** What a player's payee has got, at the end. */
  utility(player: number): number;
  /** The table of the present situation, made when it is first met; `chances` are those of the present regrets. */
  table(): SituationTable;
}

/** One player's update from plays, which begin at the root; where it leaves the play does not matter. */
export type SampledUpdate = (play: SampledPlay, player: number, random: () => number) => void;

/** When to stop. */
export interface SampledOptions {
  /** Without it, as many as the time allows; where that is without limit, 10,000. */
  readonly iterations?: number;
  /** As in IterateOptions. */
  readonly measure?: number;
}

/** The options that all solvers share that sample, for their schemas. */
export const samplingProperties = {
  iterations: {
    type: 'integer',
    minimum: 1,
    description:
      'How many iterations at most; in one, every player is updated from one sample. By default 10,000, or with `within` as many as fit.',
  },
  measure: iterationProperties.measure,
  seed: { type: 'integer', description: 'Overrides the seed of the study.' },
} as const;

/**
 * Runs a method that learns regrets from sampled plays: in each iteration every player that acts is updated once, with
 * randomness that depends on the seed and the iteration alone. The answer is the average behaviour.
 */
export interface SampledLearning {
  learn(play: Play, update: SampledUpdate, options: SampledOptions, run: SolverRun): Promise<PlaySolution>;
}

export const SampledLearning: ServiceIdentifier<SampledLearning> = Symbol.for('icsap/SampledLearning');

/** The option that a number in [0, 1) falls on. */
export function drawn(chances: ArrayLike<number>, random: number): number {
  let left = random;
  let option = 0;
  for (; option < chances.length - 1; option++) {
    left -= chances[option] ?? 0;
    if (left < 0) break;
  }
  // Rounding may lead past the last option that has a chance.
  while (option > 0 && (chances[option] ?? 0) === 0) option--;
  return option;
}

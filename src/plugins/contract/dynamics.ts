import type { Plans, SequenceForm } from './kernels.ts';

/**
 * A method that finds strategies step by step, each player learning against the others. What `iterate` needs of it: to
 * take a step, to show where it is, and a state that can be put away and taken up again.
 */
export interface Dynamics {
  /** What its plans are plans of: the form that it was made for, or that form with the symmetries of the game merged. */
  readonly form: SequenceForm;
  /** One iteration, counted from 1: every player is updated once. Allocates nothing. */
  step(iteration: number): void;
  /** The plans of the present iterate. */
  readonly last: Plans;
  /** A weighted sum of the plans of all iterates so far; plan[0] is the sum of the weights. */
  readonly average: Plans;
  /** All that the next step depends on: copied to a checkpoint, and written back when a run is resumed. */
  readonly state: readonly Float64Array[];
  /** Further figures about the present state, by name, for metrics and report. */
  figures?(): Readonly<Record<string, number>>;
}

/** When to stop, and which iterate to return. */
export interface IterateOptions {
  readonly iterations: number;
  readonly iterate: 'last' | 'average';
  /** Stop as soon as the NashConv of the chosen iterate is measured to be at most this. */
  readonly gap: number;
  /** Measure every so many iterations; without it, each of the first ten and then 18 times in each power of ten. */
  readonly measure?: number;
  /** The figure of the dynamics that `gap` is about; without it, the NashConv of the chosen iterate. */
  readonly target?: string;
}

/** The options that all iterative solvers share, for their schemas; `iterate` is added by each, with its own default. */
export const iterationProperties = {
  iterations: {
    type: 'integer',
    minimum: 1,
    default: 10_000,
    description: 'How many iterations at most; in one, every player is updated once.',
  },
  gap: {
    type: 'number',
    minimum: 0,
    default: 1e-6,
    description: 'Stop as soon as the NashConv of the iterate that is returned is measured to be at most this.',
  },
  measure: {
    type: 'integer',
    minimum: 1,
    description:
      'Measure every so many iterations. By default each of the first ten, and then 18 times in each power of ten.',
  },
} as const;

/**
 * How regrets are kept, and what becomes of them: one rule covers counterfactual regret minimisation and its variants. Each
 * player in turn, against the newest plans of the others, at every information set: regrets gain the instantaneous ones,
 * are floored and discounted, and the next chances are proportional to the positive ones.
 */
export interface RegretRule {
  /** Negative regrets become 0 at once (regret matching+). */
  readonly floor: boolean;
  /** The next chances are proportional to regrets plus the latest instantaneous ones (predictive). */
  readonly predict: boolean;
  /** What positive and negative regrets are multiplied with after iteration t. */
  readonly positive: (iteration: number) => number;
  readonly negative: (iteration: number) => number;
  /** Weight of the plans of iteration t in the average. */
  readonly weight: (iteration: number) => number;
}

/** What magnetic mirror descent does at iteration t. */
export interface MirrorRule {
  /** Weight of the divergence from the magnet, in units of payoff; above 0. */
  readonly temperature: (iteration: number) => number;
  /**
   * Above 0; stable up to temperature / smoothness^2. `proved`: as long as each step is proved, as it is taken, to shrink the divergence
   * to the quantal response equilibrium of the present magnet by 1 + step size x temperature / 2, in zero-sum games of two players.
   */
  readonly stepSize: ((iteration: number) => number) | 'proved';
  /**
   * How far the magnet moves to the iterate after the iteration, as a share of the way in logarithms: 0 leaves it where it
   * is, 1 puts it there.
   */
  readonly share: (iteration: number) => number;
}

/** How far mirror descent is from the quantal response equilibrium of the present magnet and temperature. */
export interface MirrorFigures {
  /**
   * The sum over players of what a best response would add to expected payoff less temperature x divergence from the
   * magnet: 0 at the equilibrium, and of second order near it.
   */
  readonly residual: number;
  /** The largest difference of a chance from that in the best quantal response, times the chance of getting there. */
  readonly distance: number;
  /** Of the latest step. */
  readonly temperature: number;
  readonly stepSize: number;
}

/** Magnetic mirror descent under way. */
export interface MirrorDescent extends Dynamics {
  figures(): MirrorFigures & Readonly<Record<string, number>>;
}

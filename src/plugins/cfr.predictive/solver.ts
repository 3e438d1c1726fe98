import type { GameProblem, Kernels, RegretRule, Solution, Solver, SolverRun } from '../contract/index.ts';
import type { PredictiveOptions } from './options.ts';

const rule: RegretRule = { floor: true, predict: true, positive: () => 1, negative: () => 1, weight: (t) => t * t };

/**
 * Predictive CFR+ (Farina, Kroer and Sandholm 2021): as CFR+, but the next chances are proportional to the positive part of
 * regrets plus the latest instantaneous regrets, which are what each player predicts to meet again; iteration t
 * counts t^2 times in the average. Two-player zero-sum: at least 1/sqrt(iterations), in many games far faster than CFR+ (in
 * poker often not). Players are updated in turn. A step costs what one of CFR costs.
 */
export class PredictiveCfr implements Solver<GameProblem, PredictiveOptions> {
  readonly #kernels: Kernels;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  solve({ game }: GameProblem, options: PredictiveOptions, run: SolverRun): Promise<Solution> {
    const form = this.#kernels.sequenceForm(game);
    return this.#kernels.iterate(this.#kernels.regretMinimisation(form, rule), options, run);
  }
}

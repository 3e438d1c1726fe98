import type { GameProblem, Kernels, Solution, Solver, SolverRun } from '../contract/index.ts';
import type { MirrorOptions } from './options.ts';
import { ruleOf, type Scale, scaleOf } from './schedule.ts';

/** With a fixed magnet it is done when no chance differs by more than this from the best quantal response. */
const SETTLED = 1e-10;

/**
 * Magnetic mirror descent (Sokota et al. 2023): every player moves along the gradient of its expected payoff, less
 * temperature x divergence from a magnet, less divergence from where it is / step size; divergences by dilated entropy. With a
 * fixed magnet the last iterate approaches the quantal response equilibrium of the reduced normal form (Ling, Fang and Kolter
 * 2018) of a two-player zero-sum game: each step shrinks the divergence to it by 1 + step size x temperature where the step size is
 * at most temperature / smoothness^2, and by 1 + step size x temperature / 2 where it is chosen here, as long as that can be
 * proved of the step itself. With a magnet that follows it approaches a Nash equilibrium. A step costs two products of the
 * payoff matrix and a plan (one where the size is given), and some exponentials a sequence, for each player.
 */
export class MagneticMirrorDescent implements Solver<GameProblem, MirrorOptions> {
  readonly #kernels: Kernels;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  async solve({ game }: GameProblem, options: MirrorOptions, run: SolverRun): Promise<Solution> {
    const form = this.#kernels.sequenceForm(game);
    const scale = scaleOf(options, form);
    const dynamics = this.#kernels.mirrorDescent(form, ruleOf(options, scale));
    const target = options.magnet === 'fixed' ? { target: 'distance', gap: SETTLED } : {};
    const solution = await this.#kernels.iterate(dynamics, { ...options, ...target }, run);
    return {
      ...solution,
      explanation: remarks(options, scale, solution),
      report: { ...solution.report, stable: scale.stable },
    };
  }
}

/** What the reader should know about the numbers. */
function remarks({ magnet }: MirrorOptions, { temperature, stepSize, stable }: Scale, solution: Solution): string[] {
  const sentences: string[] = [];
  if (magnet === 'fixed') {
    const residual = Number(solution.report['residual']).toPrecision(2);
    sentences.push(
      `with a fixed magnet this is the quantal response equilibrium at temperature ${brief(temperature)} (residual ${residual}), which no gap of a Nash equilibrium measures`,
    );
  }
  if (stepSize !== 'proved' && stepSize > stable * (1 + 1e-9)) {
    sentences.push(`the step size ${brief(stepSize)} is above ${brief(stable)}, up to which it is proved to be stable`);
  }
  return sentences;
}

function brief(value: number): string {
  return String(Number(value.toPrecision(3)));
}

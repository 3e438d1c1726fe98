import {
  type Game,
  type GameProblem,
  type Kernels,
  Refusal,
  type Solution,
  type Solver,
  type SolverRun,
  type Status,
  takingTurns,
} from '../contract/index.ts';
import { LogitEquations } from './equations.ts';
import type { LogitOptions } from './options.ts';
import { LogitPath } from './path.ts';

/** Systems are full: memory grows with the square, time with the cube. */
const MOST_ACTIONS = 1_500;

/**
 * A Nash equilibrium of a game with any number of players. In a logit quantal response equilibrium each action's chance is proportional
 * to exp(λ x its worth at its information set). From uniform play at λ = 0 these form a path which is followed, by predictor and corrector, until it is as
 * close to an equilibrium as asked for (McKelvey and Palfrey 1998; Turocy 2005); what it approaches is a sequential
 * equilibrium. Each step: some passes over the tree for each action, and a linear system in the number of actions.
 */
export class LogitSolver implements Solver<GameProblem, LogitOptions> {
  readonly #kernels: Kernels;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  async solve({ game }: GameProblem, options: LogitOptions, run: SolverRun): Promise<Solution> {
    const began = performance.now();
    const form = this.#kernels.sequenceForm(game);
    refuseIfLarge(game);
    const scale = payoffRange(game);
    const equations = new LogitEquations(game, scale, () => run.budget.exhausted());
    const path = new LogitPath(equations);
    const plans = form.uniform();
    const gapAt = (chances: Float64Array): number => {
      form.plansOf(chances, plans);
      return form.nashConv(plans);
    };
    let chances = equations.chances(path.point);
    let gap = gapAt(chances);
    const turn = takingTurns();
    let iterations = 0;
    let status: Status = 'budget';
    const target = options.lambda * scale;
    while (status === 'budget' && iterations < options.iterations && !run.budget.exhausted()) {
      await turn();
      if (target === 0 && gap <= options.tolerance * scale) status = 'converged';
      else if (!path.step()) break;
      else {
        iterations++;
        if (target > 0 && path.lambda >= target && path.moveTo(target)) status = 'converged';
        chances = equations.chances(path.point);
        gap = gapAt(chances);
        run.progress({
          iteration: iterations,
          milliseconds: performance.now() - began,
          lambda: path.lambda / scale,
          gap,
        });
      }
    }
    return {
      status,
      profile: { chances, money: new Float64Array(0) },
      alternatives: [],
      proof: undefined,
      explanation: [],
      report: { iterations, lambda: path.lambda / scale },
    };
  }
}

function refuseIfLarge({ informationSets: { count, firstAction } }: Game): void {
  const actions = firstAction[count] ?? 0;
  if (actions <= MOST_ACTIONS) return;
  throw new Refusal(
    [
      `there are ${actions} actions at all information sets, and this solver solves full systems in ${MOST_ACTIONS} at most`,
    ],
    ['Iterate instead, `cfr.plus` for one, and read how close it comes from the gap.'],
  );
}

/** The largest difference between two payoffs of one payee; 1 if there is none. */
function payoffRange({ payoff, payees }: Game): number {
  let range = 0;
  payees.forEach((_, payee) => {
    const own = payoff.filter((_value, place) => place % payees.length === payee);
    const low = own.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    const high = own.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    if (high > low) range = Math.max(range, high - low);
  });
  return range > 0 ? range : 1;
}

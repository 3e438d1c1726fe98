import type { GameProblem, Kernels, Solution, Solver, SolverRun } from '../contract/index.ts';
import { ReplicatorDynamics } from './dynamics.ts';
import type { ReplicatorOptions } from './options.ts';

/**
 * Replicator dynamics (Taylor and Jonker 1978): the share of an action grows by what it earns more than the average of its population, one population for
 * each player. Rest points inside are equilibria, strict equilibria are stable; in zero-sum games the shares go round and their
 * average over time approaches an equilibrium (Hofbauer, Sorin and Viossat 2009). No guarantee elsewhere: the gap says how far it got.
 */
export class ReplicatorSolver implements Solver<GameProblem, ReplicatorOptions> {
  readonly #kernels: Kernels;

  constructor(kernels: Kernels) {
    this.#kernels = kernels;
  }

  solve({ game }: GameProblem, options: ReplicatorOptions, run: SolverRun): Promise<Solution> {
    const form = this.#kernels.sequenceForm(game);
    const start = form.uniform();
    if (options.start === 'random') {
      const rng = run.rng.child('start');
      for (const weights of start) for (let s = 0; s < weights.length; s++) weights[s] = 0.05 + rng.next();
    }
    return this.#kernels.iterate(new ReplicatorDynamics(form, options.step, start), options, run);
  }
}

import type { Play, PlaySolution, PlaySolver, SampledLearning, SampledPlay, SolverRun } from '../contract/index.ts';
import { drawn } from '../contract/index.ts';
import type { ExternalOptions } from './options.ts';

/**
 * Monte Carlo CFR with external sampling (Lanctot et al. 2009): to update a player, its own options are all followed, and one
 * option is drawn wherever nature or somebody else moves. The sampled regrets are without bias and bounded by the
 * spread of payoffs, so that the average behaviour approaches an equilibrium of a two-player zero-sum game as
 * 1/sqrt(iterations) with high probability. Averages are added up where the others are sampled. A step costs the
 * histories of one player's own tree; memory grows with the situations met.
 */
export class ExternalSampling implements PlaySolver<ExternalOptions> {
  readonly #learning: SampledLearning;

  constructor(learning: SampledLearning) {
    this.#learning = learning;
  }

  solve(play: Play, options: ExternalOptions, run: SolverRun): Promise<PlaySolution> {
    return this.#learning.learn(play, (process, player, random) => walk(process, player, random), options, run);
  }
}

/** The sampled value to the player of going on from here. */
function walk(play: SampledPlay, player: number, random: () => number): number {
  const { kind, player: mover, options } = play.event;
  if (kind === 'end') return play.utility(player);
  if (kind === 'chance') {
    play.take(drawn(play.chances(), random()));
    return walk(play, player, random);
  }
  const { chances, sums, regrets } = play.table();
  if (mover?.index !== player) {
    const option = drawn(chances, random());
    for (let a = 0; a < sums.length; a++) sums[a] = (sums[a] ?? 0) + (chances[a] ?? 0);
    play.take(option);
    return walk(play, player, random);
  }
  const before = chances.slice();
  const mark = play.mark();
  const values = options.map((_, option) => {
    play.take(option);
    const value = walk(play, player, random);
    play.undo(mark);
    return value;
  });
  play.release(mark);
  const mean = values.reduce((sum, value, a) => sum + value * (before[a] ?? 0), 0);
  values.forEach((value, a) => {
    regrets[a] = (regrets[a] ?? 0) + value - mean;
  });
  return mean;
}

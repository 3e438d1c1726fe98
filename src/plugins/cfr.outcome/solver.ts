import type { Play, PlaySolution, PlaySolver, SampledLearning, SampledPlay, SolverRun } from '../contract/index.ts';
import { drawn } from '../contract/index.ts';
import type { OutcomeOptions } from './options.ts';

/** Products of chances on the way to where a play stands. */
interface Reach {
  readonly own: number;
  /** Of nature and the others. */
  readonly others: number;
  /** The chance with which this play was sampled. */
  readonly sampled: number;
}

/**
 * Monte Carlo CFR with outcome sampling (Lanctot et al. 2009): one play an update, in which the updated player explores with
 * chance `exploration` and everybody else draws from its behaviour; what was not played is worth 0, what was is weighted
 * with the inverse of the chance that it was sampled. Without bias, with more variance than external sampling, and
 * cheaper: an update costs one play. Two-player zero-sum: 1/sqrt(iterations) with high probability.
 */
export class OutcomeSampling implements PlaySolver<OutcomeOptions> {
  readonly #learning: SampledLearning;

  constructor(learning: SampledLearning) {
    this.#learning = learning;
  }

  solve(play: Play, options: OutcomeOptions, run: SolverRun): Promise<PlaySolution> {
    const start = { own: 1, others: 1, sampled: 1 };
    return this.#learning.learn(
      play,
      (process, player, random) => episode(process, player, options.exploration, start, random),
      options,
      run,
    );
  }
}

/** The estimated value to the player of going on from here by its behaviour. */
function episode(play: SampledPlay, player: number, exploration: number, reach: Reach, random: () => number): number {
  const { kind, player: mover } = play.event;
  if (kind === 'end') return play.utility(player);
  if (kind === 'chance') {
    const chances = play.chances();
    const option = drawn(chances, random());
    const chance = chances[option] ?? 0;
    play.take(option);
    const { own, others, sampled } = reach;
    return episode(play, player, exploration, { own, others: others * chance, sampled: sampled * chance }, random);
  }
  const { chances, regrets, sums } = play.table();
  const behaviour = chances.slice();
  const isOwn = mover?.index === player;
  const explored = isOwn
    ? behaviour.map((chance) => exploration / behaviour.length + (1 - exploration) * chance)
    : behaviour;
  const option = drawn(explored, random());
  const chance = behaviour[option] ?? 0;
  const sampling = explored[option] ?? 1;
  const next = {
    own: isOwn ? reach.own * chance : reach.own,
    others: isOwn ? reach.others : reach.others * chance,
    sampled: reach.sampled * sampling,
  };
  play.take(option);
  const worth = episode(play, player, exploration, next, random) / sampling;
  const value = chance * worth;
  if (isOwn) {
    const weight = reach.others / reach.sampled;
    for (let a = 0; a < regrets.length; a++) {
      regrets[a] = (regrets[a] ?? 0) + weight * ((a === option ? worth : 0) - value);
      sums[a] = (sums[a] ?? 0) + (reach.own / reach.sampled) * (behaviour[a] ?? 0);
    }
  }
  return value;
}

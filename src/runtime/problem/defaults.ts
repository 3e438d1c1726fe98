import type { Problem } from './problem.ts';

/** Programs over more sequences than this take longer than iterating. */
const MOST_SEQUENCES = 20_000;
/** Larger matrices have too many supports to look through. */
const MOST_SUPPORT_ACTIONS = 12;

/**
 * Ids of the solvers for a problem when a study names none, best first; the first that is installed and accepts it is
 * taken.
 */
export function defaultSolvers(problem: Problem): readonly string[] {
  const { informationSets } = problem.game;
  const sequences = informationSets.sequences.reduce((sum, count) => sum + count, 0);
  const isSmall = sequences <= MOST_SEQUENCES;
  switch (problem.class) {
    case 'commitment':
      return ['commitment.lp'];
    case 'preference':
      return ['mpo', 'zerosum.lp', 'cfr.plus'];
    case 'zero-sum':
      return isSmall ? ['zerosum.lp', 'cfr.plus'] : ['cfr.plus', 'zerosum.lp'];
    case 'team-zero-sum':
      return isSmall ? ['team.lp', 'psro.heterogeneous'] : ['psro.heterogeneous', 'team.lp'];
    case 'general-sum': {
      const players = new Set(informationSets.player).size;
      const isMatrix = problem.simultaneous && players === 2 && sequences <= 2 * MOST_SUPPORT_ACTIONS + 2;
      if (isMatrix) return ['nash.support', 'nash.lemke', 'nash.logit'];
      return players === 2 ? ['nash.lemke', 'nash.logit'] : ['nash.logit'];
    }
  }
}

import type { Problem } from './problem.ts';

/** Programs over more sequences than this take longer than iterating. */
const MOST_SEQUENCES = 20_000;
/** Larger matrices have too many supports to look through. */
const MOST_SUPPORT_ACTIONS = 10;

/** What a linear program over so many sequences takes, about, on a slow machine: Leduc (2,186) 2 s, 10,000 15 s. */
function programMilliseconds(sequences: number): number {
  return 0.15 * sequences ** 1.25;
}

function sequencesOf({ game }: Problem): number {
  return game.informationSets.sequences.reduce((sum, count) => sum + count, 0);
}

/** Whether a linear program over the sequences of a problem is worth trying in so much time. */
function fitsProgram(problem: Problem, milliseconds: number): boolean {
  const sequences = sequencesOf(problem);
  return sequences <= MOST_SEQUENCES && programMilliseconds(sequences) <= milliseconds;
}

/** In words, why a solver that only comes close is the default for a zero-sum game: undefined where an exact one is. */
export function reasonToIterate(problem: Problem, milliseconds: number): string | undefined {
  if (problem.class !== 'zero-sum' || fitsProgram(problem, milliseconds)) return undefined;
  const sequences = sequencesOf(problem).toLocaleString('en');
  const within = Number.isFinite(milliseconds) ? ' in the time given' : '';
  return `a linear program over ${sequences} sequences is too large${within}: \`zerosum.lp\` would be exact, the default comes close`;
}

/**
 * Ids of the solvers for a problem when a study names none and so much time is left, best first; the first that is installed
 * and accepts it is taken.
 */
export function defaultSolvers(problem: Problem, milliseconds = Number.POSITIVE_INFINITY): readonly string[] {
  const { informationSets } = problem.game;
  const sequences = sequencesOf(problem);
  const isSmall = fitsProgram(problem, milliseconds);
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

import type { ServiceIdentifier } from 'inversify';
import type { CommitmentProblem } from '../../runtime/problem/problem.ts';

/**
 * Makes of a commitment problem a larger one, in which something that the scenario leaves unsaid is a move of the game.
 * A solver that solves it returns it as `problem` of its solution: certificate, questions and records are then about
 * the larger game. Both throw a Refusal, in the author's words, where the scenario does not allow it.
 */
export interface Extension {
  /**
   * Each `may leave` line of a follower becomes a decision of its own, to stay or to leave: also after a lie or a
   * disobedience (quitting rights, Compte and Jehiel 2007). The decision is a report whose truth is to stay; leaving
   * ends the play with the worth of leaving for the follower, and 0 for the others. The new information sets come after
   * all others, so that a profile of the larger game is one of the smaller. Linear in the tree.
   */
  withQuitting(problem: CommitmentProblem): CommitmentProblem;
}

export const Extension: ServiceIdentifier<Extension> = Symbol.for('icsap/Extension');

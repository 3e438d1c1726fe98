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
  /**
   * Adds recommendations (Myerson 1982): just before a follower chooses, the leader tells it what to do, as a finite rule
   * `advice` of its own that shares the leader's device. It depends on what the leader's finite rules may depend on and
   * on all reports made by then; committed numbers know it. A recommendation is an action or, for a follower that knows
   * more than it has reported, one for each of the things that it may know. `private`: each follower sees its own;
   * `public`: there is one for all, which everybody sees. The scenario is compiled again.
   */
  withRecommendations(problem: CommitmentProblem, to: 'private' | 'public'): CommitmentProblem;
}

export const Extension: ServiceIdentifier<Extension> = Symbol.for('icsap/Extension');

import type { Game } from '../game/game.ts';

/**
 * `preference` is inside `zero-sum`, which is inside `general-sum`; `team-zero-sum` contains `zero-sum`. A solver takes
 * its class and all inside it.
 */
export type ProblemClass = 'commitment' | 'preference' | 'zero-sum' | 'team-zero-sum' | 'general-sum';

export type CommitmentKind = 'persuasion' | 'contract' | 'mechanism' | 'stackelberg';

/**
 * What the compiler recognised, with the reason in words: "not zero-sum: at ana=…, bo=… the utilities add up to 0.2".
 */
export interface Recognition {
  readonly class: ProblemClass;
  /** For commitments: which of the classical problems are in it. */
  readonly kinds: readonly CommitmentKind[];
  readonly reason: string;
  /** Why narrower classes were ruled out, one sentence each. */
  readonly ruledOut: readonly string[];
}

export interface GameProblem<G extends Game = Game> {
  readonly class: Exclude<ProblemClass, 'commitment'>;
  readonly recognition: Recognition;
  readonly game: G;
  /** For zero-sum classes: what the utilities of every end add up to. Solvers shift it to zero. */
  readonly constant: number;
  /** One move each, nothing seen in between: a matrix. */
  readonly simultaneous: boolean;
}

/** A generalised principal-agent problem (Myerson 1982), one leader. */
export interface CommitmentProblem<G extends Game = Game> {
  readonly class: 'commitment';
  readonly recognition: Recognition;
  readonly game: G;
  /** Player index of the leader (of the first, where several commit). */
  readonly leader: number;
  readonly followers: readonly number[];
}

/** Of a compiled scenario or, where `G` is Game itself, of any tree. */
export type Problem<G extends Game = Game> = CommitmentProblem<G> | GameProblem<G>;

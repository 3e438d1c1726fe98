import type { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { StudyModel } from '../../dsl/model.ts';
import type { Span } from '../../dsl/span.ts';
import type { Budget } from '../../plugins/contract/run.ts';
import type { Profile } from '../../plugins/contract/solution.ts';
import { type FixedRules, fixedPart, remainingGame } from '../answer/index.ts';
import type { PlayedGame } from '../game/game.ts';
import type { Drawable, NotThisPicture } from '../picture/subject.ts';
import type { Play } from '../play/play.ts';
import type { Problem } from '../problem/problem.ts';
import { recognise } from '../problem/recognise.ts';
import { drawnTree, type RuledPlay } from './drawn-tree.ts';
import { fixedRulesOf, fixesAll, fixesReports, openRules, rulesOf } from './fixed-rules.ts';
import { leftPlay } from './left-play.ts';
import { mayLoseClaims, narrowPlay } from './narrow-play.ts';
import type { Seating } from './seating.ts';
import { problemOf } from './stages.ts';

/** What a solver is given, and the game that questions about its answer are about. */
export interface Subject {
  readonly problem: Problem<PlayedGame>;
  readonly game: PlayedGame;
  /** An answer to the problem as a profile of the game. */
  lift(profile: Profile): Profile;
}

/** How long a compilation may take, and what is said when it takes longer. */
export interface Patience {
  readonly budget: Budget;
  outOfTime(): DiagnosticError;
  /** Told how many histories there are so far. */
  readonly progress?: (histories: number) => void;
}

/**
 * The problems of one unit: the one that the scenario poses, and what the rules of the study leave of it. Each is compiled when
 * it is first asked for, and kept.
 */
export class Subjects {
  readonly #play: Play;
  readonly #study: StudyModel;
  readonly #seating: Seating;
  #whole: Problem<PlayedGame> | undefined;
  #ruled: Problem<PlayedGame> | undefined;
  #left: Subject | undefined;
  #remaining: Subject | undefined;

  constructor(play: Play, study: StudyModel, seating: Seating) {
    this.#play = play;
    this.#study = study;
    this.#seating = seating;
  }

  /** What was compiled so far: for the record. */
  get known(): Problem | undefined {
    return this.#whole ?? this.#ruled ?? this.#left?.problem;
  }

  /** What the rules of the study and those in its seats do. */
  get fixed(): FixedRules {
    return this.fixedIn(this.#play);
  }

  /** The same, to be asked of the processes of a play that was made of the scenario's. */
  fixedIn(play: Play): FixedRules {
    return fixedRulesOf(play, this.#study, this.#seating);
  }

  /** Whether the study fixes nothing. */
  get #isOpen(): boolean {
    return rulesOf(this.#study).length === 0 && this.#seating.isEmpty;
  }

  /**
   * A fixed report may be a lie without being a deviation, and somebody else may deviate by a lie in the same play. Elsewhere one lie at a
   * time is all that is asked about, which keeps trees small.
   */
  get #lies(): 'all' | 'one' {
    return fixesReports(this.#study, this.#play.scenario) ? 'all' : 'one';
  }

  /** The problem that the scenario poses, all its rules open. */
  async whole(patience: Patience): Promise<Problem<PlayedGame>> {
    this.#whole ??= await problemOf(this.#play, patience, this.#lies);
    return this.#whole;
  }

  /** The same where formulas fix all of its rules: without what these never decide, unless that may take claims away. */
  async ruled(patience: Patience): Promise<Problem<PlayedGame>> {
    this.#ruled ??= await this.#narrow(patience);
    return this.#ruled;
  }

  async #narrow(patience: Patience): Promise<Problem<PlayedGame>> {
    const play = narrowPlay(this.#play, this.fixed);
    const problem = await problemOf(play, patience, this.#lies);
    return mayLoseClaims(problem.game, play) ? this.whole(patience) : problem;
  }

  /** The tree of fixed rules that were audited without one, for pictures. */
  drawn(size: Pick<RuledPlay, 'profiles' | 'lies' | 'progress'>): Promise<Drawable | NotThisPicture> {
    const play = narrowPlay(this.#play, this.fixed);
    return drawnTree({ play, fixed: this.fixedIn(play), ...size });
  }

  /**
   * What there is to solve; undefined where the rules of the study fix everything that is committed, and no solver is named for
   * the game that they leave.
   */
  async toSolve(isNamed: boolean, span: Span, patience: Patience): Promise<Subject | undefined> {
    if (this.#isOpen) return plain(await this.whole(patience));
    if (!fixesAll(this.#study, this.#play.scenario)) {
      this.#remaining ??= this.#remainder(await this.whole(patience));
      if (this.#remaining) return this.#remaining;
    }
    return isNamed ? this.#leftGame(span, patience) : undefined;
  }

  /** The play for a solver that samples: with the rules of the study as draws of nature, where it has any. */
  sampled(span: Span): Play {
    return this.#isOpen ? this.#play : leftPlay(this.#play, this.fixed, span);
  }

  /** What is left to commit, if anything is. */
  #remainder(whole: Problem<PlayedGame>): Subject | undefined {
    const part = fixedPart(whole.game, this.fixed);
    if (openRules(whole, part).length === 0) return undefined;
    const { game, lift } = remainingGame(whole.game, part);
    return { problem: recognise(game), game: whole.game, lift };
  }

  /** The game that is left where nobody commits any more. */
  async #leftGame(span: Span, patience: Patience): Promise<Subject> {
    this.#left ??= plain(await problemOf(leftPlay(this.#play, this.fixed, span), patience));
    return this.#left;
  }
}

function plain(problem: Problem<PlayedGame>): Subject {
  return { problem, game: problem.game, lift: (profile) => profile };
}

import type { Picture as Drawn } from '../../plugins/contract/picture.ts';
import type { BoundProof, Profile } from '../../plugins/contract/solution.ts';
import type { Game } from '../game/game.ts';

/** What a picture is of: a game, and perhaps what is done in it. */
export interface PictureSubject {
  readonly game: Game;
  /** Absent for a scenario that nobody has solved. */
  readonly profile: Profile | undefined;
  /** The name of the solution, for titles; empty where there is none. */
  readonly name: string;
  /** Whether the answer is held to what each follower would do if it knew the reports of the others. */
  readonly isDominant: boolean;
  /** What the game is called, where no scenario names it. */
  readonly title?: string;
}

/** What pictures of an answer are drawn from. */
export interface Drawable {
  readonly game: Game;
  readonly profile: Profile;
  /** What prices constraints: that of the first answer. */
  readonly proof?: BoundProof | undefined;
  /** The tree has no lies: it was too large for them. */
  readonly isHonest?: boolean;
}

export interface SolvedSubject extends PictureSubject, Drawable {
  readonly profile: Profile;
  /** What the solver itself has to draw. */
  readonly drawn?: Drawn | undefined;
}

/** Why a picture cannot be made of something: a sentence. */
export interface NotThisPicture {
  readonly reason: string;
}

export function not(reason: string): NotThisPicture {
  return { reason };
}

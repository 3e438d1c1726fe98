import type { PictureRequest } from './drawn.ts';
import type { Progress } from './progress.ts';
import type { RunFolder } from './store.ts';

/** What a unit may use of the world. */
export interface UnitWorld {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly folder: RunFolder | undefined;
  /** Go on from the checkpoints in the folder. */
  readonly resume: boolean;
  /** Which pictures are wanted of the units that are the only ones of their study; absent: none. */
  readonly pictures: PictureRequest | undefined;
}

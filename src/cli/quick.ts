import { type CheckParts, check } from './check.ts';
import type { Exit } from './exit.ts';
import { guarded } from './guarded.ts';
import { plainCheck } from './plain-check.ts';

/** The only thing that the quick script does. */
export interface Quick {
  check(words: readonly string[]): Promise<Exit | undefined>;
}

class NeedsMore extends Error {}

/**
 * `icsap check FILES` where neither plugins of a user nor readers of other programs' files are asked for; undefined, with nothing done, where the whole command is needed.
 * The build makes a script of its own of this, see `kept-code.ts`.
 */
export const quickly: Quick['check'] = async (words) => {
  const plain = plainCheck(words);
  if (!plain) return undefined;
  let declined = false;
  const exit = await guarded(async (door) => {
    try {
      return await check(plain.paths, plain.options, door, none);
    } catch (error) {
      if (!(error instanceof NeedsMore)) throw error;
      declined = true;
      return 0;
    }
  });
  return declined ? undefined : exit;
};

const decline = async (): Promise<never> => {
  throw new NeedsMore();
};
const none: CheckParts = { openHost: decline, gameCheck: decline };

export { quickly as check };

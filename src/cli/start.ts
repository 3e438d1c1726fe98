import type { Exit } from './exit.ts';
import { guarded } from './guarded.ts';
import { plainCheck } from './plain-check.ts';

/** Does what the words of the command line say. Never rejects. */
export function start(words: readonly string[]): Promise<Exit> {
  return guarded(async (door) => {
    const plain = plainCheck(words);
    if (plain) {
      const [{ check }, { checkParts }] = await Promise.all([import('./check.ts'), import('./check-parts.ts')]);
      return check(plain.paths, plain.options, door, checkParts);
    }
    return (await import('./program.ts')).run(words, door);
  });
}

import { reporting } from './diagnostics.ts';
import { processDoor } from './door.ts';
import { Exit } from './exit.ts';

/** Does what the words of the command line say. Never rejects. */
export async function start(words: readonly string[]): Promise<Exit> {
  process.on('uncaughtException', (error) => process.exit(unexpected(error)));
  try {
    const door = processDoor();
    return await reporting(door, async () => {
      const plain = plainCheck(words);
      if (plain) return (await import('./check.ts')).check(plain.paths, plain.options, door);
      return (await import('./program.ts')).run(words, door);
    });
  } catch (error) {
    return unexpected(error);
  }
}

/** `icsap check FILES`, perhaps with the options that editors and CI use. Everything else goes through the reader of options. */
function plainCheck(words: readonly string[]) {
  const [command, ...others] = words;
  const paths = others.filter((word) => !word.startsWith('-'));
  const options = new Set(others.filter((word) => word.startsWith('-')));
  const isPlain =
    command === 'check' && paths.length > 0 && [...options].every((word) => /^--(json|sarif)$/.test(word));
  return isPlain ? { paths, options: { json: options.has('--json'), sarif: options.has('--sarif') } } : undefined;
}

/** A mistake in the program itself. One line: the place where it happened says nothing to a reader. */
function unexpected(error: unknown): Exit {
  const message = error instanceof Error ? error.message : String(error);
  const more =
    process.env['ICSAP_DEBUG'] && error instanceof Error
      ? error.stack
      : 'This is a mistake in icsap. Please report it with the file and the command; ICSAP_DEBUG=1 shows more.';
  process.stderr.write(`icsap: unexpected error: ${message.split('\n')[0]}\n${more}\n`);
  return Exit.noAnswer;
}

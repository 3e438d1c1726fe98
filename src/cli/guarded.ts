import { reporting } from './diagnostics.ts';
import { type Door, processDoor } from './door.ts';
import { Exit } from './exit.ts';

/** Does something at the door to this process. Never rejects: diagnostics and mistakes in the program are printed. */
export async function guarded(act: (door: Door) => Promise<Exit>): Promise<Exit> {
  process.on('uncaughtException', (error) => process.exit(unexpected(error)));
  try {
    const door = processDoor();
    return await reporting(door, () => act(door));
  } catch (error) {
    return unexpected(error);
  }
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

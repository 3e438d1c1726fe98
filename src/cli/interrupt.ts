import type { Door } from './door.ts';
import { Exit } from './exit.ts';

/** Ctrl-C: the first stops what runs and keeps what is done, the second ends the program at once. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives Ctrl-C its usual meaning back. */
  release(): void;
}

export function watchInterrupt(door: Door): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(Exit.interrupted);
    door.err('\nStopping; press Ctrl-C again to stop at once.\n');
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}

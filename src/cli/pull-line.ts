import type { Door } from './door.ts';
import { sizeText } from './model-text.ts';

export interface PullLine {
  progress(done: number, of: number | undefined, file: string): void;
  /** Takes the line away. */
  clear(): void;
}

/** At most this often, in milliseconds, the line is written anew. */
const pace = 100;

/** One line on the terminal that says how much of a model has arrived; nothing where there is no terminal. */
export function pullLine(door: Door): PullLine {
  if (!door.live) return { progress: () => undefined, clear: () => undefined };
  let last = Number.NEGATIVE_INFINITY;
  const write = (text: string): void => door.err(`\r\u001b[2K${text.slice(0, Math.max(0, door.columns - 1))}`);
  return {
    progress: (done, of, file) => {
      if (performance.now() - last < pace) return;
      last = performance.now();
      write(of === undefined ? `${sizeText(done)}  ${file}` : `${sizeText(done)} of ${sizeText(of)}  ${file}`);
    },
    clear: () => write(''),
  };
}

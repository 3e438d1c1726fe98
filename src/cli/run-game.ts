import { jsonText } from '../runtime/report/json.ts';
import { runText } from '../runtime/report/run-text.ts';
import { solveGame } from '../runtime/study/solve-game.ts';
import { reporting } from './diagnostics.ts';
import type { Door } from './door.ts';
import type { Exit } from './exit.ts';
import { ForeignFile } from './foreign.ts';
import { watchInterrupt } from './interrupt.ts';
import { exitOf } from './outcome.ts';
import { progressLine } from './progress-line.ts';

export interface GameOptions {
  /** Id of the solver. */
  readonly with?: string;
  /** Its options, as texts. */
  readonly option?: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly within?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

/** `icsap run game.efg`: solves a game of another program, and prints a report or the run document. */
export async function runGame(file: string, options: GameOptions, door: Door): Promise<Exit> {
  const foreign = new ForeignFile(file);
  const act = async (): Promise<Exit> => {
    const host = await foreign.host(door);
    const game = await foreign.open(door, host);
    const interrupt = watchInterrupt(door);
    const line = progressLine(door);
    try {
      const document = await solveGame(game, host, {
        solver: options.with,
        options: Object.fromEntries(Object.entries(options.option ?? {}).map(([key, text]) => [key, optionOf(text)])),
        seed: options.seed,
        within: options.within,
        signal: interrupt.signal,
        progress: line.progress,
      });
      line.clear();
      const { sources } = foreign;
      door.out(options.json ? jsonText(document) : runText(document, { paint: door.paint.out, sources }));
      return exitOf(document);
    } finally {
      line.clear();
      interrupt.release();
    }
  };
  return reporting(door, act, foreign.sources);
}

/** `10`, `true` and `[1, 2]` are what JSON says; every other text is itself. */
function optionOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

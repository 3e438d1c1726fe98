import { resolve } from 'node:path';
import type { Picture } from '../runtime/picture/picture.ts';
import { jsonText } from '../runtime/report/json.ts';
import type { PngPainter } from '../runtime/report/picture/png.ts';
import { runText } from '../runtime/report/run-text.ts';
import { pictureFile } from '../runtime/study/drawn.ts';
import { solveGame } from '../runtime/study/solve-game.ts';
import { reporting } from './diagnostics.ts';
import type { Door } from './door.ts';
import type { Exit } from './exit.ts';
import { ForeignFile } from './foreign.ts';
import { watchInterrupt } from './interrupt.ts';
import { exitOf } from './outcome.ts';
import { progressLine } from './progress-line.ts';
import { makeFolder } from './write.ts';
import { writeAnswers } from './written.ts';

export interface GameOptions {
  /** Id of the solver. */
  readonly with?: string;
  /** Its options, as texts. */
  readonly option?: Readonly<Record<string, string>>;
  /** Milliseconds. */
  readonly within?: number;
  readonly seed?: number;
  readonly json?: boolean;
  /** A folder for what comes out, and for what a run that is stopped leaves. */
  readonly out?: string;
  readonly resume?: boolean;
  /** Pictures in the folder of `out` as PNG too. */
  readonly png?: boolean;
}

/** `icsap run game.efg`: solves a game of another program, and prints a report or the run document. */
export async function runGame(
  file: string,
  options: GameOptions,
  door: Door,
  painter: PngPainter | undefined,
): Promise<Exit> {
  const foreign = new ForeignFile(file);
  const act = async (): Promise<Exit> => {
    const host = await foreign.host(door);
    const game = await foreign.open(door, host);
    const out = options.out && resolve(door.folder, options.out);
    if (out && options.out) makeFolder(out, options.out);
    const drawn = new Map<string, Picture>();
    const interrupt = watchInterrupt(door);
    const line = progressLine(door);
    try {
      const document = await solveGame(game, host, {
        solver: options.with,
        options: Object.fromEntries(Object.entries(options.option ?? {}).map(([key, text]) => [key, optionOf(text)])),
        seed: options.seed,
        within: options.within,
        out,
        resume: options.resume,
        signal: interrupt.signal,
        progress: line.progress,
        pictures: out === undefined ? undefined : {},
        draw: (study, { solution, pictures }) => {
          for (const each of pictures) drawn.set(pictureFile(study, solution, each), each);
        },
      });
      line.clear();
      if (options.out !== undefined)
        await writeAnswers(document, drawn, { folder: door.folder, out: options.out, painter }, door);
      const { sources } = foreign;
      const folder = options.out === undefined ? {} : { folder: options.out };
      door.out(options.json ? jsonText(document) : runText(document, { paint: door.paint.out, sources, ...folder }));
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

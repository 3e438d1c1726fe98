import { dirname, resolve } from 'node:path';
import { findConfig } from '../runtime/host/config.ts';
import type { Host } from '../runtime/host/index.ts';
import type { Picture } from '../runtime/picture/picture.ts';
import { jsonText } from '../runtime/report/json.ts';
import { runText } from '../runtime/report/run-text.ts';
import { pictureFile } from '../runtime/study/drawn.ts';
import type { RunDocument } from '../runtime/study/run.ts';
import { type CheckedScenario, runStudies } from '../runtime/study/runner.ts';
import { printDiagnostics, reporting } from './diagnostics.ts';
import type { Door } from './door.ts';
import { type Easel, painterFor } from './easel.ts';
import { Exit } from './exit.ts';
import { openHost } from './host.ts';
import { watchInterrupt } from './interrupt.ts';
import { isForeign } from './is-foreign.ts';
import { misplaced } from './misplaced.ts';
import type { Assignments } from './option-values.ts';
import { exitOf } from './outcome.ts';
import { progressLine } from './progress-line.ts';
import type { GameOptions } from './run-game.ts';
import { type LoadedScenario, loadScenario } from './scenario.ts';
import { targetOf } from './target.ts';
import { workerPool } from './worker-pool.ts';
import { makeFolder } from './write.ts';
import { writeAnswers } from './written.ts';

export interface RunOptions extends GameOptions {
  readonly set?: Assignments;
  readonly workers?: number;
  /** False with `--no-model`. */
  readonly model?: boolean;
}

/** `icsap run`: runs the studies of a file, or one of them, and prints a report or the run document. */
export async function runFile(text: string, options: RunOptions, door: Door): Promise<Exit> {
  const target = targetOf(text);
  const { file, name } = target;
  const mistake = misplaced(target, options);
  if (mistake !== undefined) {
    door.err(`error: ${mistake}\n`);
    return Exit.wrongInput;
  }
  const painter = await painterFor(options.png);
  if (painter && 'missing' in painter) {
    door.err(`error: ${painter.missing}\n`);
    return Exit.wrongInput;
  }
  if (isForeign(file)) return (await import('./run-game.ts')).runGame(file, options, door, painter);
  const config = findConfig(dirname(resolve(door.folder, file)));
  const noModel = options.model === false;
  const host = await openHost(config, { noModel });
  const loaded = loadScenario(file, host.catalog, door);
  printDiagnostics(loaded.diagnostics, loaded.sources, door);
  const { model, source, sources } = loaded;
  if (!model || !source) return Exit.wrongInput;
  const act = async (): Promise<Exit> => {
    const studies = name === undefined ? undefined : [name];
    const drawn = new Map<string, Picture>();
    const document = await solve({ model, source }, host, { ...options, studies, config, noModel, drawn }, door);
    const easel = options.out === undefined ? undefined : { folder: door.folder, out: options.out, painter };
    if (easel) await writeAnswers(document, drawn, easel, door);
    await print(document, loaded, options, door, easel);
    return exitOf(document);
  };
  return reporting(door, act, sources);
}

interface Asked extends RunOptions {
  readonly studies: readonly string[] | undefined;
  readonly config: string | undefined;
  readonly noModel: boolean;
  /** Takes the pictures of what is solved, by file. */
  readonly drawn: Map<string, Picture>;
}

/** Runs the studies with a line of progress, until they are done or Ctrl-C stops them. */
async function solve(scenario: CheckedScenario, host: Host, asked: Asked, door: Door): Promise<RunDocument> {
  const out = asked.out && resolve(door.folder, asked.out);
  if (out && asked.out) makeFolder(out, asked.out);
  const interrupt = watchInterrupt(door);
  const line = progressLine(door);
  try {
    return await runStudies(scenario, host, {
      studies: asked.studies,
      parameters: asked.set,
      seed: asked.seed,
      workers: workerPool(asked.workers, asked),
      out,
      pictures: out === undefined ? undefined : {},
      draw: (study, { solution, pictures }) => {
        for (const each of pictures) asked.drawn.set(pictureFile(study, solution, each), each);
      },
      resume: asked.resume,
      signal: interrupt.signal,
      progress: line.progress,
    });
  } finally {
    line.clear();
    interrupt.release();
  }
}

async function print(
  document: RunDocument,
  loaded: LoadedScenario,
  options: RunOptions,
  door: Door,
  easel: Easel | undefined,
): Promise<void> {
  const pictures = easel && (await writePictures(document, easel));
  if (options.json) return door.out(jsonText(document));
  if (document.studies.length === 0)
    return door.err(`${loaded.file} has no study: write one, and say what to \`solve\`.\n`);
  const drawn = { ...(pictures && { pictures }), ...(options.out !== undefined && { folder: options.out }) };
  door.out(runText(document, { paint: door.paint.out, sources: loaded.sources, ...drawn }));
}

async function writePictures(document: RunDocument, easel: Easel): Promise<ReadonlyMap<string, string>> {
  const { writePlots } = await import('./pictures.ts');
  return writePlots(document, easel);
}

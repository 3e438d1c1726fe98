import { resolve } from 'node:path';
import { toJson } from '../runtime/play/show.ts';
import { scenarioLines } from '../runtime/report/checked.ts';
import { matrixText } from '../runtime/report/matrix-text.ts';
import { mostNodes } from '../runtime/report/tree-dot.ts';
import { problemRecord } from '../runtime/study/solved.ts';
import type { Compiled } from './compiled.ts';
import { reporting } from './diagnostics.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import { compileTarget, openScenario } from './opened.ts';
import type { Assignments } from './option-values.ts';
import { targetOf } from './target.ts';
import { writeText } from './write.ts';

export interface ShowOptions {
  readonly set?: Assignments;
  readonly out?: string;
}

/** `icsap show`: class and size of a scenario; its matrix, or its tree as a picture. */
export async function show(text: string, options: ShowOptions, door: Door): Promise<Exit> {
  const target = targetOf(text);
  const opened = await openScenario(target.file, options.set ?? {}, door);
  if (!opened) return Exit.wrongInput;
  return reporting(
    door,
    async () => {
      const compiled = await compileTarget(target, opened.request);
      describe(compiled, door);
      await draw(compiled, options.out, door);
      return Exit.held;
    },
    opened.loaded.sources,
  );
}

function describe({ name, parameters, problem }: Compiled, door: Door): void {
  const given = Object.fromEntries([...parameters].map(([key, value]) => [key, toJson(value)]));
  const sized = { name, parameters: given, problem: problemRecord(problem) };
  door.out(`${scenarioLines(sized, door.paint.out).join('\n')}\n`);
}

async function draw({ problem: { game } }: Compiled, out: string | undefined, door: Door): Promise<void> {
  const matrix = matrixText(game);
  if (matrix) door.out(`\n${matrix.join('\n')}\n`);
  if (out === undefined) {
    if (!matrix) door.err('The tree as a picture: add --out FILE.svg\n');
    return;
  }
  const { treeSvg } = await import('../runtime/report/tree-svg.ts');
  writeText(resolve(door.folder, out), out, await treeSvg(game));
  door.err(`${out}\n`);
  if (game.nodes > mostNodes) {
    door.err(
      `The picture has the first ${mostNodes} of ${game.nodes} histories; where it is cut, a node ends with "…".\n`,
    );
  }
}

import { pictureOf } from '../runtime/picture/draw.ts';
import { unsolvedKinds } from '../runtime/picture/kinds.ts';
import type { PictureKind } from '../runtime/picture/picture.ts';
import { toJson } from '../runtime/play/show.ts';
import type { Problem } from '../runtime/problem/problem.ts';
import { scenarioLines } from '../runtime/report/checked.ts';
import { pictureText } from '../runtime/report/picture/picture-text.ts';
import { problemRecord } from '../runtime/study/solved.ts';
import type { Compiled } from './compiled.ts';
import { reporting } from './diagnostics.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import { isForeign } from './is-foreign.ts';
import { compileTarget, type Opened, openScenario } from './opened.ts';
import type { Assignments } from './option-values.ts';
import { writePicture } from './pictures.ts';
import { type Target, targetOf } from './target.ts';

export interface ShowOptions {
  readonly set?: Assignments;
  readonly out?: string;
  readonly picture?: PictureKind;
  readonly solution?: string;
  readonly seed?: number;
  /** False with `--no-model`. */
  readonly model?: boolean;
}

/** What there is to show before anything is solved: a compiled scenario, or a game of another program. */
type Shown = Pick<Compiled, 'name' | 'parameters'> & { readonly problem: Problem };

/**
 * `icsap show`: of a scenario, class and size, its matrix, or its tree as a picture; of a study, what it solves, as tables or as a
 * picture.
 */
export async function show(text: string, options: ShowOptions, door: Door): Promise<Exit> {
  const mistake = await unwritable(options.out);
  if (mistake !== undefined) {
    door.err(`error: ${mistake}\n`);
    return Exit.wrongInput;
  }
  const target = targetOf(text);
  if (isForeign(target.file)) return showGame(target.file, options, door);
  const opened = await openScenario(target.file, options.set ?? {}, door, { noModel: options.model === false });
  if (!opened) return Exit.wrongInput;
  return reporting(door, () => showOpened(target, opened, options, door), opened.loaded.sources);
}

/** Why no picture can be written there: said before anything is solved. */
async function unwritable(out: string | undefined): Promise<string | undefined> {
  if (out === undefined || /\.svg$/i.test(out)) return undefined;
  if (!/\.png$/i.test(out))
    return `pictures are SVG or PNG: name the file of --out with the ending .svg or .png, not ${out}`;
  const painter = await (await import('../runtime/report/picture/png.ts')).pngPainter();
  return 'missing' in painter ? painter.missing : undefined;
}

async function showOpened(target: Target, opened: Opened, options: ShowOptions, door: Door): Promise<Exit> {
  const study = opened.request.model.studies.find(({ name }) => name === target.name);
  if (study && options.picture !== 'tree') {
    const { showStudy } = await import('./show-study.ts');
    return showStudy(study.name, opened, options, door);
  }
  return showScenario(await compileTarget(target, opened.request), options, door);
}

async function showGame(file: string, options: ShowOptions, door: Door): Promise<Exit> {
  const { ForeignFile } = await import('./foreign.ts');
  const foreign = new ForeignFile(file);
  const act = async (): Promise<Exit> => {
    const { title, problem } = await foreign.open(door);
    return showScenario({ name: title, parameters: new Map(), problem }, options, door);
  };
  return reporting(door, act, foreign.sources);
}

async function showScenario(compiled: Shown, { picture, out }: ShowOptions, door: Door): Promise<Exit> {
  const { game } = compiled.problem;
  const subject = { game, profile: undefined, name: '', isDominant: false, title: compiled.name };
  const wanted = picture === undefined ? unsolvedKinds : [picture];
  const found = wanted.map((kind) => pictureOf(kind, subject));
  const first = found.find((each) => 'kind' in each);
  describe(compiled, door);
  if (!first || !('kind' in first)) {
    for (const each of found) if ('reason' in each) door.err(`no picture: ${each.reason}.\n`);
    return Exit.wrongInput;
  }
  if (first.kind === 'matrix') door.out(`\n${pictureText(first).join('\n')}\n`);
  if (out !== undefined) await writePicture(first, out, door);
  else if (first.kind !== 'matrix') door.err('The tree as a picture: add --out FILE.svg or FILE.png\n');
  return Exit.held;
}

function describe({ name, parameters, problem }: Shown, door: Door): void {
  const given = Object.fromEntries([...parameters].map(([key, value]) => [key, toJson(value)]));
  const sized = { name, parameters: given, problem: problemRecord(problem) };
  door.out(`${scenarioLines(sized, door.paint.out).join('\n')}\n`);
}

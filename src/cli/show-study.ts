import type { Picture } from '../runtime/picture/picture.ts';
import { diagnosticText } from '../runtime/report/diagnostic-text.ts';
import { pictureText, pictureWords } from '../runtime/report/picture/picture-text.ts';
import { solutionHead } from '../runtime/report/solution-text.ts';
import { strategyText } from '../runtime/report/strategy-text.ts';
import { runName } from '../runtime/report/verdict-text.ts';
import type { DrawnSolution } from '../runtime/study/drawn.ts';
import type { RunRecord, SolutionRecord } from '../runtime/study/run.ts';
import { runStudies } from '../runtime/study/runner.ts';
import type { Door } from './door.ts';
import { Exit } from './exit.ts';
import { watchInterrupt } from './interrupt.ts';
import type { Opened } from './opened.ts';
import { exitOfErrors } from './outcome.ts';
import { writePicture } from './pictures.ts';
import { progressLine } from './progress-line.ts';
import type { ShowOptions } from './show.ts';

/**
 * Solves a study (of a sweep the first run) and shows its answers: as tables, or one of them as a picture. Expectations are left
 * to `icsap run`.
 */
export async function showStudy(study: string, opened: Opened, options: ShowOptions, door: Door): Promise<Exit> {
  const { run, drawn, interrupted } = await solve(study, opened, options, door);
  if (interrupted) return Exit.interrupted;
  const problems = run.errors.map((each) => diagnosticText(each, opened.loaded.sources, door.paint.err));
  if (problems.length > 0) door.err(`${problems.join('\n')}\n`);
  if (run.errors.length > 0 && drawn.length === 0) return exitOfErrors(run.errors);
  const named = runName(run);
  door.out(`${door.paint.out.bold(study)}${named === '' ? '' : door.paint.out.dim(`  ${named}`)}\n`);
  const pictures = drawn.flatMap((each) => each.pictures);
  for (const each of drawn) showSolution(each, run.solutions[each.solution], options, door);
  const refusal = refusalOf(drawn, pictures, study, options);
  if (refusal !== undefined) {
    door.err(`no picture: ${refusal}.\n`);
    return Exit.wrongInput;
  }
  const [first] = pictures;
  if (options.out !== undefined && first) await writePicture(first, options.out, door);
  else hint(pictures, door);
  return Exit.held;
}

interface Shown {
  readonly run: RunRecord;
  readonly drawn: readonly DrawnSolution[];
  readonly interrupted: boolean;
}

async function solve(study: string, opened: Opened, options: ShowOptions, door: Door): Promise<Shown> {
  const { model, source, set } = opened.request;
  const interrupt = watchInterrupt(door);
  const line = progressLine(door);
  const drawn: DrawnSolution[] = [];
  try {
    const { studies, interrupted } = await runStudies({ model, source }, opened.host, {
      studies: [study],
      parameters: set,
      seed: options.seed,
      firstOnly: true,
      pictures: { kind: options.picture, solution: options.solution },
      draw: (_, each) => drawn.push(each),
      signal: interrupt.signal,
      progress: line.progress,
    });
    const [record] = studies;
    const run = record?.runs[0] ?? { ...nothing, errors: record?.errors ?? [] };
    return { run, drawn, interrupted };
  } finally {
    line.clear();
    interrupt.release();
  }
}

/** A run of which nothing came. */
const nothing: RunRecord = {
  id: '',
  parameters: {},
  repeat: undefined,
  seed: '',
  problem: undefined,
  solutions: {},
  expectations: [],
  verifications: [],
  errors: [],
};

function showSolution(
  { solution: name, position, pictures }: DrawnSolution,
  record: SolutionRecord | undefined,
  { picture }: ShowOptions,
  door: Door,
): void {
  if (!record || pictures.length === 0) return;
  const solution = answerAt(record, position);
  const title = position === 1 ? name : `${name}[${position}]`;
  const lines = [...solutionHead(title, solution, door.paint.out)];
  for (const each of pictures) {
    const isTree = each.kind === 'strategy' || each.kind === 'tree';
    const text = isTree ? strategyText(solution.strategy) : pictureText(each);
    lines.push('', ...(picture === undefined ? [door.paint.out.dim(pictureWords[each.kind])] : []), ...text);
  }
  door.out(`${lines.map((text) => (text === '' ? '' : `  ${text}`)).join('\n')}\n`);
}

/** One of several answers as a solution of its own. Equal calls print equal tables: how long it took is for `icsap run`. */
function answerAt(solution: SolutionRecord, position: number): SolutionRecord {
  const alternative = solution.alternatives[position - 2];
  return { ...solution, ...alternative, seconds: 0 };
}

/** Why there is nothing to see; undefined where there is. */
function refusalOf(
  drawn: readonly DrawnSolution[],
  pictures: readonly Picture[],
  study: string,
  { solution }: ShowOptions,
): string | undefined {
  if (pictures.length > 0) return undefined;
  if (drawn.length === 0 && solution !== undefined) return `${study} solves nothing by the name ${solution}`;
  if (drawn.length === 0) return `${study} solves nothing`;
  return drawn.find(({ refused }) => refused !== undefined)?.refused ?? 'no kind of picture suits this answer';
}

function hint(pictures: readonly Picture[], door: Door): void {
  const [first, ...others] = [...new Set(pictures.map(({ kind }) => kind))];
  if (first === undefined) return;
  const more = others.length === 0 ? '' : `; with --picture ${others.join(', ')} another`;
  door.err(`\nAs a picture: --out FILE.svg or FILE.png draws the ${first}${more}\n`);
}

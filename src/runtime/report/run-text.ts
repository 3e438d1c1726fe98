import { join } from 'node:path';
import type { Rendered } from '../../dsl/diagnostic.ts';
import type { ProblemRecord, RunDocument, RunRecord, StudyRecord } from '../study/run.ts';
import { sizeText } from './checked.ts';
import { diagnosticText, type Sources } from './diagnostic-text.ts';
import type { Paint } from './paint.ts';
import { seatLines } from './seat-text.ts';
import { solutionText } from './solution-text.ts';
import { sweepTable } from './sweep-table.ts';
import { verdictsOf, verdictText } from './verdict-text.ts';

export interface RunTextOptions {
  readonly paint: Paint;
  /** The sources, for code frames. */
  readonly sources: Sources;
  /** Pictures that were written, by the position of their study and of the plot in it. */
  readonly pictures?: ReadonlyMap<string, string>;
  /** The folder into which pictures of solutions were drawn. */
  readonly folder?: string;
}

/** The report of a run for a reader: a block for each study, then one line that says whether all held. */
export function runText(document: RunDocument, options: RunTextOptions): string {
  const blocks = document.studies.map((study, at) => studyText(study, at, document.scenario.file, options));
  return `${[...blocks, [summary(document, options.paint)]].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function studyText(study: StudyRecord, at: number, file: string, options: RunTextOptions): readonly string[] {
  const { paint, sources } = options;
  const verdicts = verdictsOf(study.runs).flatMap((verdict) => verdictText(verdict, file, paint));
  const problems = distinct([...study.errors, ...study.runs.flatMap(({ errors }) => errors)]);
  return [
    head(study, paint),
    ...seatLines(study.runs, paint).map((line) => `  ${line}`),
    ...body(study.runs, paint).map((line) => `  ${line}`),
    ...problems.flatMap((problem) => diagnosticText(problem, sources, paint).split('\n')).map((line) => `  ${line}`),
    ...verdicts.map((line) => `  ${line}`),
    ...study.plots.flatMap(({ text }, plot) => {
      const picture = options.pictures?.get(`${at}/${plot}`);
      return picture === undefined ? [] : [`  ${text}: ${paint.cyan(picture)}`];
    }),
    ...drawnLines(study, options),
  ];
}

/** `  flow of scheme: results/pictures/Optimum-scheme-flow.svg`. */
function drawnLines({ pictures = [] }: StudyRecord, { folder, paint }: RunTextOptions): readonly string[] {
  if (folder === undefined) return [];
  return pictures.map(({ solution, kind, file }) => `  ${kind} of ${solution}: ${paint.cyan(join(folder, file))}`);
}

function head({ name, scenario, runs }: StudyRecord, paint: Paint): string {
  const problem = runs.find((run) => run.problem !== undefined)?.problem;
  const what = problem ? paint.dim(`  ${problemText(problem)}`) : '';
  return `${paint.bold(name)} of ${scenario}${what}`;
}

/** `commitment: persuasion, 15 histories, 4 information sets, 10 sequences`. */
function problemText(problem: ProblemRecord): string {
  const kinds = problem.kinds.length > 0 ? `: ${problem.kinds.join(' and ')}` : '';
  return `${problem.class}${kinds}, ${sizeText(problem)}`;
}

function body(runs: readonly RunRecord[], paint: Paint): readonly string[] {
  const [only, ...others] = runs;
  if (only === undefined) return [];
  if (others.length > 0) return sweepTable(runs, paint);
  return Object.entries(only.solutions).flatMap(([name, solution]) => solutionText(name, solution, paint));
}

/** The same mistake in every run of a sweep is said once. */
function distinct(diagnostics: readonly Rendered[]): readonly Rendered[] {
  const seen = new Map(diagnostics.map((each) => [`${each.code} ${each.span.start} ${each.message}`, each]));
  return [...seen.values()];
}

function summary({ studies, interrupted }: RunDocument, paint: Paint): string {
  const verdicts = studies.flatMap(({ runs }) => verdictsOf(runs));
  const failed = verdicts.filter(({ failures }) => failures.length > 0).length;
  const broken = studies.filter(
    ({ errors, runs }) => errors.length > 0 || runs.some((run) => run.errors.length > 0),
  ).length;
  const parts = [
    verdicts.length === 0
      ? 'nothing was expected'
      : `${verdicts.length - failed} of ${verdicts.length} expectations held`,
    ...(broken > 0 ? [`${broken} ${broken === 1 ? 'study has' : 'studies have'} errors`] : []),
    ...(interrupted ? ['interrupted'] : []),
  ];
  const tint = failed + broken > 0 ? paint.red : interrupted ? paint.yellow : paint.green;
  return tint(parts.join(', '));
}

import { LineTable } from '../../dsl/lines.ts';
import type { StudyRecord } from '../study/run.ts';
import { codeFrame } from './code-frame.ts';
import { diagnosticText, type Sources } from './diagnostic-text.ts';
import type { Paint } from './paint.ts';
import { countsOf, hasPassed, type Tested } from './tested.ts';
import { failureReasons, shareText, type Verdict, verdictsOf } from './verdict-text.ts';

/** One line for a file: `✓ scenarios/persuasion/prosecutor.icsap  2 studies, 20 runs, 22 expectations`. */
export function testedLine(tested: Tested, paint: Paint): string {
  const { file, document } = tested;
  const passed = hasPassed(tested);
  const mark = passed ? paint.green('✓') : paint.red('✗');
  return `${mark} ${passed ? file : paint.bold(file)}  ${paint.dim(document ? countsText(tested) : passed ? 'wrong as expected' : '')}`.trimEnd();
}

function countsText(tested: Tested): string {
  const { studies, runs, expectations } = countsOf(tested);
  return [count(studies, 'study', 'studies'), count(runs, 'run'), count(expectations, 'expectation')].join(', ');
}

/** All that failed in a file: which expectation, what was found instead, in which run, and its line in the file. */
export function failureText(tested: Tested, paint: Paint): readonly string[] {
  const { file, document, diagnostics, differences } = tested;
  const sources = new Map(tested.sources);
  return [
    paint.bold(file),
    ...diagnostics.flatMap((each) => [diagnosticText(each, sources, paint), '']),
    ...differences.map((difference) => `  ${difference}`),
    ...(document?.studies ?? []).flatMap((study) => studyFailures(study, file, sources, paint)),
  ];
}

function studyFailures(study: StudyRecord, file: string, sources: Sources, paint: Paint): readonly string[] {
  const failed = verdictsOf(study.runs).filter(({ failures }) => failures.length > 0);
  const errors = [...study.errors, ...study.runs.flatMap((run) => run.errors)];
  const distinct = new Map(errors.map((each) => [`${each.code} ${each.span.start} ${each.message}`, each]));
  if (failed.length + distinct.size === 0) return [];
  return [
    `${study.name} of ${study.scenario}`,
    ...[...distinct.values()].flatMap((each) => [diagnosticText(each, sources, paint), '']),
    ...failed.flatMap((verdict) => failedLines(verdict, file, sources, paint)).map((line) => `  ${line}`),
  ];
}

/** Where the expectation stands, its line, and why it failed. */
function failedLines(verdict: Verdict, file: string, sources: Sources, paint: Paint): readonly string[] {
  const indent = ' '.repeat(String(verdict.line).length + 1);
  return [
    `${paint.red('✗')} ${paint.cyan(`${file}:${verdict.line}`)}${shareText(verdict)}`,
    ...frame(verdict, file, sources, paint),
    ...failureReasons(verdict).map((reason) => `${indent}= ${reason}`),
  ];
}

/** The line of the file that asked for it. */
function frame({ line }: Verdict, file: string, sources: Sources, paint: Paint): readonly string[] {
  const text = sources.get(file);
  if (text === undefined) return [];
  const lines = new LineTable(text);
  const from = lines.startOf(line - 1);
  const content = text.slice(from, line < lines.count ? lines.startOf(line) : text.length);
  const code = content.split('#')[0]?.trimEnd() ?? '';
  const start = from + code.length - code.trimStart().length;
  return codeFrame(text, { file, start, end: from + code.length }, paint, String(line).length);
}

/** The last line: "24 files, 131 expectations: all held". */
export function summaryText(results: readonly Tested[], paint: Paint): string {
  const counts = results.map(countsOf);
  const sum = (of: (each: (typeof counts)[number]) => number): number =>
    counts.reduce((total, each) => total + of(each), 0);
  const failed = sum((each) => each.failed);
  const errors = sum((each) => each.errors);
  const head = `${count(results.length, 'file')}, ${count(
    sum((each) => each.expectations),
    'expectation',
  )}`;
  if (failed + errors === 0) return paint.green(`${head}: all held`);
  const parts = [...(failed > 0 ? [`${failed} failed`] : []), ...(errors > 0 ? [count(errors, 'error')] : [])];
  return paint.red(`${head}: ${parts.join(', ')}`);
}

function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}

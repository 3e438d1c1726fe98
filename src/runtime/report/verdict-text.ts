import type { ExpectationRecord, RunRecord, VerificationRecord } from '../study/run.ts';
import { assignmentsText, contrast, numberText, valueText } from './number-text.ts';
import type { Paint } from './paint.ts';
import { rulesText, witnessText } from './solution-text.ts';
import { visible } from './width.ts';

/** One thing that a study asks for, in all its runs. */
export interface Verdict {
  /** `expect scheme.gap <= 1e-9`, `verify truthful of outcome`. */
  readonly text: string;
  readonly line: number;
  readonly total: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly run: RunRecord;
  /** Why, in a line or two. */
  readonly reasons: readonly string[];
}

/** Expectations and verifications of a study, each once, in the order of their lines. */
export function verdictsOf(runs: readonly RunRecord[]): readonly Verdict[] {
  const verdicts = new Map<string, { text: string; line: number; total: number; failures: Failure[] }>();
  const add = (run: RunRecord, text: string, line: number, reasons: readonly string[]): void => {
    const key = `${line} ${text}`;
    const verdict = verdicts.get(key) ?? { text, line, total: 0, failures: [] };
    verdict.total += 1;
    if (reasons.length > 0) verdict.failures.push({ run, reasons });
    verdicts.set(key, verdict);
  };
  for (const run of runs) {
    for (const each of run.expectations) add(run, `expect ${each.text}`, each.line, expectationReasons(each));
    for (const each of run.verifications) add(run, verificationTitle(each), each.line, verificationReasons(each));
  }
  return [...verdicts.values()].sort((a, b) => a.line - b.line);
}

/** Lines of a verdict: the mark, what was asked, and, where it failed, in which run and why. */
export function verdictText(verdict: Verdict, file: string, paint: Paint): readonly string[] {
  const { text, line, failures } = verdict;
  if (failures.length === 0) return [`${paint.green('✓')} ${visible(text)}`];
  const place = paint.dim(`${file}:${line}`);
  const reasons = failureReasons(verdict).map((reason) => `    ${reason}`);
  return [`${paint.red('✗')} ${visible(text)}${shareText(verdict)}  ${place}`, ...reasons];
}

/** `  fails in 2 of 19 runs`; empty where there is one run. */
export function shareText({ total, failures }: Verdict): string {
  return total > 1 ? `  fails in ${failures.length} of ${total} runs` : '';
}

/** Failures that are told in full. */
const told = 5;

/** Why a verdict failed, with the name of the run where there are several. */
export function failureReasons({ total, failures }: Verdict): readonly string[] {
  const lines = failures.slice(0, told).flatMap(({ run, reasons }) => {
    const where = total > 1 ? `${runName(run)}: ` : '';
    return reasons.map((reason, at) => (at === 0 ? where : '') + reason);
  });
  return failures.length > told ? [...lines, `… and ${failures.length - told} more`] : lines;
}

/** What tells a run apart from the others of its study. */
export function runName({ parameters, repeat }: RunRecord): string {
  const named = assignmentsText(parameters);
  if (repeat === undefined) return named;
  return named === '' ? `repeat ${repeat}` : `${named}, repeat ${repeat}`;
}

/** Why an expectation failed; empty if it holds. */
export function expectationReasons(record: ExpectationRecord): readonly string[] {
  const { passed, error, actual, expected, relation, tolerance } = record;
  if (passed) return [];
  if (error) return [visible(error.message), ...(error.repair ? [visible(error.repair)] : [])];
  if (typeof actual === 'number' && typeof expected === 'number') {
    const [found, wanted] =
      actual === expected ? [numberText(actual), numberText(expected)] : contrast(actual, expected);
    const within = tolerance ? ` ± ${numberText(tolerance)}` : '';
    return [`actual ${found}, expected ${relationText(relation)}${wanted}${within}`];
  }
  return [`actual ${valueText(actual)}, expected ${relationText(relation)}${valueText(expected)}`];
}

function relationText(relation: string): string {
  return relation === '==' || relation === 'is' || relation === '' ? '' : `${relation} `;
}

export function verificationTitle({ property, of }: VerificationRecord): string {
  const name = property === 'budget-expected' ? 'budget(expected)' : property;
  return of === undefined ? `verify ${name}` : `verify ${name} of ${of}`;
}

/** Why a verification failed; empty if it holds. */
export function verificationReasons({ holds, witness, gap, error }: VerificationRecord): readonly string[] {
  if (holds) return [];
  if (error) return [visible(error.message), ...(error.repair ? [visible(error.repair)] : [])];
  if (witness) return [witnessText(witness), ...rulesText(witness)];
  return [gap === null ? 'it does not hold' : `it is off by ${numberText(gap)}`];
}

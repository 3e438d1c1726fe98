import type { Rendered } from '../../dsl/diagnostic.ts';
import type { Json, ProblemRecord } from '../study/run.ts';
import { type DiagnosticJson, diagnosticJson } from './diagnostic-json.ts';
import { type Sources, tally } from './diagnostic-text.ts';
import { assignmentsText } from './number-text.ts';
import type { Paint } from './paint.ts';

/** A scenario as the compiler sees it, before anything is solved. */
export interface SizedScenario {
  readonly name: string;
  /** The values for which it was compiled. */
  readonly parameters: Readonly<Record<string, Json>>;
  readonly problem: ProblemRecord;
}

/** What came of checking one file. */
export interface CheckedFile {
  readonly file: string;
  readonly diagnostics: readonly Rendered[];
  readonly sources: Sources;
  readonly scenarios: readonly SizedScenario[];
}

/** Lines for the scenarios of a file: class and reason, then size. */
export function scenarioLines({ name, parameters, problem }: SizedScenario, paint: Paint): readonly string[] {
  const given = assignmentsText(parameters);
  const head = `${paint.bold(name)}${given === '' ? '' : paint.dim(` (${given})`)}`;
  const kinds = problem.kinds.length > 0 ? `: ${problem.kinds.join(' and ')}` : '';
  return [`${head}  ${problem.class}${kinds}`, `  ${problem.reason}`, `  ${sizeText(problem)}`];
}

/** `15 histories, 4 information sets, 10 sequences`. */
export function sizeText({ nodes, informationSets, sequences }: ProblemRecord): string {
  const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
  return [
    count(nodes, 'history', 'histories'),
    count(informationSets, 'information set', 'information sets'),
    count(sequences, 'sequence', 'sequences'),
  ].join(', ');
}

/** The last line: "3 files: 2 errors, 1 warning" or "1 file: no mistakes found". */
export function checkSummary(files: readonly CheckedFile[], paint: Paint): string {
  const all = files.flatMap(({ diagnostics }) => diagnostics);
  const head = `${files.length} ${files.length === 1 ? 'file' : 'files'}`;
  const counts = tally(all);
  if (counts === '') return paint.green(`${head}: no mistakes found`);
  const tint = all.some(({ severity }) => severity === 'error') ? paint.red : paint.yellow;
  return tint(`${head}: ${counts}`);
}

/** The results as JSON: `schemas/check.schema.json`. */
export interface CheckDocument {
  readonly format: 'icsap-check/1';
  readonly files: readonly {
    readonly file: string;
    readonly diagnostics: readonly DiagnosticJson[];
    readonly scenarios: readonly SizedScenario[];
  }[];
}

export function checkDocument(files: readonly CheckedFile[]): CheckDocument {
  return {
    format: 'icsap-check/1',
    files: files.map(({ file, diagnostics, sources, scenarios }) => ({
      file,
      diagnostics: diagnostics.map((each) => diagnosticJson(each, sources)),
      scenarios,
    })),
  };
}

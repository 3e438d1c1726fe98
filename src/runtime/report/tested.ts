import type { Rendered } from '../../dsl/diagnostic.ts';
import type { RunDocument } from '../study/run.ts';
import { type DiagnosticJson, diagnosticJson } from './diagnostic-json.ts';
import { verdictsOf } from './verdict-text.ts';

/** What came of testing one scenario file. Plain data: it may come from another thread. */
export interface Tested {
  readonly file: string;
  /** Absent where the file could not be run, or is wrong on purpose. */
  readonly document: RunDocument | undefined;
  /** What was said of the file before it was run. */
  readonly diagnostics: readonly Rendered[];
  /** For a file that is wrong on purpose: in what the diagnostics differ from those expected. */
  readonly differences: readonly string[];
  /** The texts that were read, by file. */
  readonly sources: readonly (readonly [string, string])[];
}

/** How many runs and expectations there were, and how many failed. */
export interface TestCounts {
  readonly studies: number;
  readonly runs: number;
  readonly expectations: number;
  readonly failed: number;
  /** Runs and studies that could not be done. */
  readonly errors: number;
}

/** Counts of one file. Verifications count as expectations, each once in every run. */
export function countsOf({ document, diagnostics, differences }: Tested): TestCounts {
  const studies = document?.studies ?? [];
  const runs = studies.flatMap((study) => study.runs);
  const verdicts = studies.flatMap((study) => verdictsOf(study.runs));
  const add = (of: (verdict: (typeof verdicts)[number]) => number): number =>
    verdicts.reduce((total, verdict) => total + of(verdict), 0);
  const errors = [diagnostics, ...studies.map((study) => study.errors), ...runs.map((run) => run.errors)];
  return {
    studies: studies.length,
    runs: runs.length,
    expectations: add(({ total }) => total),
    failed: add(({ failures }) => failures.length) + differences.length,
    errors: errors.filter((list) => list.some(({ severity }) => severity === 'error')).length,
  };
}

export function hasPassed(tested: Tested): boolean {
  const { failed, errors } = countsOf(tested);
  return failed + errors === 0;
}

/** The results as JSON: `schemas/test.schema.json`. */
export interface TestDocument {
  readonly format: 'icsap-test/1';
  readonly passed: boolean;
  readonly files: readonly {
    readonly file: string;
    readonly passed: boolean;
    readonly diagnostics: readonly DiagnosticJson[];
    readonly differences: readonly string[];
    readonly run: RunDocument | null;
  }[];
}

export function testDocument(results: readonly Tested[]): TestDocument {
  return {
    format: 'icsap-test/1',
    passed: results.every(hasPassed),
    files: results.map((tested) => {
      const sources = new Map(tested.sources);
      return {
        file: tested.file,
        passed: hasPassed(tested),
        diagnostics: tested.diagnostics.map((each) => diagnosticJson(each, sources)),
        differences: tested.differences,
        run: tested.document ?? null,
      };
    }),
  };
}

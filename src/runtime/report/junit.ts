import type { Rendered } from '../../dsl/diagnostic.ts';
import type { RunRecord, StudyRecord } from '../study/run.ts';
import type { Tested } from './tested.ts';
import { expectationReasons, runName, verificationReasons, verificationTitle } from './verdict-text.ts';
import { visible } from './width.ts';

interface Case {
  readonly name: string;
  readonly seconds: number;
  readonly failures: readonly string[];
  readonly errors: readonly Rendered[];
}

/** The results as JUnit XML: a suite for each file, a case for each run of a study. */
export function junit(results: readonly Tested[]): string {
  const suites = results.map(suite);
  const total = sum(suites.map(({ counts }) => counts));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="icsap"${attributes(total)}>`,
    ...suites.flatMap(({ lines }) => lines.map((line) => `  ${line}`)),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly seconds: number;
}

function suite({ file, document, diagnostics, differences }: Tested): {
  readonly counts: Counts;
  readonly lines: readonly string[];
} {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const checked: Case = { name: 'check', seconds: 0, failures: differences, errors };
  const cases = document ? document.studies.flatMap(studyCases) : [checked];
  const counts = sum(
    cases.map((each) => ({
      tests: 1,
      failures: each.errors.length === 0 && each.failures.length > 0 ? 1 : 0,
      errors: each.errors.length > 0 ? 1 : 0,
      seconds: each.seconds,
    })),
  );
  const lines = cases.flatMap((each) => caseLines(each, file)).map((line) => `  ${line}`);
  return { counts, lines: [`<testsuite name="${attribute(file)}"${attributes(counts)}>`, ...lines, '</testsuite>'] };
}

function studyCases({ name, runs, errors }: StudyRecord): readonly Case[] {
  const broken: Case[] = errors.length > 0 ? [{ name, seconds: 0, failures: [], errors }] : [];
  return [...broken, ...runs.map((run) => runCase(name, run))];
}

function runCase(study: string, run: RunRecord): Case {
  const named = runName(run);
  return {
    name: named === '' ? study : `${study} (${named})`,
    seconds: Object.values(run.solutions).reduce((total, { seconds }) => total + seconds, 0),
    failures: [
      ...run.expectations
        .filter(({ passed }) => !passed)
        .map((each) => failure(each.line, `expect ${each.text}`, expectationReasons(each))),
      ...run.verifications
        .filter(({ holds }) => !holds)
        .map((each) => failure(each.line, verificationTitle(each), verificationReasons(each))),
    ],
    errors: run.errors,
  };
}

function failure(line: number, text: string, reasons: readonly string[]): string {
  return `line ${line}: ${text}: ${reasons.join('; ')}`;
}

function caseLines({ name, seconds, failures, errors }: Case, file: string): readonly string[] {
  const open = `<testcase classname="${attribute(file)}" name="${attribute(name)}" time="${seconds.toFixed(3)}"`;
  if (failures.length + errors.length === 0) return [`${open}/>`];
  const [first] = failures;
  return [
    `${open}>`,
    ...errors.map(({ code, message }) => `  <error type="${attribute(code)}" message="${attribute(message)}"/>`),
    ...(errors.length === 0 && first !== undefined
      ? [`  <failure type="expectation" message="${attribute(first)}">${attribute(failures.join('\n'))}</failure>`]
      : []),
    '</testcase>',
  ];
}

function attributes({ tests, failures, errors, seconds }: Counts): string {
  return ` tests="${tests}" failures="${failures}" errors="${errors}" time="${seconds.toFixed(3)}"`;
}

function sum(counts: readonly Counts[]): Counts {
  const add = (of: (each: Counts) => number): number => counts.reduce((total, each) => total + of(each), 0);
  return {
    tests: add(({ tests }) => tests),
    failures: add(({ failures }) => failures),
    errors: add(({ errors }) => errors),
    seconds: add(({ seconds }) => seconds),
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** Text in XML; control characters, which XML 1.0 has no way to write, become visible signs. */
function attribute(text: string): string {
  return visible(text).replaceAll(/[&<>"\n]/g, (character) => entities[character] ?? character);
}

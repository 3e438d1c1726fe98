/** Prints `N passed, N failed` from a JSON report of vitest. A file that could not be loaded counts as one failure. */
import { readFileSync } from 'node:fs';
import { argv } from 'node:process';

interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const { testResults }: Report = JSON.parse(readFileSync(argv[2] ?? '', 'utf8'));
const outcomes = testResults.flatMap(({ status, assertionResults }) => {
  const tests = assertionResults.map((test) => test.status);
  return status === 'failed' && !tests.includes('failed') ? [...tests, 'failed'] : tests;
});
const passed = outcomes.filter((outcome) => outcome === 'passed').length;
const failed = outcomes.filter((outcome) => outcome === 'failed').length;
const skipped = outcomes.length - passed - failed;
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);

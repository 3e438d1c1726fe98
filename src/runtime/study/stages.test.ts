import { expect, test } from 'vitest';
import { DiagnosticError } from '../../dsl/diagnostic.ts';
import { plugins } from '../../plugins/index.ts';
import { createHost, type Host, services } from '../host/index.ts';
import { reasonToIterate } from '../problem/defaults.ts';
import { poseProblem } from '../problem/pose.ts';
import type { Problem } from '../problem/problem.ts';
import { chooseSolver } from './stages.ts';

const span = { file: '', start: 0, end: 0 };
const hostOf = (...ids: readonly string[]): Host =>
  createHost({ plugins: plugins.filter(({ manifest }) => ids.includes(manifest.id)), services });

const pennies = poseProblem(`scenario Pennies {
  players even, odd
  even chooses left in { heads, tails }
  odd chooses right in { heads, tails }
  even gets if left == right then 1 else -1
  odd gets if left == right then -1 else 1
}`);

const rivals = poseProblem(`scenario Rivals {
  players a, b, c
  a commits x in { l, r }
  b commits y in { l, r }
  c sees x, y
  c chooses z in { l, r }
  a gets 1 when z == x
  b gets 1 when z == y
  c gets 1 when z == l
}`);

function refusal(problem: Problem, host: Host): unknown {
  try {
    chooseSolver(problem, host, span).demand(problem);
  } catch (error) {
    return error instanceof DiagnosticError ? error.diagnostics : error;
  }
  return undefined;
}

test('the default is the first that is installed and accepts the problem', () => {
  expect(chooseSolver(pennies, hostOf('commitment.lp', 'zerosum.lp'), span).id).toBe('zerosum.lp');
});

test('where a linear program would not fit the time, the default comes close instead, and says so', () => {
  const host = hostOf('cfr.plus', 'zerosum.lp');
  expect(chooseSolver(pennies, host, span, 1000).id).toBe('zerosum.lp');
  expect(chooseSolver(pennies, host, span, 1).id).toBe('cfr.plus');
  expect(reasonToIterate(pennies, 1000)).toBeUndefined();
  expect(reasonToIterate(pennies, 1)).toMatch(
    /over 6 sequences is too large in the time given: `zerosum.lp` would be exact/,
  );
});

test('where none is installed, it says which would be: run/no-solver', () => {
  expect(refusal(pennies, hostOf('commitment.lp'))).toMatchObject([
    { code: 'run/no-solver', problemClass: 'zero-sum', wanted: ['zerosum.lp', 'cfr.plus'], others: [] },
  ]);
});

test('where one is installed and refuses, it says why', () => {
  expect(refusal(rivals, hostOf('commitment.lp'))).toMatchObject([
    { code: 'plugin/refuses', id: 'commitment.lp', clauses: [expect.stringContaining('1 player that commits')] },
  ]);
});

import { describe, expect, test } from 'vitest';
import { render } from '../dsl/diagnostic.ts';
import { document, expectation, record, study, verification } from '../runtime/report/fixture.ts';
import { Exit, worst } from './exit.ts';
import { exitOf } from './outcome.ts';

const span = { file: 'a.icsap', start: 0, end: 0 };
const wrong = render({ code: 'run/sweep', span, name: 'x', given: '3' });
const unanswered = render({ code: 'run/out-of-time', span, solution: 'eq', milliseconds: 10 });

describe('the exit code of a run', () => {
  test.each([
    ['all held', record(), Exit.held],
    ['an expectation failed', record({ expectations: [expectation({ passed: false })] }), Exit.failed],
    ['a verification failed', record({ verifications: [verification({ holds: false })] }), Exit.failed],
    [
      'no answer in time',
      record({ errors: [unanswered], expectations: [expectation({ passed: false })] }),
      Exit.noAnswer,
    ],
    ['wrong input', record({ errors: [unanswered, wrong] }), Exit.wrongInput],
  ])('%s', (_, run, exit) => {
    expect(exitOf(document(study({ runs: [record(), run] })))).toBe(exit);
  });

  test('a study that could not be planned is wrong input', () => {
    expect(exitOf(document(study({ runs: [], errors: [wrong] })))).toBe(Exit.wrongInput);
  });

  test('interrupted before all', () => {
    const runs = [record({ errors: [wrong] })];
    expect(exitOf({ ...document(study({ runs })), interrupted: true })).toBe(Exit.interrupted);
  });
});

test('the worst of several codes', () => {
  expect(worst([])).toBe(Exit.held);
  expect(worst([Exit.held, Exit.failed, Exit.noAnswer])).toBe(Exit.noAnswer);
});

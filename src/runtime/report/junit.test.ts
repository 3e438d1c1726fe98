import { expect, test } from 'vitest';
import type { Rendered } from '../../dsl/diagnostic.ts';
import { document, expectation, record, study, verification } from './fixture.ts';
import { junit } from './junit.ts';
import type { Tested } from './tested.ts';

const problem: Rendered = {
  code: 'name/unknown',
  severity: 'error',
  span: { file: 'a.icsap', start: 0, end: 1 },
  message: 'nothing is called `<x>` & "y"\u0007',
  repair: undefined,
  edit: undefined,
  witness: undefined,
  related: [],
};

function tested(over: Partial<Tested>): Tested {
  return { file: 'a.icsap', document: undefined, diagnostics: [], differences: [], sources: [], ...over };
}

/** Elements closed in the order in which they were opened, text and attributes escaped. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml [^?]*\?>/, '');
  const element = /<(\/?)([a-z]+)((?: [a-z]+="[^"<>&]*(?:&[a-z#0-9]+;[^"<>&]*)*")*)(\/?)>/g;
  for (const [, closing, name = '', , empty] of body.matchAll(element)) {
    if (closing === '/') {
      if (open.pop() !== name) return false;
    } else if (empty !== '/') open.push(name);
  }
  const rest = body.replaceAll(element, '');
  return open.length === 0 && !/[<>]|&(?!amp;|lt;|gt;|quot;|#10;)/.test(rest);
}

test('a verification that fails says who, by what, and under which rule', () => {
  const witness = {
    player: 'ana',
    knows: 'cost = 2',
    deviation: 'reports 1 instead of 2',
    gain: 1,
    fault: undefined,
    rules: [{ rule: 'fee', statement: 'rule' as const, file: 'a.icsap', line: 12 }],
  };
  const failed = verification({ property: 'budget-expected', holds: false, gap: 1, witness, line: 14 });
  const runs = [record({ expectations: [], verifications: [failed] })];
  const xml = junit([tested({ document: document(study({ runs })) })]);
  expect(xml).toContain(
    'line 14: verify budget(expected): ana reports 1 instead of 2 and gains 1, knowing cost = 2; under fee (a.icsap:12)',
  );
  expect(isWellFormed(xml)).toBe(true);
});

test('a suite for each file, a case for each run, counts that add up', () => {
  const failed = expectation({ passed: false, actual: 0.5, text: 'a <= "b" and c' });
  const runs = [record({}), record({ parameters: { prior: 0.5 }, expectations: [failed] })];
  const xml = junit([
    tested({ document: document(study({ runs })) }),
    tested({ file: 'b.icsap', diagnostics: [problem] }),
  ]);
  expect(xml).toBe(`\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="icsap" tests="3" failures="1" errors="1" time="0.020">
  <testsuite name="a.icsap" tests="2" failures="1" errors="0" time="0.020">
    <testcase classname="a.icsap" name="Optimum (prior = 0.3)" time="0.010"/>
    <testcase classname="a.icsap" name="Optimum (prior = 0.5)" time="0.010">
      <failure type="expectation" message="line 19: expect a &lt;= &quot;b&quot; and c: actual 0.5, expected 0.6 ± 1e-9">line 19: expect a &lt;= &quot;b&quot; and c: actual 0.5, expected 0.6 ± 1e-9</failure>
    </testcase>
  </testsuite>
  <testsuite name="b.icsap" tests="1" failures="0" errors="1" time="0.000">
    <testcase classname="b.icsap" name="check" time="0.000">
      <error type="name/unknown" message="nothing is called \`&lt;x&gt;\` &amp; &quot;y&quot;␇"/>
    </testcase>
  </testsuite>
</testsuites>
`);
  expect(isWellFormed(xml)).toBe(true);
});

test('a file that is wrong on purpose fails if it is told something else', () => {
  const xml = junit([tested({ differences: ['expected, and not said: {}'] })]);
  expect(xml).toContain('failures="1"');
  expect(isWellFormed(xml)).toBe(true);
});

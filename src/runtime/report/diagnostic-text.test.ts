import { describe, expect, test } from 'vitest';
import type { Rendered } from '../../dsl/diagnostic.ts';
import { diagnosticText, tally } from './diagnostic-text.ts';
import { colored, plain } from './paint.ts';

const file = 'judge.icsap';
const source = 'scenario Judge {\n  judge gets 1 when verdit == convict\n}\n';

function diagnostic(marked: string, over: Partial<Rendered> = {}): Rendered {
  const start = source.indexOf(marked);
  return {
    code: 'name/unknown',
    severity: 'error',
    span: { file, start, end: start + marked.length },
    message: 'nothing is called `verdit`',
    repair: undefined,
    edit: undefined,
    witness: undefined,
    related: [],
    ...over,
  };
}

const shown = (each: Rendered, text = source): string => diagnosticText(each, new Map([[file, text]]), plain);

test('a code frame, the witness, the repair', () => {
  expect(shown(diagnostic('verdit', { repair: 'did you mean `verdict`?', witness: 'x = 1\ny = 2' }))).toBe(`\
error: nothing is called \`verdit\`  name/unknown
 --> judge.icsap:2:21
2 |   judge gets 1 when verdit == convict
  |                     ^^^^^^
  = x = 1
    y = 2
  = did you mean \`verdict\`?`);
});

test('other places come with their own frame', () => {
  const related = [{ span: diagnostic('Judge').span, message: 'declared here' }];
  expect(shown(diagnostic('verdit', { related }))).toContain(`\
  = declared here
 --> judge.icsap:1:10
1 | scenario Judge {
  |          ^^^^^`);
});

test('of several lines the first is shown', () => {
  const span = { file, start: 0, end: source.length - 1 };
  expect(shown(diagnostic('verdit', { span }))).toContain('1 | scenario Judge {\n  | ^^^^^^^^^^^^^^^^ to line 3');
});

test('the end of a file without a line end can be marked', () => {
  const text = 'scenario A {';
  const span = { file, start: text.length, end: text.length };
  expect(shown(diagnostic('verdit', { span }), text)).toContain('1 | scenario A {\n  |             ^');
});

describe('the mark stands below what it marks', () => {
  test.each([
    ['tabs', '\t\tpays verdit', '1 |     pays verdit\n  |          ^^^^^^'],
    ['wide characters', '"證據" verdit', '1 | "證據" verdit\n  |        ^^^^^^'],
    ['combining marks', 'e\u0301 verdit', '1 | e\u0301 verdit\n  |   ^^^^^^'],
    ['control characters', '\u001b[31m verdit', '1 | ␛[31m verdit\n  |       ^^^^^^'],
    ['Windows line ends', 'verdit\r\nx', '1 | verdit\n  | ^^^^^^'],
  ])('%s', (_, text, expected) => {
    const start = text.indexOf('verdit');
    expect(shown(diagnostic('verdit', { span: { file, start, end: start + 6 } }), text)).toContain(expected);
  });

  test('a very long line is cut around it', () => {
    const text = `${'x'.repeat(5000)}verdit${'y'.repeat(5000)}`;
    const lines = shown(diagnostic('verdit', { span: { file, start: 5000, end: 5006 } }), text).split('\n');
    expect(lines.map((line) => line.length).every((length) => length < 130)).toBe(true);
    expect(lines[2]?.indexOf('verdit')).toBe(lines[3]?.indexOf('^'));
  });
});

test('a file that could not be read has no frame', () => {
  const span = { file: 'gone.icsap', start: 0, end: 0 };
  expect(shown(diagnostic('verdit', { span }))).toBe('error: nothing is called `verdit`  name/unknown');
});

test('colours are for terminals', () => {
  const text = diagnosticText(diagnostic('verdit'), new Map([[file, source]]), colored);
  expect(text).toContain('\u001b[31m^^^^^^\u001b[39m');
});

test('what concerns a whole file names the file alone', () => {
  const span = { file, start: 0, end: 0 };
  expect(shown(diagnostic('verdit', { span })).split('\n').slice(1)).toEqual([' --> judge.icsap']);
});

test('the tally counts errors and warnings', () => {
  const warning = diagnostic('verdit', { severity: 'warning' });
  expect(tally([diagnostic('verdit'), warning, warning])).toBe('1 error, 2 warnings');
  expect(tally([])).toBe('');
});

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { render } from '../diagnostic.ts';
import { LineTable } from '../lines.ts';
import { parse } from '../parse.ts';
import { syntaxEntries } from './syntax.ts';

const invalid = new URL('../../../scenarios/invalid/', import.meta.url);

/** What `X.diagnostics.json` says of the file `X.icsap`. */
function diagnosticsOf(text: string): readonly object[] {
  const lines = new LineTable(text);
  return parse(text, 'test.icsap').diagnostics.map((diagnostic) => {
    const { code, span, message, repair } = render(diagnostic);
    const start = lines.position(span.start);
    const end = lines.position(span.end);
    const place = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    return { code, ...place, message, ...(repair !== undefined && { repair }) };
  });
}

test.each(Object.keys(syntaxEntries))('%s has a file with exactly this mistake', (code) => {
  const file = new URL(`${code.replace('/', '-')}.icsap`, invalid);
  expect(existsSync(file)).toBe(true);
  const expected: unknown = JSON.parse(
    readFileSync(new URL(`${code.replace('/', '-')}.diagnostics.json`, invalid), 'utf8'),
  );
  const found = diagnosticsOf(readFileSync(file, 'utf8'));
  expect(found).toEqual(expected);
  expect(found.at(-1)).toHaveProperty('code', code);
});

test.each(Object.entries(syntaxEntries))('%s explains itself', (_, entry) => {
  expect(entry.title).toMatch(/^[a-z`].*[^.]$/);
  expect(entry.explanation).toMatch(/^[A-Z0-9`(“"#].*[.!`]$/s);
});

test('a conditional inside an expression is told that it needs parentheses', () => {
  const found = diagnosticsOf('let size = 2\nlet cost = 1 + if size == 2 then 6 else 7\n');
  expect(found).toMatchObject([{ code: 'syntax/expected', line: 2, column: 16 }]);
  expect(found).toHaveProperty('0.repair', expect.stringContaining('put parentheses around'));
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DiagnosticError, render } from '../../dsl/diagnostic.ts';
import { playEntries } from '../../dsl/diagnostics/play.ts';
import { LineTable } from '../../dsl/lines.ts';
import { compile } from './compile.ts';
import { playOf } from './fixture.ts';

const folder = join(import.meta.dirname, '../../../scenarios/invalid');

/** What the checker can already see, or only `icsap check` says; other tests have the scenarios. */
const seenElsewhere: ReadonlySet<string> = new Set([
  'distribution/sum',
  'distribution/negative',
  'require/strict',
  'commit/nonlinear',
  'game/unlisted',
]);

const codes = Object.keys(playEntries).filter((code) => !seenElsewhere.has(code));

test.each(codes)('%s has a scenario that shows it', (code) => {
  const place = join(folder, code.replace('/', '-'));
  expect(existsSync(`${place}.icsap`)).toBe(true);
  const text = readFileSync(`${place}.icsap`, 'utf8');
  expect(found(text)).toEqual(JSON.parse(readFileSync(`${place}.diagnostics.json`, 'utf8')));
});

/** What enumerating the plays of a text complains about. */
function found(text: string): readonly object[] {
  try {
    compile(playOf(text));
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map((diagnostic) => placed(diagnostic, new LineTable(text)));
  }
}

function placed(diagnostic: DiagnosticError['diagnostics'][number], lines: LineTable): object {
  const { code, span, message, repair } = render(diagnostic);
  const start = lines.position(span.start);
  const end = lines.position(span.end);
  const where = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  return { code, ...where, message, ...(repair === undefined ? {} : { repair }) };
}

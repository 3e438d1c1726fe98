import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DiagnosticError, render } from '../../dsl/diagnostic.ts';
import { formulaEntries } from '../../dsl/diagnostics/formulas.ts';
import { LineTable } from '../../dsl/lines.ts';
import { fixedStudy } from './fixture.ts';

const folder = join(import.meta.dirname, '../../../scenarios/invalid');

test.each(Object.keys(formulaEntries))('%s has a scenario that shows it', (code) => {
  const place = join(folder, code.replace('/', '-'));
  const text = readFileSync(`${place}.icsap`, 'utf8');
  const [first] = found(text);
  expect(first).toMatchObject({ code });
  // A run of the study goes on and says more: what asked for the outcome has none.
  expect(JSON.parse(readFileSync(`${place}.diagnostics.json`, 'utf8'))).toContainEqual(first);
});

/** What running the play under the rules of a text complains about. */
function found(text: string): readonly object[] {
  const lines = new LineTable(text);
  try {
    fixedStudy(text);
    return [];
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map((diagnostic) => {
      const { code, span, message, repair } = render(diagnostic);
      const start = lines.position(span.start);
      const end = lines.position(span.end);
      return {
        code,
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
        message,
        repair,
      };
    });
  }
}

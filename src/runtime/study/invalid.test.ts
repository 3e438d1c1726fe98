import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Rendered, render } from '../../dsl/diagnostic.ts';
import { check } from '../../dsl/index.ts';
import { LineTable } from '../../dsl/lines.ts';
import { standardHost } from '../../standard-host.ts';
import type { Host } from '../host/index.ts';
import { runStudies } from './runner.ts';

const folder = join(import.meta.dirname, '../../../scenarios/invalid');

let host: Host;
beforeAll(async () => {
  host = await standardHost();
});

/** What is said of a file, when it is checked and when its studies run. */
async function said(file: string, text: string): Promise<readonly Rendered[]> {
  const read = () => ({ refused: 'these files stand alone' });
  const { model, diagnostics } = check(text, { file, catalog: host.catalog, read });
  if (!model) return diagnostics.map(render);
  const { studies } = await runStudies({ model, source: { file, text, reads: [] } }, host);
  const inRuns = studies.flatMap(({ errors, runs }) => [...errors, ...runs.flatMap((run) => run.errors)]);
  const records = studies.flatMap(({ runs }) => runs.flatMap((run) => [...run.expectations, ...run.verifications]));
  return [...diagnostics.map(render), ...inRuns, ...records.flatMap(({ error }) => error ?? [])];
}

describe('what a run complains about, with a scenario that shows it', () => {
  test.each(globSync('{run,plugin}-*.icsap', { cwd: folder }).sort())('%s', async (file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const lines = new LineTable(text);
    const expected: readonly object[] = JSON.parse(
      readFileSync(join(folder, `${basename(file, '.icsap')}.diagnostics.json`), 'utf8'),
    );
    const found = (await said(file, text)).map(({ code, span, message, repair }) => {
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
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
    expect(found.map(({ code }) => code)).toContain(basename(file, '.icsap').replace('-', '/'));
  });
});

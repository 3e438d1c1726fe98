import { globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Catalog, type CatalogPlugin, emptyCatalog, type ReadFile, type Signature } from '../catalog.ts';
import { render } from '../diagnostic.ts';
import { callEntries } from '../diagnostics/calls.ts';
import { nameEntries } from '../diagnostics/names.ts';
import { scenarioEntries } from '../diagnostics/scenario.ts';
import { studyEntries } from '../diagnostics/study.ts';
import { typeEntries } from '../diagnostics/types.ts';
import { LineTable } from '../lines.ts';
import { numberType, textType } from '../types.ts';
import { check } from './index.ts';

const folder = resolve(import.meta.dirname, '../../../scenarios/invalid');
/** Codes that only a function of somebody's plugin can bring about: their scenarios are no part of the catalogue. */
const withPlugin = resolve(import.meta.dirname, 'with-plugin');
const pluginCodes: readonly string[] = ['call/argument'];
const codes = [
  ...Object.keys({ ...nameEntries, ...typeEntries, ...callEntries, ...scenarioEntries, ...studyEntries }),
  // Also found when a scenario runs, where they do not depend on its parameters.
  ...['distribution/sum', 'distribution/negative', 'require/strict'],
];
const place = (code: string): string => join(pluginCodes.includes(code) ? withPlugin : folder, code.replace('/', '-'));

const read: ReadFile = (path) => {
  const found = globSync(path, { cwd: folder });
  if (found.length === 0) return { refused: 'there is no such file' };
  return { text: readFileSync(join(folder, path), 'utf8'), file: path };
};

const plugins: Readonly<Record<string, CatalogPlugin>> = {
  'commitment.lp': { kind: 'solver', solves: 'commitment' },
  'llm.choice': { kind: 'seat', solves: undefined },
};
const finalNumber: Signature = {
  parameters: [{ name: 'text', type: textType }],
  result: numberType,
  distribution: false,
  doc: 'The last number in a text.',
};
const catalog: Catalog = {
  ...emptyCatalog,
  functions: new Map([['final_number', finalNumber]]),
  ids: Object.keys(plugins),
  plugin: (id) => plugins[id],
};

/** What the file beside each invalid scenario holds. */
function found(path: string): readonly object[] {
  const file = basename(path);
  const text = readFileSync(path, 'utf8');
  const lines = new LineTable(text);
  return check(text, { file, catalog, read }).diagnostics.map((diagnostic) => {
    const { code, span, message, repair } = render(diagnostic);
    const start = lines.position(span.start);
    const end = lines.position(span.end);
    const where = { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    return { code, ...where, message, ...(repair === undefined ? {} : { repair }) };
  });
}

describe('each code of the checker has a scenario that shows it, and nothing else', () => {
  test.each(codes)('%s', (code) => {
    const expected: { readonly code: string }[] = JSON.parse(readFileSync(`${place(code)}.diagnostics.json`, 'utf8'));
    expect(found(`${place(code)}.icsap`)).toEqual(expected);
    // A seat is needed to show a prompt, and no seat comes with the program.
    const others = expected.filter((each) => each.code !== 'study/unknown-plugin' || code === each.code);
    expect(others).toEqual([expect.objectContaining({ code })]);
  });
});

test('every text explains itself', () => {
  const all = { ...nameEntries, ...typeEntries, ...scenarioEntries, ...studyEntries };
  for (const [code, entry] of Object.entries(all)) {
    expect(entry.title, code).toMatch(/^(a|an|the|two|several|something|what|braces|participation|moves) /);
    expect(entry.explanation, code).toMatch(/[.)]$/);
  }
});

test('what is expected lies beside each scenario', () => {
  const ours = new Set(codes.filter((code) => !pluginCodes.includes(code)).map((code) => code.replace('/', '-')));
  const beside = globSync('*.diagnostics.json', { cwd: folder }).map((file) => basename(file, '.diagnostics.json'));
  expect([...ours].filter((name) => !beside.includes(name))).toEqual([]);
});

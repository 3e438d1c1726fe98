import { globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyCatalog, type ReadFile } from '../catalog.ts';
import { render } from '../diagnostic.ts';
import { check } from './index.ts';

const root = resolve(import.meta.dirname, '../../..');
const files = [
  ...globSync('src/dsl/check/valid/*.icsap', { cwd: root }),
  ...globSync('scenarios/*/*.icsap', { cwd: root }).filter((file) => !file.includes('invalid')),
].sort();

const read: ReadFile = (path, from) => {
  const file = join(dirname(from), path);
  try {
    return { text: readFileSync(join(root, file), 'utf8'), file };
  } catch {
    return { refused: 'there is no such file' };
  }
};

/** The catalog is empty, so every plugin is unknown. */
function complaints(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const { diagnostics } = check(text, { file, catalog: emptyCatalog, read });
  return diagnostics
    .map(render)
    .filter(({ code }) => code !== 'study/unknown-plugin')
    .map(({ code, message }) => `${code}: ${message}`);
}

describe('nothing is said against', () => {
  test.each(files)('%s', (file) => {
    expect(complaints(file)).toEqual([]);
  });
});

test('a model comes with the sources of all files that were read', () => {
  const file = 'src/dsl/check/valid/data.icsap';
  const text = readFileSync(join(root, file), 'utf8');
  const { model } = check(text, { file, catalog: emptyCatalog, read });
  expect([...(model?.scenarios.keys() ?? [])]).toEqual(['Advisor', 'shared.Coin']);
  expect([...(model?.sources.keys() ?? [])].map((path) => path.replace(/.*\//, '')).sort()).toEqual([
    'data.icsap',
    'people.csv',
    'shared.icsap',
    'table.csv',
    'tasks.jsonl',
  ]);
});

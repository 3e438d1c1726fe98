import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunRecord } from './run.ts';
import { RunFolder } from './store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icsap-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run: RunRecord = {
  id: 'abc',
  parameters: { prior: 0.3 },
  repeat: undefined,
  seed: '00',
  problem: undefined,
  solutions: {},
  expectations: [],
  verifications: [],
  errors: [],
};

test('a finished run is found again, by its id', () => {
  new RunFolder(folder).finish({ run, points: [[]] });
  const again = new RunFolder(folder);
  expect(again.finished('abc')?.run.parameters).toEqual({ prior: 0.3 });
  expect(again.finished('abd')).toBeUndefined();
});

test('a file that was cut short is taken for absent', () => {
  const store = new RunFolder(folder);
  store.finish({ run, points: [] });
  writeFileSync(join(folder, 'runs', 'abc.json'), '{"run": {"id": "ab');
  expect(store.finished('abc')).toBeUndefined();
});

test('no parts of files stay behind', () => {
  new RunFolder(folder).finish({ run, points: [] });
  expect(readdirSync(join(folder, 'runs'))).toEqual(['abc.json']);
});

test('a checkpoint keeps typed arrays, until it is dropped', () => {
  const state = { iteration: 3, regret: Float64Array.of(0.5, -0, Number.POSITIVE_INFINITY) };
  new RunFolder(folder).saveCheckpoint('abc', 'eq', { state, metrics: [{ iteration: 3, milliseconds: 1, gap: 0.1 }] });
  const again = new RunFolder(folder);
  expect(again.checkpoint('abc', 'eq')?.state).toEqual(state);
  expect(again.checkpoint('abc', 'other')).toBeUndefined();
  again.dropCheckpoint('abc', 'eq');
  expect(again.checkpoint('abc', 'eq')).toBeUndefined();
});

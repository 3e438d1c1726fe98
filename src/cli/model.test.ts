import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleGraph } from '../runtime/onnx/engine/fixture.ts';
import { letterModel, writeFiles } from '../runtime/onnx/models/fixture.ts';
import { plain } from '../runtime/report/paint.ts';
import { run } from './program.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icsap-models-'));
  vi.stubEnv('ICSAP_HOME', join(folder, 'home'));
  vi.stubEnv('HF_ENDPOINT', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function model(...words: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await run(['model', ...words], {
    folder,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    paint: { out: plain, err: plain },
    live: false,
    columns: 80,
  });
  return { out: out.join(''), err: err.join(''), exit };
}

const listedNames = async (): Promise<readonly string[]> => {
  const { out } = await model('list', '--json');
  const models: readonly { readonly name: string; readonly from: string }[] = JSON.parse(out);
  return models.filter(({ from }) => from === 'added').map(({ name }) => name);
};

test('a model is added, listed, shown and removed', async () => {
  writeFiles(join(folder, 'letters'), letterModel(sampleGraph()));
  expect(await model('add', 'letters', '--name', 'me/letters')).toMatchObject({ exit: 0 });
  expect(await listedNames()).toEqual(['me/letters']);
  const { out } = await model('show', 'me/letters');
  expect(out).toMatch(/context\s+64 tokens/);
  expect(out).toMatch(/hash\s+[0-9a-f]{64}/);
  expect(await model('add', 'letters', '--name', 'me/letters')).toMatchObject({
    exit: 2,
    err: expect.stringContaining('There is a model called `me/letters`'),
  });
  expect(await model('remove', 'me/letters')).toMatchObject({ exit: 0 });
  expect(await listedNames()).toEqual([]);
});

test('what is no model is not added, and leaves nothing behind', async () => {
  mkdirSync(join(folder, 'empty'));
  expect(await model('add', 'empty')).toMatchObject({ exit: 2, err: expect.stringContaining('has no config.json') });
  expect(await model('add', './nowhere')).toMatchObject({ exit: 2, err: expect.stringContaining('no folder') });
  expect(await model('add', 'me/nowhere')).toMatchObject({ exit: 2, err: expect.stringContaining('no hub is named') });
  expect(await listedNames()).toEqual([]);
});

test('a file that is no checkpoint is not imported', async () => {
  writeFileSync(join(folder, 'a.bin'), 'no checkpoint');
  expect(await model('import', 'a.bin', 'a.bin')).toMatchObject({
    exit: 2,
    err: expect.stringContaining('is no checkpoint of llama2.c'),
  });
});

test('one device is not compared with itself', async () => {
  writeFiles(join(folder, 'letters'), letterModel(sampleGraph()));
  expect(await model('parity', './letters', '--device', 'cpu')).toMatchObject({
    exit: 2,
    err: expect.stringContaining('there is nothing to compare'),
  });
});

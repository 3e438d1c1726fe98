import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../fixture.ts';
import { readCheckpoint } from './checkpoint.ts';

const sizes = { width: 4, hidden: 3, layers: 2, heads: 2, keyValueHeads: 1, vocabulary: 5, positions: 6 };
const { width, hidden, layers, heads, keyValueHeads, vocabulary, positions } = sizes;
const keyWidth = (width / heads) * keyValueHeads;

/** How many numbers each part has in one layer, or in all. */
const counts: Readonly<Record<string, number>> = {
  embedding: vocabulary * width,
  attentionNorm: width,
  query: width * width,
  key: keyWidth * width,
  value: keyWidth * width,
  output: width * width,
  feedNorm: width,
  gate: hidden * width,
  down: width * hidden,
  up: hidden * width,
  norm: width,
  angles: positions * (width / heads),
  head: vocabulary * width,
};
const once = new Set(['embedding', 'norm', 'angles', 'head']);

/** The numbers of a part: all different, and the same in both versions. */
function numbers(name: string): readonly number[] {
  const first = 1000 * Object.keys(counts).indexOf(name);
  return Array.from({ length: (counts[name] ?? 0) * (once.has(name) ? 1 : layers) }, (_, at) => first + at);
}

function written(header: Uint8Array, parts: readonly string[]): string {
  const file = join(temporaryFolder(), 'model.bin');
  const data = new Float32Array(parts.flatMap((name) => [...numbers(name)]));
  writeFileSync(file, Buffer.concat([header, new Uint8Array(data.buffer)]));
  return file;
}

/** The order of llama2.c's first files, whose vocabulary is negative where the head has numbers of its own. */
function versionZero(isTied: boolean): string {
  const header = Int32Array.of(
    width,
    hidden,
    layers,
    heads,
    keyValueHeads,
    isTied ? vocabulary : -vocabulary,
    positions,
  );
  const parts = [
    'embedding',
    'attentionNorm',
    'query',
    'key',
    'value',
    'output',
    'feedNorm',
    'gate',
    'down',
    'up',
    'norm',
  ];
  return written(new Uint8Array(header.buffer), [...parts, 'angles', ...(isTied ? [] : ['head'])]);
}

/** The order of its export.py since version 1. */
function versionOne(isTied: boolean, version = 1): string {
  const header = new Uint8Array(256);
  const view = new DataView(header.buffer);
  const values = [0x616b3432, version, width, hidden, layers, heads, keyValueHeads, vocabulary, positions];
  for (const [at, value] of values.entries()) view.setInt32(4 * at, value, true);
  view.setUint8(36, isTied ? 1 : 0);
  const parts = [
    'attentionNorm',
    'feedNorm',
    'norm',
    'embedding',
    'query',
    'key',
    'value',
    'output',
    'gate',
    'down',
    'up',
  ];
  return written(header, [...parts, ...(isTied ? [] : ['head'])]);
}

test.each([true, false])('both versions hold the same model, its head tied: %s', (isTied) => {
  const old = readCheckpoint(versionZero(isTied));
  expect(readCheckpoint(versionOne(isTied))).toEqual(old);
  expect(old.config).toMatchObject({ ...sizes, headSize: 2, tied: isTied, rotary: 'interleaved' });
  expect(old.weights['head'] === undefined).toBe(isTied);
});

test('matrices are turned: from [out, in] to [in, out]', () => {
  const { weights } = readCheckpoint(versionZero(true));
  const second = numbers('gate').slice(hidden * width);
  const turned = Array.from(
    { length: width * hidden },
    (_, at) => second[(at % hidden) * width + Math.floor(at / hidden)],
  );
  expect(Array.from(weights['layer.1.feed.gate'] ?? [])).toEqual(turned);
  expect(Array.from(weights['embedding'] ?? [])).toEqual(numbers('embedding'));
});

test('a version that is stored in another form is refused', () => {
  expect(() => readCheckpoint(versionOne(true, 2))).toThrow('version 2 is stored in another form');
});

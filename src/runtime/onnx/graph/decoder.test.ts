import { expect, test } from 'vitest';
import { onnxRuntime } from '../runtime.ts';
import { type DecoderConfig, decoderModel } from './decoder.ts';
import { devices, type Feeds, isThere, loaded, numbers, randomWeights, smallDecoder } from './fixture.ts';
import { referenceLogits } from './reference/fixture.ts';

const { Tensor } = await onnxRuntime();

const integers = (rows: readonly (readonly number[])[]) =>
  new Tensor('int64', BigInt64Array.from(rows.flat(), BigInt), [rows.length, rows[0]?.length ?? 0]);

const real = (row: readonly number[]) => row.reduce((sum, present) => sum + present, 0);

/** A call for tokens that follow `past` (as `present` came out of the call before). */
function feeds(
  config: DecoderConfig,
  tokens: readonly (readonly number[])[],
  mask: readonly (readonly number[])[],
  past?: Feeds,
): Feeds {
  const empty = new Tensor('float32', new Float32Array(), [tokens.length, config.keyValueHeads, 0, config.headSize]);
  const cache = Array.from({ length: config.layers }, (_, layer) =>
    ['key', 'value'].map((part) => [`past_key_values.${layer}.${part}`, past?.[`present.${layer}.${part}`] ?? empty]),
  ).flat();
  const length = tokens[0]?.length ?? 0;
  const positions = mask.map((row) => row.map((_, i) => Math.max(0, real(row.slice(0, i + 1)) - 1)).slice(-length));
  return {
    input_ids: integers(tokens),
    attention_mask: integers(mask),
    position_ids: integers(positions),
    ...Object.fromEntries(cache),
  };
}

/** Logits of one token of one row. */
function logitsAt(answer: Feeds, row: number, position: number): number[] {
  const [, length = 0, vocabulary = 0] = answer['logits']?.dims ?? [];
  const start = (row * length + position) * vocabulary;
  return numbers(answer['logits']).slice(start, start + vocabulary);
}

function furthest(a: readonly number[], b: readonly number[]): number {
  expect(a).toHaveLength(b.length);
  return Math.max(...a.map((x, i) => Math.abs(x - (b[i] ?? Number.NaN))));
}

const variants: readonly (readonly [string, DecoderConfig])[] = [
  ['grouped heads, tied', smallDecoder],
  ['interleaved, untied', { ...smallDecoder, rotary: 'interleaved', tied: false }],
  ['as many keys as queries', { ...smallDecoder, keyValueHeads: 4, width: 8 }],
];

for (const device of devices) {
  for (const [name, config] of variants) {
    test.skipIf(!isThere(device))(`on ${device}, the decoder gives the logits of plain loops: ${name}`, async () => {
      const weights = randomWeights(config);
      const run = await loaded(decoderModel(config, weights), device);
      const tokens = [3, 1, 4, 1, 5, 9, 2, 6];
      const answer = await run(feeds(config, [tokens], [tokens.map(() => 1)]));
      expect(furthest(numbers(answer['logits']), referenceLogits(config, weights, tokens).flat())).toBeLessThan(1e-4);
    });
  }

  test.skipIf(!isThere(device))(
    `on ${device}, tokens one by one with a cache give what they give together`,
    async () => {
      const run = await loaded(decoderModel(smallDecoder, randomWeights(smallDecoder)), device);
      const tokens = [3, 1, 4, 1, 5];
      const together = await run(feeds(smallDecoder, [tokens], [tokens.map(() => 1)]));
      let past: Feeds | undefined;
      for (const [i, token] of tokens.entries()) {
        past = await run(feeds(smallDecoder, [[token]], [Array(i + 1).fill(1)], past));
        expect(furthest(logitsAt(past, 0, 0), logitsAt(together, 0, i))).toBeLessThan(1e-4);
      }
    },
  );

  test.skipIf(!isThere(device))(
    `on ${device}, a row padded on the left is not changed by it, at once and token by token`,
    async () => {
      const run = await loaded(decoderModel(smallDecoder, randomWeights(smallDecoder)), device);
      const long = [7, 3, 1, 4, 1];
      const short = [2, 9];
      const alone = await run(feeds(smallDecoder, [short], [[1, 1]]));
      const other = await run(feeds(smallDecoder, [long], [long.map(() => 1)]));
      const mask = [long.map(() => 1), [0, 0, 0, 1, 1]];
      const both = await run(feeds(smallDecoder, [long, [0, 0, 0, ...short]], mask));
      expect(numbers(both['logits']).every(Number.isFinite)).toBe(true);
      expect(furthest(logitsAt(both, 1, 4), logitsAt(alone, 0, 1))).toBeLessThan(1e-4);
      expect(furthest(logitsAt(both, 0, 4), logitsAt(other, 0, 4))).toBeLessThan(1e-4);
      const next = await run(
        feeds(
          smallDecoder,
          [
            [5, 6],
            [8, 6],
          ],
          mask.map((row) => [...row, 1, 1]),
          both,
        ),
      );
      const nextAlone = await run(feeds(smallDecoder, [[8, 6]], [[1, 1, 1, 1]], alone));
      expect(furthest(logitsAt(next, 1, 1), logitsAt(nextAlone, 0, 1))).toBeLessThan(1e-4);
    },
  );
}

test('a parameter that is missing or misshapen is named', () => {
  const { norm: _, ...rest } = randomWeights(smallDecoder);
  expect(() => decoderModel(smallDecoder, rest)).toThrow("the decoder's parameter norm is missing; it has 12 numbers");
  const short = { ...randomWeights(smallDecoder), embedding: new Float32Array(7) };
  expect(() => decoderModel(smallDecoder, short)).toThrow('embedding has 7 numbers; its shape [11, 12] needs 132');
});

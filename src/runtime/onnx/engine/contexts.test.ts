import { expect, test } from 'vitest';
import { readContexts } from './contexts.ts';
import type { Abilities, Decoder, Rows } from './decoder.ts';
import { ReadingSteps } from './steps.ts';

const able: Abilities = { batches: true, ragged: true, continues: 'batch' };

/** A decoder that only counts: what it was asked to read, row by row, and how many rows it still holds. */
function counting(abilities: Abilities, room = 64) {
  const calls: (readonly number[])[] = [];
  let held = 0;
  const decoder: Decoder = {
    abilities,
    context: 1000,
    room: () => room,
    extend: async (state, tokens) => {
      calls.push(tokens.map((row) => row.length));
      held += tokens.length - (state?.lengths.length ?? 0);
      const lengths = tokens.map((row, at) => (state?.lengths[at] ?? 0) + row.length);
      return { state: { lengths }, logits: lengths.map((length) => [Float32Array.of(length)]) };
    },
    select: async ({ lengths }, rows) => {
      held += rows.length;
      return { lengths: rows.map((row) => lengths[row] ?? 0) };
    },
    steps: (state) => new ReadingSteps(decoder, state),
    release: ({ lengths }: Rows) => {
      held -= lengths.length;
    },
  };
  return { decoder, calls, held: () => held };
}

const texts = (count: number, shared: number) =>
  Array.from({ length: count }, (_, at) => [...Array(shared).keys(), 1000 + at, ...Array(at % 3).keys()]);

async function read(decoder: Decoder, contexts: readonly (readonly number[])[], together = false) {
  const batches: (readonly number[])[] = [];
  for await (const { contexts: rows, state, logits } of readContexts(decoder, contexts, { further: 4, together })) {
    batches.push(rows);
    expect(logits.map(([length]) => length)).toEqual(rows.map((at) => contexts[at]?.length));
    decoder.release(state);
  }
  return batches;
}

test('what contexts begin with is read once', async () => {
  const { decoder, calls, held } = counting(able);
  const batches = await read(decoder, texts(6, 40));
  expect(calls).toEqual([[40], [1, 1, 2, 2, 3, 3]]);
  expect(batches.flat().toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(held()).toBe(0);
});

test('two groups of contexts are two beginnings, and who shares nothing is read as a whole', async () => {
  const { decoder, calls } = counting(able);
  const other = texts(3, 30).map((row) => row.map((token) => token + 5000));
  await read(decoder, [...texts(3, 40), ...other, [7, 7, 7]]);
  expect(calls).toEqual([[40], [1, 2, 3], [30], [1, 2, 3], [3]]);
});

test('a beginning that is hardly worth it is not shared', async () => {
  const { decoder, calls } = counting(able);
  await read(decoder, texts(3, 8));
  expect(calls).toEqual([[9, 10, 11]]);
});

test('batches have no more rows than fit', async () => {
  const { decoder, calls } = counting(able, 2);
  await read(decoder, texts(5, 8));
  expect(calls).toEqual([[9, 9], [10, 10], [11]]);
});

test('a model that cannot continue rows of different lengths together gets rows of one length', async () => {
  const { decoder, calls } = counting({ ...able, ragged: false });
  await read(decoder, texts(5, 8));
  expect(calls).toEqual([[9, 9], [10, 10], [11]]);
});

test('a model that continues row by row reads a long beginning once, and then row by row', async () => {
  const { decoder, calls } = counting({ ...able, continues: 'row' });
  await read(decoder, texts(3, 100));
  expect(calls).toEqual([[100], [1], [2], [3]]);
});

test('where rows go on for long, such a model shares equal contexts only, and reads the others together', async () => {
  const { decoder, calls } = counting({ ...able, continues: 'row' });
  const [first = [], second = []] = texts(2, 100);
  await read(decoder, [first, second, first, first], true);
  expect(calls).toEqual([[100], [1, 1, 1], [102]]);
});

test('a model that cannot go on reads everything', async () => {
  const { decoder, calls } = counting({ ...able, continues: 'no' });
  await read(decoder, texts(3, 100));
  expect(calls).toEqual([[101, 102, 103]]);
});

import { describe, expect, test } from 'vitest';
import type {
  ChoiceAnswer,
  ChoiceQuestion,
  TextAnswer,
  TextQuestion,
} from '../../../plugins/contract/language-model.ts';
import { GraphBuilder } from '../graph/index.ts';
import { letterModel, letters, temporaryFolder, writeFiles } from '../models/fixture.ts';
import { readFolder } from '../models/folder.ts';
import { unwatched } from './cancel.ts';
import { groupQueryGraph, sampleGraph } from './fixture.ts';
import { type OpenModel, openModel } from './open-model.ts';

const graphs: Readonly<Record<string, () => Uint8Array>> = {
  'positions given': () => sampleGraph({ context: 96 }),
  'positions counted from the mask': () => sampleGraph({ positions: 'counted', context: 96 }),
  'positions of the columns': () => sampleGraph({ positions: 'columns', context: 96 }),
  'no cache': () => sampleGraph({ cache: 'none', context: 96 }),
  'two graphs in one': () => sampleGraph({ cache: 'branch', context: 96 }),
};

async function opened(graph: Uint8Array, config = {}): Promise<OpenModel> {
  const folder = temporaryFolder();
  writeFiles(folder, letterModel(graph, config));
  return openModel({ model: readFolder('letters', folder), device: 'cpu', threads: 1 });
}

async function chosen(model: OpenModel, questions: readonly ChoiceQuestion[]): Promise<readonly ChoiceAnswer[]> {
  const outcome = await model.perform({ kind: 'choose', questions }, unwatched);
  return outcome.kind === 'choose' ? outcome.answers : [];
}

const plainText = { maxTokens: 12, topK: 0, topP: 1, stop: [] };

async function written(model: OpenModel, questions: readonly TextQuestion[]): Promise<readonly TextAnswer[]> {
  const outcome = await model.perform({ kind: 'write', questions }, unwatched);
  return outcome.kind === 'write' ? outcome.answers : [];
}

const rules = 'the rules of the game are read once. ';
const questions: readonly ChoiceQuestion[] = [
  { prompt: `${rules}hm`, options: ['!', ' yes', ' no'] },
  { prompt: `${rules}what now`, options: ['.', ' wait', ' go on'] },
  { prompt: 'short', options: ['er', 'est', 'ly', ''] },
  { prompt: 'a c', options: ['ab', 'b', ' a'] },
  { prompt: `${rules}hm`, options: ['?', '!'] },
];

describe.each(Object.entries(graphs))('%s', (_, graph) => {
  test('questions together are answered as each alone, and as every other export answers them', async () => {
    const model = await opened(graph());
    const together = await chosen(model, questions);
    const alone = [];
    for (const question of questions) alone.push(...(await chosen(model, [question])));
    const expected = await chosen(await opened(sampleGraph({ cache: 'none', context: 96 })), questions);
    for (const [at, { logProbabilities, tokens }] of together.entries()) {
      expect(tokens).toEqual(expected[at]?.tokens);
      for (const [option, chance] of logProbabilities.entries()) {
        expect(chance).toBeCloseTo(alone[at]?.logProbabilities[option] ?? Number.NaN, 5);
        expect(chance).toBeCloseTo(expected[at]?.logProbabilities[option] ?? Number.NaN, 5);
      }
    }
  });
});

test('GroupQueryAttention, which counts the mask, answers together as alone', async () => {
  const model = await opened(groupQueryGraph());
  expect(model.opened.trial.abilities.continues).toBe('row');
  const together = await chosen(model, questions);
  for (const [at, question] of questions.entries()) {
    const [alone] = await chosen(model, [question]);
    for (const [option, chance] of together[at]?.logProbabilities.entries() ?? []) {
      expect(chance).toBeCloseTo(alone?.logProbabilities[option] ?? Number.NaN, 5);
    }
  }
});

test.each(Object.entries({ ...graphs, GroupQueryAttention: () => groupQueryGraph({ context: 96 }) }))(
  'texts are written together as alone, with %s',
  async (_, graph) => {
    const model = await opened(graph(), { max_position_embeddings: 96 });
    const long = rules.repeat(2);
    const prompts = [`${long}hm`, 'short', `${long}hm`, `${long}what`];
    const asked = prompts.map((prompt, seed) => ({ ...plainText, prompt, seed, temperature: seed % 2 }));
    const together = await written(model, asked);
    for (const [at, question] of asked.entries()) expect(await written(model, [question])).toEqual([together[at]]);
    expect(together.every(({ text }) => text.length > 0)).toBe(true);
  },
);

test.each([
  ['positions given', true],
  ['positions counted from the mask', true],
  ['positions of the columns', false],
  ['no cache', false],
  ['two graphs in one', false],
] as const)('with %s, a cache is written in place: %s', async (layout, isInPlace) => {
  const model = await opened(graphs[layout]?.() ?? new Uint8Array(0), { max_position_embeddings: 96 });
  expect(model.opened.trial.inPlace).toBe(isInPlace);
  const asked = ['short', `${rules}hm`, 'a'].map((prompt) => ({
    ...plainText,
    prompt,
    seed: 1,
    temperature: 0,
    maxTokens: 50,
  }));
  const plain = await opened(sampleGraph({ cache: 'none', context: 96 }), { max_position_embeddings: 96 });
  expect(await written(model, asked)).toEqual(await written(plain, asked));
});

test('numbers that are rounded anew in each call are asked for one at a time, and so are the same in any company', async () => {
  const model = await opened(sampleGraph({ quantised: true }));
  expect(model.opened.trial).toEqual({
    abilities: { batches: false, ragged: false, continues: 'no' },
    caches: true,
    inPlace: false,
  });
  const together = await chosen(model, questions);
  for (const [at, question] of questions.entries()) expect(await chosen(model, [question])).toEqual([together[at]]);
});

test('keys, values and logits of 16 bits are as near as they can be', async () => {
  const halves = await chosen(await opened(sampleGraph({ type: 'float16' })), questions);
  const floats = await chosen(await opened(sampleGraph()), questions);
  for (const [at, { logProbabilities }] of halves.entries()) {
    for (const [option, chance] of logProbabilities.entries()) {
      expect(chance).toBeCloseTo(floats[at]?.logProbabilities[option] ?? Number.NaN, 2);
    }
  }
});

test('the chances of all tokens after a prompt sum to 1', async () => {
  const [answer] = await chosen(await opened(sampleGraph()), [{ prompt: 'c', options: [...letters, 'ab', ' a'] }]);
  const known = answer?.logProbabilities.reduce((sum, chance) => sum + Math.exp(chance), 0) ?? 0;
  const [rest] = await chosen(await opened(sampleGraph()), [{ prompt: 'c', options: ['<unk>', '<s>', '</s>'] }]);
  const special = rest?.logProbabilities.reduce((sum, chance) => sum + Math.exp(chance), 0) ?? 0;
  expect(known + special).toBeCloseTo(1, 5);
});

test('a prompt that is longer than the model looks back is refused', async () => {
  const model = await opened(sampleGraph());
  await expect(chosen(model, [{ prompt: 'c'.repeat(64), options: ['d'] }])).rejects.toMatchObject({
    reasons: ['A prompt with its answer has 66 tokens; the model looks at 64.'],
  });
});

describe('what is no causal language model is refused in one line', () => {
  test('no ONNX at all', async () => {
    await expect(opened(new TextEncoder().encode('<html>404</html>'))).rejects.toMatchObject({
      name: 'Refusal',
      reasons: [expect.stringMatching(/^The graph of `letters` does not load on cpu: [^\n]*\.$/)],
    });
  });

  test('a file that was cut off', async () => {
    const graph = sampleGraph();
    await expect(opened(graph.subarray(0, graph.length >> 1))).rejects.toMatchObject({ name: 'Refusal' });
  });

  test('another kind of network', async () => {
    const graph = new GraphBuilder();
    const image = graph.input('pixel_values', 'float32', ['batch', 3]);
    graph.output('logits', graph.node('Tanh', [image], 'float32'), ['batch', 3]);
    await expect(opened(graph.bytes())).rejects.toMatchObject({
      reasons: [expect.stringContaining('it has no input `input_ids`')],
    });
  });
});

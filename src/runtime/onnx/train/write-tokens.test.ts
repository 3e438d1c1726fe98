import { expect, test } from 'vitest';
import type { Device } from '../../../plugins/contract/language-model.ts';
import type { Learner, WriteOptions } from '../../../plugins/contract/training.ts';
import { createRng, rootSeed } from '../../study/seed.ts';
import { devices, isThere } from '../graph/fixture.ts';
import { onnxTraining as training } from './index.ts';

const { losses } = training;
const rng = (seed = 1) => createRng(rootSeed(seed));

const positions = 24;
const sizes = { vocabulary: 7, width: 16, layers: 2, heads: 4, keyValueHeads: 2, positions };

/** Two networks, so that one writes beside another; the second has nothing to do with the texts. */
const trainerOn = (device: Device, signal?: AbortSignal) =>
  training.trainer({
    networks: { net: training.transformer(sizes), other: training.perceptron({ sizes: [2, 3, 1] }) },
    inputs: { tokens: 'index', targets: 'index' },
    loss: (t, { net }, { tokens, targets }) => losses.crossEntropy(t, net(tokens), targets),
    optimizer: { method: 'adam', rate: 0.05 },
    device,
    ...(signal ? { signal } : {}),
  });

type Writer = Learner<'net' | 'other', 'tokens' | 'targets'>;

const prompts = [[1, 2, 3], [4], [1, 2, 3], [6, 5, 4, 3, 2, 1, 0, 6, 5]];
const lesson = {
  tokens: { dims: [1, 6], data: Int32Array.of(1, 2, 3, 4, 5, 6) },
  targets: { dims: [1, 6], data: Int32Array.of(2, 3, 4, 5, 6, 0) },
};

/** log softmax of the training graph after the last of some tokens, which are padded to one length. */
async function logProbabilitiesAfter(learner: Writer, tokens: readonly number[]): Promise<readonly number[]> {
  const data = Int32Array.from({ length: positions }, (_, at) => tokens[at] ?? 0);
  const logits = (await learner.apply('net', { dims: [1, positions], data })).data;
  const last = [...logits.subarray((tokens.length - 1) * sizes.vocabulary, tokens.length * sizes.vocabulary)];
  const total = Math.log(last.reduce((sum, logit) => sum + Math.exp(logit), 0));
  return last.map((logit) => logit - total);
}

/** Each token's log-probability, and whether it is the likeliest, are those of the training graph. */
async function expectAsRecomputed(learner: Writer, options: WriteOptions): Promise<void> {
  const texts = await learner.write('net', prompts, options);
  expect(texts).toHaveLength(prompts.length);
  for (const [at, { tokens, logProbabilities }] of texts.entries()) {
    const read = [...(prompts[at] ?? [])];
    expect(tokens.length).toBeGreaterThan(0);
    for (const [place, token] of tokens.entries()) {
      const expected = await logProbabilitiesAfter(learner, read);
      expect(Math.abs((logProbabilities[place] ?? Number.NaN) - (expected[token] ?? Number.NaN))).toBeLessThan(1e-5);
      if (options.temperature === 0) expect(expected[token]).toBe(Math.max(...expected));
      read.push(token);
    }
  }
}

for (const device of devices) {
  const where = `on ${device}, texts are those of the training graph, before and after steps, and no graph is made anew`;
  test.skipIf(!isThere(device))(where, { timeout: 180_000 }, async () => {
    const trainer = await trainerOn(device);
    const learner = trainer.learner(rng());
    await expectAsRecomputed(learner, { maxTokens: 12, rng: rng(2) });
    await learner.step(lesson);
    const { graphs } = trainer;
    for (let step = 0; step < 3; step++) {
      await learner.step(lesson);
      await expectAsRecomputed(learner, { maxTokens: 12, temperature: step === 1 ? 0 : 0.7, rng: rng(3) });
    }
    expect(trainer.graphs).toBe(graphs);
    await trainer.dispose();
  });
}

test('what was learned by heart is written, up to the token that ends it', async () => {
  const learner = (await trainerOn('cpu')).learner(rng());
  for (let step = 0; step < 40; step++) await learner.step(lesson);
  const written = await learner.write('net', [[1], [1, 2, 3, 4], [1, 2]], {
    maxTokens: 20,
    temperature: 0,
    rng: rng(),
    endTokens: [0],
  });
  expect(written.map(({ tokens, ended }) => [tokens, ended])).toEqual([
    [[2, 3, 4, 5, 6, 0], 'stop'],
    [[5, 6, 0], 'stop'],
    [[3, 4, 5, 6, 0], 'stop'],
  ]);
});

test('a text depends on the seed and its place alone, and ends where the network looks back no further', async () => {
  const learner = (await trainerOn('cpu')).learner(rng());
  const options = { maxTokens: 100, rng: rng(9) };
  const texts = await learner.write('net', prompts, options);
  expect(texts.map(({ tokens, ended }) => [tokens.length, ended])).toEqual(
    prompts.map((prompt) => [positions - prompt.length, 'length']),
  );
  expect(texts[0]?.tokens).not.toEqual(texts[2]?.tokens);
  const fewer = await learner.write('net', prompts.slice(0, 2), { ...options, rng: rng(9) });
  expect(fewer.map(({ tokens }) => tokens)).toEqual(texts.slice(0, 2).map(({ tokens }) => tokens));
  const likeliest = await learner.write('net', prompts, { ...options, temperature: 0 });
  const narrow = await learner.write('net', prompts, { ...options, topK: 1, temperature: 2 });
  expect(narrow.map(({ tokens }) => tokens)).toEqual(likeliest.map(({ tokens }) => tokens));
  expect(await learner.write('net', [], options)).toEqual([]);
  expect(await learner.write('net', [[1]], { ...options, maxTokens: 0 })).toEqual([
    { tokens: [], logProbabilities: [], ended: 'length' },
  ]);
});

test('an abort ends it between two tokens', async () => {
  const stop = new AbortController();
  const learner = (await trainerOn('cpu', stop.signal)).learner(rng());
  await learner.write('net', prompts, { maxTokens: 1, rng: rng() });
  const writing = learner.write('net', prompts, { maxTokens: 23, rng: rng() });
  setImmediate(() => stop.abort(new Error('enough')));
  await expect(writing).rejects.toThrow('enough');
});

test('what cannot be gone on from is said', async () => {
  const learner = (await trainerOn('cpu')).learner(rng());
  const write = (prompt: readonly number[], options = {}) =>
    learner.write('net', [[1], prompt], { maxTokens: 3, rng: rng(), ...options });
  await expect(write([])).rejects.toThrow('prompt 2 is empty: begin with a token that begins all texts');
  await expect(write(Array(25).fill(1))).rejects.toThrow('prompt 2 has 25 tokens; the network looks at 24');
  await expect(write([7])).rejects.toThrow('prompt 2 has the token 7; they are 0 to 6');
  await expect(write([1], { maxTokens: 1.5 })).rejects.toThrow('maxTokens is 1.5; it must be a whole number');
  await expect(write([1], { temperature: -1 })).rejects.toThrow('temperature is -1; it must be 0 or more');
  await expect(learner.write('other', [[1]], { maxTokens: 1, rng: rng() })).rejects.toThrow('other writes no texts');
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRng, rootSeed } from '../../study/seed.ts';
import { loaded, numbers } from '../graph/fixture.ts';
import { OnnxLanguageModels } from '../language-models.ts';
import { letterSettings, letters, letterTokenizer, temporaryFolder, vocabularySize } from '../models/fixture.ts';
import { onnxRuntime } from '../runtime.ts';
import { onnxTraining as training } from './index.ts';
import { readSafetensors, safetensorsBytes } from './safetensors.ts';

const { Tensor } = await onnxRuntime();
const { losses } = training;
const rng = () => createRng(rootSeed(5));
const tokens = { dims: [1, 4], data: Int32Array.of(1, 2, 3, 4) };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'icsap-train-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const writer = () =>
  training.trainer({
    networks: {
      writer: training.transformer({
        vocabulary: 6,
        width: 8,
        layers: 2,
        heads: 2,
        keyValueHeads: 1,
        positions: 8,
        endToken: 0,
      }),
    },
    inputs: { tokens: 'index', targets: 'index' },
    loss: (t, { writer }, { tokens, targets }) => losses.crossEntropy(t, writer(tokens), targets),
    optimizer: { method: 'adamw', rate: 0.05 },
  });
const lesson = { tokens, targets: { dims: [1, 4], data: Int32Array.of(2, 3, 4, -1) } };

test('a saved transformer is an ordinary model folder, with a cache, and gives the same logits', async () => {
  const learner = (await writer()).learner(rng());
  for (let step = 0; step < 30; step++) await learner.step(lesson);
  expect((await learner.evaluate(lesson)).loss).toBeLessThan(0.1);
  await learner.save(join(folder, 'writer'));
  const config = JSON.parse(await readFile(join(folder, 'writer', 'config.json'), 'utf8'));
  expect(config).toMatchObject({ model_type: 'llama', hidden_size: 8, num_key_value_heads: 1, eos_token_id: 0 });
  const run = await loaded(await readFile(join(folder, 'writer', 'onnx', 'model.onnx')));
  const int64 = (...values: readonly number[]) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const past = (layer: number) =>
    ['key', 'value'].map((part) => [
      `past_key_values.${layer}.${part}`,
      new Tensor('float32', new Float32Array(), [1, 1, 0, 4]),
    ]);
  const answer = await run({
    input_ids: int64(1, 2, 3, 4),
    attention_mask: int64(1, 1, 1, 1),
    position_ids: int64(0, 1, 2, 3),
    ...Object.fromEntries([0, 1].flatMap(past)),
  });
  const { data } = await learner.apply('writer', tokens);
  expect(numbers(answer['logits'])).toEqual(Array.from(data, (x) => expect.closeTo(x, 3)));
});

test('a checkpoint with its tokenizer is a language model wherever it was saved, and has the chances of the learner', async () => {
  const trainer = await training.trainer({
    networks: {
      net: training.transformer({
        vocabulary: vocabularySize,
        width: 8,
        layers: 1,
        heads: 2,
        positions: 12,
        endToken: 2,
        tokenizer: {
          'tokenizer.json': JSON.stringify(letterTokenizer),
          'tokenizer_config.json': JSON.stringify(letterSettings),
        },
      }),
    },
    inputs: { tokens: 'index', targets: 'index' },
    loss: (t, { net }, { tokens, targets }) => losses.crossEntropy(t, net(tokens), targets),
    optimizer: { method: 'adam', rate: 0.1 },
  });
  const learner = trainer.learner(rng());
  await learner.step(lesson);
  const place = temporaryFolder();
  await learner.save(join(place, 'after 1'));
  const models = new OnnxLanguageModels();
  const model = await models.open({ model: './after 1', device: 'cpu', file: join(place, 'run') });
  const { signal } = new AbortController();
  const how = { maxTokens: 5, temperature: 0, topK: 0, topP: 1, stop: [], seed: 1 };
  const [written] = await model.write([{ prompt: 'xyz', ...how }], { signal });
  const encode = (text: string) => [1, ...[...text].map((letter) => letters.indexOf(letter) + 3)];
  const [own] = await learner.write('net', [encode('xyz')], {
    maxTokens: 5,
    temperature: 0,
    rng: rng(),
    endTokens: [2],
  });
  expect(written?.tokens).toBe(own?.tokens.filter((token) => token !== 2).length);
  const options = ['p', 'q'];
  const [chosen] = await model.choose([{ prompt: 'xyz', options }], { signal });
  for (const [at, option] of options.entries()) {
    const data = Int32Array.from(encode('xyz'));
    const { data: logits } = await learner.apply('net', { dims: [1, 4], data });
    const last = [...logits.subarray(3 * vocabularySize)];
    const total = Math.log(last.reduce((sum, logit) => sum + Math.exp(logit), 0));
    const expected = (last[letters.indexOf(option) + 3] ?? Number.NaN) - total;
    expect(chosen?.logProbabilities[at]).toBeCloseTo(expected, 5);
  }
  await model.close();
});

test('what was saved goes on as if it had not stopped', async () => {
  const trainer = await writer();
  const learner = trainer.learner(rng());
  for (let step = 0; step < 3; step++) await learner.step(lesson);
  await learner.save(join(folder, 'stopped'));
  const resumed = trainer.learner(await training.saved(join(folder, 'stopped')));
  for (const each of [learner, resumed]) await each.step(lesson);
  expect(await resumed.state()).toEqual(await learner.state());
});

test('several networks are folders of their own; a perceptron gives what it gave', async () => {
  const trainer = await training.trainer({
    networks: {
      policy: training.perceptron({ sizes: [2, 4, 3], activation: 'silu' }),
      value: training.perceptron({ sizes: [2, 1] }),
    },
    inputs: { x: 'real' },
    loss: (t, { policy, value }, { x }) => t.add(t.mean(policy(x)), t.mean(value(x))),
    optimizer: { method: 'sgd', rate: 0.1 },
  });
  const learner = trainer.learner(rng());
  await learner.save(join(folder, 'two'));
  const x = { dims: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
  for (const name of ['policy', 'value'] as const) {
    const run = await loaded(await readFile(join(folder, 'two', name, 'onnx', 'model.onnx')));
    const answer = await run({ input: new Tensor('float32', x.data, x.dims) });
    const { data, dims } = await learner.apply(name, x);
    expect(answer['output']?.dims).toEqual(dims);
    expect(numbers(answer['output'])).toEqual(Array.from(data, (value) => expect.closeTo(value, 5)));
  }
});

describe('a file that is no state is refused', () => {
  test('none at all', async () => {
    await expect(training.saved(join(folder, 'nowhere'))).rejects.toThrow('to go on from');
  });

  test.each([
    ['too short', Uint8Array.of(1, 2)],
    ['header does not end', Uint8Array.of(200, 0, 0, 0, 0, 0, 0, 0, 1)],
    ['header is not JSON', Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 60, 60)],
    ['not the state of a learner', safetensorsBytes({ a: Float32Array.of(1) }, {})],
  ])('%s', async (why, bytes) => {
    await writeFile(join(folder, 'training.safetensors'), bytes);
    await expect(training.saved(folder)).rejects.toThrow(why);
  });
});

test('safetensors keep names, numbers and words', () => {
  const arrays = { 'net.ä': Float32Array.of(1.5, -2), empty: new Float32Array() };
  const read = readSafetensors(safetensorsBytes(arrays, { step: '3' }), 'x');
  expect(read).toEqual({ arrays, metadata: { step: '3' } });
});

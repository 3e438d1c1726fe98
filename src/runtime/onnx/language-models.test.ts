import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Device, TextQuestion } from '../../plugins/contract/language-model.ts';
import { sampleGraph } from './engine/fixture.ts';
import { OnnxLanguageModels } from './language-models.ts';
import { letterModel, temporaryFolder, writeFiles } from './models/fixture.ts';

/** A project with a model in it. */
async function opened(device: Device | 'auto' = 'cpu') {
  const folder = temporaryFolder();
  writeFiles(folder, { 'package.json': '{}' });
  writeFiles(join(folder, 'letters'), letterModel(sampleGraph()));
  const models = new OnnxLanguageModels();
  const model = await models.open({ model: './letters', device, file: join(folder, 'a.icsap') });
  onTestFinished(() => model.close());
  return { folder, models, model };
}

const patient = { signal: new AbortController().signal };

const text = (seed: number, given: Partial<TextQuestion> = {}): TextQuestion => ({
  prompt: 'once ',
  maxTokens: 20,
  temperature: 1,
  topK: 0,
  topP: 1,
  stop: [],
  seed,
  ...given,
});

test('a model is opened once, and says what it is', async () => {
  const { models, model, folder } = await opened();
  const again = await models.open({ model: './letters', device: 'cpu', file: join(folder, 'b.icsap') });
  expect(again).toBe(model);
  expect(model.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(model.device).toBe('cpu');
});

test('many questions are answered in their order, whatever is in a batch', async () => {
  const { model } = await opened();
  const questions = Array.from({ length: 70 }, (_, at) => ({ prompt: 'ab'.repeat(at % 9), options: ['c', 'de'] }));
  const seen: number[] = [];
  const answers = await model.choose(questions, { ...patient, progress: (done) => seen.push(done) });
  expect(answers).toHaveLength(70);
  expect(seen.at(-1)).toBe(70);
  const [alone] = await model.choose([questions[8] ?? { prompt: '', options: [] }], patient);
  for (const at of [8, 17, 62])
    expect(answers[at]?.logProbabilities[1]).toBeCloseTo(alone?.logProbabilities[1] ?? 0, 5);
});

describe('texts', () => {
  test('the same seed gives the same text, in any company', async () => {
    const { model } = await opened();
    const together = await model.write([text(1), text(2, { prompt: 'a longer beginning ' }), text(3)], patient);
    const [alone] = await model.write([text(2, { prompt: 'a longer beginning ' })], patient);
    expect(together[1]).toEqual(alone);
    expect(together[0]?.text).not.toBe(together[2]?.text);
    expect(together[0]).toEqual((await model.write([text(1)], patient))[0]);
  });

  test('greedy text is the likeliest token each time', async () => {
    const { model } = await opened();
    const [{ text: written = '' } = {}] = await model.write([text(1, { temperature: 0, maxTokens: 3 })], patient);
    const [cold] = await model.write([text(9, { topK: 1, maxTokens: 3 })], patient);
    expect(cold?.text).toBe(written);
    expect(written).not.toBe('');
  });

  test('a text ends before a stop text, or where it has all its tokens, or where the model sees no further', async () => {
    const { model } = await opened();
    const [whole] = await model.write([text(4)], patient);
    const mark = whole?.text.slice(5, 7) ?? '';
    const [stopped] = await model.write([text(4, { stop: [mark, 'never'] })], patient);
    expect(stopped).toMatchObject({ text: whole?.text.slice(0, whole.text.indexOf(mark)), ended: 'stop' });
    expect(await model.write([text(4, { maxTokens: 0 })], patient)).toEqual([{ text: '', tokens: 0, ended: 'length' }]);
    const [full] = await model.write([text(5, { maxTokens: 500, temperature: 0.01 })], patient);
    expect(full?.tokens).toBeLessThanOrEqual(64);
  });
});

test('a model whose threads have ended gets new ones when it is asked again', async () => {
  const { model } = await opened();
  const question = { prompt: 'a', options: ['b'] };
  const before = await model.choose([question], patient);
  await model.close();
  expect(await model.choose([question], patient)).toEqual(before);
});

test('who gives up waiting is heard at once, and the model can be asked again', async () => {
  const { model } = await opened();
  const controller = new AbortController();
  const writing = model.write(
    Array.from({ length: 64 }, (_, seed) => text(seed, { maxTokens: 50 })),
    { signal: controller.signal },
  );
  controller.abort(new Error('enough'));
  await expect(writing).rejects.toThrow('enough');
  expect(await model.choose([{ prompt: 'a', options: ['b'] }], patient)).toHaveLength(1);
});

describe('what cannot be opened is refused in one line', () => {
  const asked = (model: string, device: Device | 'auto' = 'cpu') =>
    new OnnxLanguageModels().open({ model, device, file: join(temporaryFolder(), 'a.icsap') });

  test('an unknown name', async () => {
    await expect(asked('nobody')).rejects.toMatchObject({ reasons: ['No model is called `nobody`.'] });
  });

  test('a folder outside the project', async () => {
    await expect(asked('../../elsewhere')).rejects.toMatchObject({
      reasons: [expect.stringContaining('outside the project')],
    });
  });

  test('a device that is not there', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, letterModel(sampleGraph()));
    const models = new OnnxLanguageModels();
    const opening = models.open({ model: './', device: 'cuda', file: join(folder, 'a.icsap') });
    await expect(opening).rejects.toMatchObject({ name: 'Refusal', reasons: [expect.stringContaining('`cuda`')] });
  });
});

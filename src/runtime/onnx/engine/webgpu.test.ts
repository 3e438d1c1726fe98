import { env } from 'node:process';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Device } from '../../../plugins/contract/language-model.ts';
import { OnnxLanguageModels } from '../language-models.ts';
import { letterModel, temporaryFolder, writeFiles } from '../models/fixture.ts';
import { readFolder } from '../models/folder.ts';
import { groupQueryGraph, sampleGraph } from './fixture.ts';
import { parity } from './parity.ts';
import { openNet } from './session.ts';
import type { ThreadedModel } from './threaded-model.ts';

/** A driver that the machine names; `.ci/run` fetches one that computes on the processor. */
const isThere = env['VK_ICD_FILENAMES'] !== undefined;
const patient = { signal: new AbortController().signal };

async function opened(models: OnnxLanguageModels, folder: string, device: Device): Promise<ThreadedModel> {
  const model = await models.openFolder(readFolder('letters', folder), device);
  onTestFinished(() => model.close());
  return model;
}

describe.skipIf(!isThere)('on WebGPU (needs a Vulkan driver, named by VK_ICD_FILENAMES)', () => {
  test('keys and values stay on the device from call to call', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, letterModel(sampleGraph()));
    const { net } = await openNet(readFolder('letters', folder), 'webgpu', 1);
    const step = { rows: 1, width: 2, ids: [3, 4], positions: [0, 1] };
    const first = await net.run({ ...step, past: 0, mask: Uint8Array.of(1, 1), cache: [] });
    const second = await net.run({ ...step, past: 2, mask: Uint8Array.of(1, 1, 1, 1), cache: first.cache });
    const picked = await net.mover.pick(second.cache, [0, 0], 3);
    expect(picked.map(({ dims }) => dims)).toEqual([
      [2, 2, 3, 16],
      [2, 2, 3, 16],
    ]);
    const places = [first.cache, second.cache, picked].flat().map(({ location }) => location);
    expect(new Set(places)).toEqual(new Set(['gpu-buffer']));
  });

  test('a model answers as on the processor, its cache on the device', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    writeFiles(folder, letterModel(sampleGraph({ context: 512 }), { max_position_embeddings: 512 }));
    const models = new OnnxLanguageModels();
    const cpu = await opened(models, folder, 'cpu');
    const gpu = await opened(models, folder, 'webgpu');
    expect(gpu.device).toBe('webgpu');
    const found = await parity(gpu, cpu, patient);
    expect(found.largestDifference).toBeLessThan(1e-4);
    expect(found.changed).toEqual([]);
    const question = { prompt: 'once ', maxTokens: 12, temperature: 0, topK: 0, topP: 1, stop: [], seed: 1 };
    const questions = [question, { ...question, prompt: 'there was ' }];
    expect(await gpu.write(questions, patient)).toEqual(await cpu.write(questions, patient));
  });

  test('long prompts are right where long calls of GroupQueryAttention are not', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    writeFiles(folder, letterModel(groupQueryGraph({ context: 96 }), { max_position_embeddings: 96 }));
    const models = new OnnxLanguageModels();
    const [cpu, gpu] = [await opened(models, folder, 'cpu'), await opened(models, folder, 'webgpu')];
    const prompts = ['a long prompt, which is read at once', 'another long prompt, of other letters', 'short'];
    const questions = prompts.map((prompt) => ({ prompt, options: [' yes', ' no', '.'] }));
    const [expected, found] = [await cpu.choose(questions, patient), await gpu.choose(questions, patient)];
    for (const [at, { logProbabilities }] of found.entries()) {
      for (const [option, chance] of logProbabilities.entries()) {
        expect(chance).toBeCloseTo(expected[at]?.logProbabilities[option] ?? Number.NaN, 4);
      }
    }
  });
});

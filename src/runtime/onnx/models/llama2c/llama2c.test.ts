import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { expect, test } from 'vitest';
import { unwatched } from '../../engine/cancel.ts';
import { openModel } from '../../engine/open-model.ts';
import { temporaryFolder } from '../fixture.ts';
import { readFolder } from '../folder.ts';
import { importLlama2c, writeModel } from './index.ts';

/** A folder with stories260K.bin and tok512.bin, which are not part of the project. */
const stories = env['ICSAP_STORIES260K'] ?? '';
const isThere = existsSync(join(stories, 'stories260K.bin'));

/** What the README of the model says that it writes at temperature 0. */
const published = `Once upon a time, there was a little girl named Lily. She loved to play outside in the park. One day, she saw a big, red ball. She wanted to play with it, but it was too high.
Lily's mom said, "Lily, let's go to the park." Lily was sad and didn't know what to do. She said, "I want to play with your ball, but I can't find it."
Lily was sad and didn't know what to do. She said, "I'm sorry, Lily. I didn't know what to do."
Lily didn't want to help her mom, so she said, "I'm sorry, mom. I didn't know what to do." Her mom said, "Don't worry, Lily. We can help you.`;

async function story(prompts: readonly string[]) {
  const folder = temporaryFolder();
  writeModel(folder, importLlama2c(join(stories, 'stories260K.bin'), join(stories, 'tok512.bin')));
  const model = await openModel({ model: readFolder('stories260K', folder), device: 'cpu', threads: 1 });
  const questions = prompts.map((prompt) => ({
    prompt,
    maxTokens: 400,
    temperature: 0,
    topK: 0,
    topP: 1,
    stop: [],
    seed: 1,
  }));
  return model.perform({ kind: 'write', questions }, unwatched);
}

test.skipIf(!isThere)(
  'stories260K (from ICSAP_STORIES260K) writes the text that was published, from any part of it',
  async () => {
    const start = 'Once upon a time, there was a little girl named Lily.';
    const outcome = await story(['', start]);
    const [whole, rest] = outcome.kind === 'write' ? outcome.answers : [];
    expect(whole?.text.slice(0, published.length)).toBe(published);
    expect(`${start}${rest?.text}`).toBe(whole?.text);
  },
);

/** A folder where transformers.js is installed. */
const other = env['ICSAP_TRANSFORMERS'] ?? '';
const otherIsThere = existsSync(join(other, 'node_modules', '@huggingface', 'transformers'));

test.skipIf(!isThere || !otherIsThere)(
  'transformers.js (from ICSAP_TRANSFORMERS) writes the same from the same folder',
  () => {
    const home = temporaryFolder();
    writeModel(join(home, 'stories'), importLlama2c(join(stories, 'stories260K.bin'), join(stories, 'tok512.bin')));
    const script = `
    import { env, pipeline } from '@huggingface/transformers';
    env.allowRemoteModels = false;
    env.localModelPath = process.env.MODELS;
    const write = await pipeline('text-generation', 'stories', { dtype: 'fp32', device: 'cpu' });
    const [{ generated_text }] = await write('Once upon a time', { max_new_tokens: 120, do_sample: false });
    console.log(JSON.stringify(generated_text));`;
    const words = ['--input-type=module', '-e', script];
    const out = execFileSync(execPath, words, { cwd: other, env: { ...env, MODELS: `${home}/` }, encoding: 'utf8' });
    const text: string = JSON.parse(out.trim().split('\n').at(-1) ?? '""');
    expect(text.length).toBeGreaterThan(200);
    expect(published.startsWith(text)).toBe(true);
  },
);

test('another file is refused', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'a.bin');
  const refusal = () => importLlama2c(file, file);
  expect(refusal).toThrow('a.bin cannot be read');
  writeFileSync(file, 'short');
  expect(refusal).toThrow('it is too short');
  writeFileSync(file, new Uint8Array(1000).fill(65));
  expect(refusal).toThrow('its first numbers are no sizes of a model');
  const sizes = Int32Array.from([8, 8, 1, 2, 1, 4, 16, ...Array(100).fill(0)]);
  writeFileSync(file, new Uint8Array(sizes.buffer));
  expect(refusal).toThrow('it has 428 bytes, and a model of its sizes has 2044');
});

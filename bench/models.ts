/** Language models: choices and texts on stories260K, beside transformers.js where that is installed. Both run one thread on the processor. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { unwatched } from '../src/runtime/onnx/engine/cancel.ts';
import { type OpenModel, openModel } from '../src/runtime/onnx/engine/open-model.ts';
import { OnnxLanguageModels } from '../src/runtime/onnx/language-models.ts';
import { type ModelFolder, readFolder } from '../src/runtime/onnx/models/folder.ts';
import { importLlama2c, writeModel } from '../src/runtime/onnx/models/llama2c/index.ts';
import type { Row } from './row.ts';

const TOKENS = 64;
const ROUNDS = 8;
const beginnings = ['Once upon a time, there was a', 'Tom and Lily went', 'One day a big dog saw a'];

/** Needs stories260K.bin and tok512.bin in the folder that ICSAP_STORIES260K names. */
export async function rows(): Promise<readonly Row[]> {
  const stories = env['ICSAP_STORIES260K'] ?? '';
  if (!existsSync(join(stories, 'stories260K.bin'))) {
    console.error('skipped: ICSAP_STORIES260K names no folder with stories260K.bin');
    return [];
  }
  const home = mkdtempSync(join(tmpdir(), 'icsap-bench-'));
  try {
    const folder = join(home, 'stories');
    writeModel(folder, importLlama2c(join(stories, 'stories260K.bin'), join(stories, 'tok512.bin')));
    return await measured(readFolder('stories', folder), home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** How many tokens a second each batch writes. */
type Rates = ReadonlyMap<number, number>;

async function measured(folder: ModelFolder, home: string): Promise<readonly Row[]> {
  const first = await firstAnswer(folder);
  const before = process.memoryUsage().rss;
  const model = await openModel({ model: folder, device: 'cpu', threads: 1 });
  // Ours twice, with the other one between: what else runs on the machine changes from second to second.
  const ours = [await written(model)];
  const theirs = transformers(home);
  ours.push(await written(model));
  return [
    ...[1, 16, 64].map((batch) =>
      writing(batch, Math.max(...ours.map((rates) => rates.get(batch) ?? 0)), theirs?.get(batch)),
    ),
    await choosing(model),
    { work: 'open stories260K in a thread, and its first answer', figure: first, unit: 'ms' },
    { work: 'memory of the model after all that', figure: (process.memoryUsage().rss - before) / 2 ** 20, unit: 'MiB' },
  ];
}

async function written(model: OpenModel): Promise<Rates> {
  const rates = new Map<number, number>();
  for (const batch of [1, 16, 64]) {
    const questions = Array.from({ length: batch }, (_, at) => ({
      prompt: beginnings[at % beginnings.length] ?? '',
      maxTokens: TOKENS,
      temperature: 0,
      topK: 0,
      topP: 1,
      stop: [],
      seed: 1,
    }));
    rates.set(batch, await bestRate(batch * TOKENS, () => model.perform({ kind: 'write', questions }, unwatched)));
  }
  return rates;
}

function writing(batch: number, figure: number, reference: number | undefined): Row {
  const row = { work: `write ${TOKENS} tokens, batch ${batch}`, figure, unit: 'tokens/s' };
  if (reference === undefined) return row;
  const target = batch === 16 ? { target: { of: 'ratio', is: '>=', bound: 1.5 } as const } : {};
  return { ...row, reference: { name: 'transformers.js', figure: reference }, ...target };
}

/** Prompts that begin alike, as the information sets of a game do. */
async function choosing(model: OpenModel): Promise<Row> {
  const questions = Array.from({ length: 64 }, (_, at) => ({
    prompt: `Once upon a time, there was a little girl named Lily. She loved to play outside in the park. Tom gave her ${at} red balls. She was`,
    options: [' happy', ' sad', ' very happy to play'],
  }));
  const figure = await bestRate(questions.length, () => model.perform({ kind: 'choose', questions }, unwatched));
  return { work: 'choose among 3 texts after 64 prompts that begin alike', figure, unit: 'prompts/s' };
}

/** Units per second of this thread's time: the best of several rounds, since others use the machine. */
async function bestRate(units: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.threadCpuUsage();
    await work();
    const { user, system } = process.threadCpuUsage(start);
    best = Math.max(best, (units * 1e6) / (user + system));
  }
  return best;
}

async function firstAnswer(folder: ModelFolder): Promise<number> {
  const start = performance.now();
  const model = await new OnnxLanguageModels().openFolder(folder, 'cpu');
  await model.choose([{ prompt: 'Tom', options: [' is', ' has'] }], { signal: new AbortController().signal });
  const took = performance.now() - start;
  await model.close();
  return took;
}

/** Tokens per second of transformers.js by batch; undefined where it is not installed in the folder that ICSAP_TRANSFORMERS names. */
function transformers(home: string): Rates | undefined {
  const place = env['ICSAP_TRANSFORMERS'] ?? '';
  if (!existsSync(join(place, 'node_modules', '@huggingface', 'transformers'))) {
    console.error('without transformers.js: ICSAP_TRANSFORMERS names no folder where it is installed');
    return undefined;
  }
  const words = ['--input-type=module', '-e', script];
  const settings = {
    MODELS: `${home}/`,
    BEGINNINGS: JSON.stringify(beginnings),
    TOKENS: `${TOKENS}`,
    ROUNDS: `${ROUNDS}`,
  };
  const out = execFileSync(execPath, words, { cwd: place, env: { ...env, ...settings }, encoding: 'utf8' });
  const found: readonly (readonly [number, number])[] = JSON.parse(out.trim().split('\n').at(-1) ?? '[]');
  return new Map(found);
}

const script = `
import { AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';
env.allowRemoteModels = false;
env.localModelPath = process.env.MODELS;
const tokenizer = await AutoTokenizer.from_pretrained('stories');
const options = { dtype: 'fp32', device: 'cpu', session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 } };
const model = await AutoModelForCausalLM.from_pretrained('stories', options);
tokenizer.padding_side = 'left';
tokenizer.pad_token = '</s>';
const beginnings = JSON.parse(process.env.BEGINNINGS);
const tokens = Number(process.env.TOKENS);
const found = [];
for (const batch of [1, 16, 64]) {
  const inputs = tokenizer(Array.from({ length: batch }, (_, at) => beginnings[at % beginnings.length]), { padding: true });
  const work = () => model.generate({ ...inputs, max_new_tokens: tokens, do_sample: false });
  await work();
  let best = 0;
  for (let round = 0; round < Number(process.env.ROUNDS); round++) {
    const start = process.threadCpuUsage();
    const [row] = (await work()).tolist();
    const { user, system } = process.threadCpuUsage(start);
    best = Math.max(best, (batch * (row.length - inputs.input_ids.dims[1]) * 1e6) / (user + system));
  }
  found.push([batch, best]);
}
console.log(JSON.stringify(found));
`;

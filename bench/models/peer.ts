/** The same work in transformers.js, as its documentation does it, in a process of its own. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';

/** Units a second, by batch. */
export type ByBatch = ReadonlyMap<number, number>;

/** What both are given to do. */
export interface Work {
  readonly batches: readonly number[];
  readonly rounds: number;
  /** Texts to go on from, and by how many tokens. */
  readonly beginnings: readonly string[];
  readonly tokens: number;
  /** Prompts to choose after, and what among. */
  readonly prompts: readonly string[];
  readonly options: readonly string[];
}

/** Tokens a second written, and prompts a second chosen after. */
export interface Rates {
  readonly writing: ByBatch;
  readonly choosing: ByBatch;
}

/** `one`: one thread, by its processor time. `all`: as it comes, with all cores, by the clock on the wall. */
export interface Measured {
  readonly one: Rates;
  readonly all: Rates;
}

/** Rates of transformers.js on the model `stories` in `home`; undefined where it is not installed in the folder that ICSAP_TRANSFORMERS names. */
export function peerRates(home: string, work: Work): Measured | undefined {
  const place = env['ICSAP_TRANSFORMERS'] ?? '';
  if (!existsSync(join(place, 'node_modules', '@huggingface', 'transformers'))) {
    console.error('without transformers.js: ICSAP_TRANSFORMERS names no folder where it is installed');
    return undefined;
  }
  const rates = (how: keyof Measured): Rates => {
    const settings = { ...env, MODELS: `${home}/`, WORK: JSON.stringify({ ...work, how }) };
    const words = ['--input-type=module', '-e', script];
    const out = execFileSync(execPath, words, { cwd: place, env: settings, encoding: 'utf8' });
    const found: Record<keyof Rates, readonly (readonly [number, number])[]> = JSON.parse(
      out.trim().split('\n').at(-1) ?? '',
    );
    return { writing: new Map(found.writing), choosing: new Map(found.choosing) };
  };
  return { one: rates('one'), all: rates('all') };
}

const script = `
import { AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';
env.allowRemoteModels = false;
env.localModelPath = process.env.MODELS;
const work = JSON.parse(process.env.WORK);
const one = { session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 } };
const options = { dtype: 'fp32', device: 'cpu', ...(work.how === 'one' ? one : {}) };
const model = await AutoModelForCausalLM.from_pretrained('stories', options);
const tokenizer = await AutoTokenizer.from_pretrained('stories');
tokenizer.pad_token = '</s>';

async function write(batch) {
  tokenizer.padding_side = 'left';
  const inputs = tokenizer(Array.from({ length: batch }, (_, at) => work.beginnings[at % work.beginnings.length]), { padding: true });
  const [row] = (await model.generate({ ...inputs, max_new_tokens: work.tokens, do_sample: false })).tolist();
  return batch * (row.length - inputs.input_ids.dims[1]);
}

function logProbability(logits, start, vocabulary, token) {
  let most = -Infinity;
  for (let at = 0; at < vocabulary; at++) most = Math.max(most, logits[start + at]);
  let total = 0;
  for (let at = 0; at < vocabulary; at++) total += Math.exp(logits[start + at] - most);
  return logits[start + token] - most - Math.log(total);
}

async function choose(batch) {
  tokenizer.padding_side = 'right';
  const texts = work.prompts.slice(0, batch).flatMap((prompt) => work.options.map((option) => prompt + option));
  const lengths = work.prompts.slice(0, batch).map((prompt) => tokenizer.encode(prompt).length);
  const inputs = tokenizer(texts, { padding: true });
  const { logits } = await model(inputs);
  const [rows, length, vocabulary] = logits.dims;
  const answers = [];
  for (let row = 0; row < rows; row++) {
    let total = 0;
    for (let at = lengths[Math.floor(row / work.options.length)]; at < length; at++) {
      if (inputs.attention_mask.data[row * length + at] === 0n) break;
      total += logProbability(logits.data, (row * length + at - 1) * vocabulary, vocabulary, Number(inputs.input_ids.data[row * length + at]));
    }
    answers.push(total);
  }
  if (!answers.every(Number.isFinite)) throw new Error('no number');
  return batch;
}

function now() {
  if (work.how === 'all') return performance.now() * 1000;
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

async function rate(doing, batch) {
  await doing(batch);
  const often = Math.ceil(64 / batch);
  let best = 0;
  for (let round = 0; round < work.rounds; round++) {
    const start = now();
    let units = 0;
    for (let time = 0; time < often; time++) units += await doing(batch);
    best = Math.max(best, (units * 1e6) / (now() - start));
  }
  return [batch, best];
}

const found = { writing: [], choosing: [] };
for (const batch of work.batches) {
  found.writing.push(await rate(write, batch));
  found.choosing.push(await rate(choose, batch));
}
console.log(JSON.stringify(found));
`;

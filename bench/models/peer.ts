/** The same work in transformers.js, as its documentation does it, in a process of its own. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env, execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { type How, type Worker, work } from './work.ts';

/** transformers.js on the model `stories` in `home`; undefined where it is not installed in the folder that ICSAP_TRANSFORMERS names. */
export function peerWorker(home: string, how: How): Worker | undefined {
  const place = env['ICSAP_TRANSFORMERS'] ?? '';
  if (!existsSync(join(place, 'node_modules', '@huggingface', 'transformers'))) {
    console.error('without transformers.js: ICSAP_TRANSFORMERS names no folder where it is installed');
    return undefined;
  }
  const child = spawn(execPath, ['--input-type=module', '-e', script], {
    cwd: place,
    env: { ...env, MODELS: `${home}/`, WORK: JSON.stringify({ ...work, how }) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    block: async (kind, batch, often) => {
      child.stdin.write(`${JSON.stringify({ kind, batch, often })}\n`);
      const line = await lines.next();
      if (line.done) throw new Error('transformers.js ended early');
      return Number(line.value);
    },
    close: async () => {
      child.stdin.end();
    },
  };
}

const script = `
import { createInterface } from 'node:readline';
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
  const { user, system } = process.cpuUsage();
  return user + system;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { kind, batch, often } = JSON.parse(line);
  const start = now();
  let units = 0;
  for (let time = 0; time < often; time++) units += await { write, choose }[kind](batch);
  console.log((units * 1e6) / (now() - start));
}
`;

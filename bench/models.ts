/** Language models: choices and texts on stories260K, beside transformers.js where that is installed. On the processor. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import type { ChoiceQuestion, TextQuestion } from '../src/plugins/contract/index.ts';
import { unwatched } from '../src/runtime/onnx/engine/cancel.ts';
import { openModel } from '../src/runtime/onnx/engine/open-model.ts';
import { OnnxLanguageModels } from '../src/runtime/onnx/language-models.ts';
import { type ModelFolder, readFolder } from '../src/runtime/onnx/models/folder.ts';
import { importLlama2c, writeModel } from '../src/runtime/onnx/models/llama2c/index.ts';
import { type Measured, peerRates, type Rates, type Work } from './models/peer.ts';
import type { Row } from './row.ts';

const work: Work = {
  batches: [1, 16, 64],
  rounds: 8,
  beginnings: ['Once upon a time, there was a', 'Tom and Lily went', 'One day a big dog saw a'],
  tokens: 64,
  // They begin alike, as the information sets of a game do.
  prompts: Array.from(
    { length: 64 },
    (_, at) =>
      `Once upon a time, there was a little girl named Lily. She loved to play outside in the park. Tom gave her ${at} red balls. She was`,
  ),
  options: [' happy', ' sad', ' very happy to play'],
};

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

async function measured(folder: ModelFolder, home: string): Promise<readonly Row[]> {
  const first = await firstAnswer(folder);
  const before = process.memoryUsage().rss;
  const ours = [await oursOf(folder)];
  // Ours twice, with the other one between: what else runs on the machine changes from second to second.
  const theirs = peerRates(home, work);
  ours.push(await oursOf(folder));
  const rows = (how: keyof Measured, what: keyof Rates, name: (batch: number) => string, unit: string) =>
    work.batches.map((batch) => {
      const figure = Math.max(...ours.map((rates) => rates[how][what].get(batch) ?? 0));
      return besidePeer({ work: name(batch), figure, unit }, batch, theirs?.[how][what].get(batch));
    });
  const both = (how: keyof Measured, cores: string): readonly Row[] => [
    ...rows(how, 'writing', (batch) => `write ${work.tokens} tokens, batch ${batch}, ${cores}`, 'tokens/s'),
    ...rows(how, 'choosing', (batch) => `choose among ${work.options.length}, batch ${batch}, ${cores}`, 'prompts/s'),
  ];
  return [
    ...both('one', 'one thread'),
    ...both('all', 'all cores'),
    { work: 'open stories260K in a thread, and its first answer', figure: first, unit: 'ms' },
    { work: 'memory of the model after all that', figure: (process.memoryUsage().rss - before) / 2 ** 20, unit: 'MiB' },
  ];
}

function besidePeer(row: Row, batch: number, peer: number | undefined): Row {
  if (peer === undefined) return row;
  const target = batch === 16 ? { target: { of: 'ratio', is: '>=', bound: 1.5 } as const } : {};
  return { ...row, reference: { name: 'transformers.js', figure: peer }, ...target };
}

async function oursOf(folder: ModelFolder): Promise<Measured> {
  const model = await openModel({ model: folder, device: 'cpu', threads: 1 });
  const one = await ratesOf(threadTime, {
    write: (questions) => model.perform({ kind: 'write', questions }, unwatched),
    choose: (questions) => model.perform({ kind: 'choose', questions }, unwatched),
  });
  const spread = await new OnnxLanguageModels().openFolder(folder, 'cpu');
  const asking = { signal: new AbortController().signal };
  const all = await ratesOf(() => performance.now() * 1000, {
    write: (questions) => spread.write(questions, asking),
    choose: (questions) => spread.choose(questions, asking),
  });
  await spread.close();
  return { one, all };
}

interface Doing {
  write(questions: readonly TextQuestion[]): Promise<unknown>;
  choose(questions: readonly ChoiceQuestion[]): Promise<unknown>;
}

async function ratesOf(now: () => number, doing: Doing): Promise<Rates> {
  const writing = new Map<number, number>();
  const choosing = new Map<number, number>();
  for (const batch of work.batches) {
    writing.set(batch, await bestRate(now, batch, batch * work.tokens, () => doing.write(texts(batch))));
    choosing.set(batch, await bestRate(now, batch, batch, () => doing.choose(choices(batch))));
  }
  return { writing, choosing };
}

/** Microseconds that this thread has computed. */
function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

function texts(batch: number): readonly TextQuestion[] {
  const { beginnings, tokens: maxTokens } = work;
  const how = { maxTokens, temperature: 0, topK: 0, topP: 1, stop: [], seed: 1 };
  return Array.from({ length: batch }, (_, at) => ({ prompt: beginnings[at % beginnings.length] ?? '', ...how }));
}

function choices(batch: number): readonly ChoiceQuestion[] {
  const { prompts, options } = work;
  return prompts.slice(0, batch).map((prompt) => ({ prompt, options }));
}

/** Units per second: the best of several rounds, since others use the machine. Small batches are done often in each. */
async function bestRate(
  now: () => number,
  batch: number,
  units: number,
  once: () => Promise<unknown>,
): Promise<number> {
  await once();
  const often = Math.ceil(64 / batch);
  let best = 0;
  for (let round = 0; round < work.rounds; round++) {
    const start = now();
    for (let time = 0; time < often; time++) await once();
    best = Math.max(best, (often * units * 1e6) / (now() - start));
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

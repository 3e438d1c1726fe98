/** Language models: choices and texts on stories260K, beside transformers.js where that is installed. On the processor. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { OnnxLanguageModels } from '../src/runtime/onnx/language-models.ts';
import { type ModelFolder, readFolder } from '../src/runtime/onnx/models/folder.ts';
import { importLlama2c, writeModel } from '../src/runtime/onnx/models/llama2c/index.ts';
import { ownWorker } from './models/own.ts';
import { peerWorker } from './models/peer.ts';
import { type How, type Kind, type Worker, work } from './models/work.ts';
import { median, type Row } from './row.ts';

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

/** How often each of the two does a block, in turns: what else runs on the machine changes from second to second. */
const ROUNDS = 9;
/** Rounds that are not counted: both are compiled while they run. */
const WARMING = 3;

async function measured(folder: ModelFolder, home: string): Promise<readonly Row[]> {
  const first = await firstAnswer(folder);
  const before = process.memoryUsage().rss;
  const rows = [
    ...(await compared(folder, home, 'one', 'one thread')),
    ...(await compared(folder, home, 'all', 'all cores')),
  ];
  const grown = (process.memoryUsage().rss - before) / 2 ** 20;
  return [
    ...rows,
    { work: 'open stories260K in a thread, and its first answer', figure: first, unit: 'ms' },
    { work: 'memory of the model after all that', figure: grown, unit: 'MiB' },
  ];
}

async function compared(folder: ModelFolder, home: string, how: How, cores: string): Promise<readonly Row[]> {
  const own = await ownWorker(folder, how);
  const peer = peerWorker(home, how);
  const rows: Row[] = [];
  for (const kind of ['write', 'choose'] as const) {
    for (const batch of work.batches) {
      const name = kind === 'write' ? `write ${work.tokens} tokens` : `choose among ${work.options.length}`;
      const unit = kind === 'write' ? 'tokens/s' : 'prompts/s';
      const { figure, reference } = await inTurns(own, peer, kind, batch);
      rows.push(besidePeer({ work: `${name}, batch ${batch}, ${cores}`, figure, unit }, batch, reference));
    }
  }
  await own.close();
  await peer?.close();
  return rows;
}

/** Medians of both. */
async function inTurns(own: Worker, peer: Worker | undefined, kind: Kind, batch: number) {
  const often = Math.min(16, Math.ceil(64 / batch));
  const found: { own: number[]; peer: number[] } = { own: [], peer: [] };
  for (let round = 0; round < WARMING + ROUNDS; round++) {
    const ours = await own.block(kind, batch, often);
    const theirs = await peer?.block(kind, batch, often);
    if (round < WARMING) continue;
    found.own.push(ours);
    if (theirs !== undefined) found.peer.push(theirs);
  }
  return { figure: median(found.own), reference: peer && median(found.peer) };
}

function besidePeer(row: Row, batch: number, peer: number | undefined): Row {
  if (peer === undefined) return row;
  const target = batch === 16 ? { target: { of: 'ratio', is: '>=', bound: 1.5 } as const } : {};
  return { ...row, reference: { name: 'transformers.js', figure: peer }, ...target };
}

async function firstAnswer(folder: ModelFolder): Promise<number> {
  const start = performance.now();
  const model = await new OnnxLanguageModels().openFolder(folder, 'cpu');
  await model.choose([{ prompt: 'Tom', options: [' is', ' has'] }], { signal: new AbortController().signal });
  const took = performance.now() - start;
  await model.close();
  return took;
}

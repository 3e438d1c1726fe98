/**
 * Makes models/judge: draws texts, learns a tokenizer, trains a small transformer with our own engine, writes a model folder.
 * `node scripts/judge/train.ts [folder]`. The same script gives the same bytes on the same machine; it takes about ten minutes of one core.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import type { Learner, TrainerOptions } from '../../src/plugins/contract/training.ts';
import type { Codec } from '../../src/runtime/onnx/models/codec.ts';
import { onnxTraining as training } from '../../src/runtime/onnx/train/index.ts';
import { batchesOf, type Input, lessonOf } from './batch.ts';
import { modelCard } from './card.ts';
import { convictions, type Quality, qualityOf } from './evaluate.ts';
import {
  casesAt,
  codecOf,
  generation,
  judgeTokenizer,
  RATE,
  ROWS,
  rng,
  STEPS,
  settings,
  TRANSFORMER,
} from './recipe.ts';

/** Batches that are drawn together and sorted by length. */
const BATCHES = 4;
/** Steps between two reports. */
const REPORT = 200;

type JudgeLearner = Learner<'judge', Input>;

function options(): TrainerOptions<'judge', Input> {
  const { warmup, cosine } = training.schedules;
  return {
    networks: { judge: training.transformer(TRANSFORMER) },
    inputs: { tokens: 'index', targets: 'index', other: 'index', weights: 'real', otherWeights: 'real' },
    loss: (t, { judge }, { tokens, targets, other, weights, otherWeights }) => {
      const logs = t.logSoftmax(judge(tokens));
      const one = t.sum(t.multiply(t.pick(logs, targets), weights));
      const two = t.sum(t.multiply(t.pick(logs, other), otherWeights));
      return t.multiply(t.add(one, two), t.constant(-1 / ROWS));
    },
    optimizer: { method: 'adamw', rate: warmup(100, cosine(RATE, 0, STEPS - 100)), clip: 1, decay: 0.01 },
  };
}

async function trained(codec: Codec): Promise<JudgeLearner> {
  const trainer = await training.trainer(options());
  const learner = trainer.learner(rng.child('parameters'));
  let loss = 0;
  for (let round = 0; learner.steps < STEPS; round++) {
    for (const batch of batchesOf(codec, casesAt('lesson', BATCHES * ROWS, round), ROWS)) {
      loss += (await learner.step(lessonOf(codec, batch))).loss / REPORT;
    }
    if (learner.steps % REPORT > 0) continue;
    const { error, agreement } = await quality(learner, codec, 512);
    console.error(
      `${learner.steps}  loss ${loss.toFixed(4)}  error ${error.toFixed(4)}  agreement ${agreement.toFixed(3)}`,
    );
    loss = 0;
  }
  return learner;
}

async function quality(learner: JudgeLearner, codec: Codec, count: number): Promise<Quality> {
  const cases = casesAt('held out', count);
  const chances: number[] = [];
  for (let at = 0; at < count; at += 256) {
    const apply = convictions((tokens) => learner.apply('judge', tokens), codec, cases.slice(at, at + 256), 64);
    chances.push(...(await apply));
  }
  return qualityOf(cases, chances);
}

async function write(folder: string): Promise<Quality> {
  const tokenizer = judgeTokenizer();
  const codec = codecOf(tokenizer);
  const learner = await trained(codec);
  mkdirSync(folder, { recursive: true });
  await learner.save(folder);
  rmSync(join(folder, 'training.safetensors'));
  const measured = await quality(learner, codec, 4096);
  const json = (content: object, indent?: number) => `${JSON.stringify(content, undefined, indent)}\n`;
  writeFileSync(join(folder, 'tokenizer.json'), json(tokenizer.json));
  writeFileSync(join(folder, 'tokenizer_config.json'), json(settings, 2));
  writeFileSync(join(folder, 'generation_config.json'), json(generation, 2));
  writeFileSync(join(folder, 'README.md'), modelCard(measured));
  return measured;
}

const began = performance.now();
const measured = await write(argv[2] ?? join(import.meta.dirname, '..', '..', 'models', 'judge'));
console.error(`${Math.round((performance.now() - began) / 1000)} s`, measured);

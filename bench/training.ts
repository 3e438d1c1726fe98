/** Training of a perceptron and of a transformer: steps of the engine beside plain loops, and beside jax-js where it is installed. */
import type { Learner, NumberArray } from '../src/plugins/contract/training.ts';
import { onnxTraining as training } from '../src/runtime/onnx/train/index.ts';
import { PlainPerceptron } from '../src/runtime/onnx/train/reference/perceptron/fixture.ts';
import { createRng, rootSeed } from '../src/runtime/study/seed.ts';
import { generator } from './random.ts';
import type { Row } from './row.ts';
import { jaxSteps } from './training/jax.js';
import { writingRow } from './training/writing.ts';

const SIZES = [128, 256, 256, 16];
const ROWS = 64;
const RATE = 1e-3;
const WORK = `training step of a perceptron ${SIZES.join('-')}, batch ${ROWS}, Adam`;
const ROUNDS = 10;
const ROUND_MILLISECONDS = 200;
const rng = createRng(rootSeed(5));

export async function rows(): Promise<readonly Row[]> {
  return [...(await perceptronRows()), await transformerRow(), await writingRow()];
}

/** What to repeat, and who does the work: this thread, or it and others of the process. */
interface Contender {
  readonly step: () => Promise<unknown> | unknown;
  readonly threads: 'this' | 'all';
}

/**
 * Steps of each in a second of the processor's time. They take turns, and the best round of each counts: what else runs on
 * the machine only makes them slower.
 */
async function stepsPerSecond(
  contenders: Readonly<Record<string, Contender | undefined>>,
): Promise<Record<string, number>> {
  const best: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      if (contender) best[name] = Math.max(best[name] ?? 0, await oneRound(contender));
    }
  }
  return best;
}

async function oneRound({ step, threads }: Contender): Promise<number> {
  const usage = threads === 'all' ? process.cpuUsage : process.threadCpuUsage;
  let steps = 0;
  const start = usage();
  for (;;) {
    await step();
    steps++;
    const { user, system } = usage(start);
    const milliseconds = (user + system) / 1000;
    if (milliseconds >= ROUND_MILLISECONDS) return (1000 * steps) / milliseconds;
  }
}

async function perceptronRows(): Promise<readonly Row[]> {
  const next = generator(1);
  const inputs = Float32Array.from({ length: ROWS * (SIZES[0] ?? 1) }, () => 2 * next() - 1);
  const labels = Int32Array.from({ length: ROWS }, () => Math.floor(next() * (SIZES.at(-1) ?? 1)));
  const batch = { x: { dims: [ROWS, SIZES[0] ?? 1], data: inputs }, label: { dims: [ROWS], data: labels } };
  const learner = await perceptron();
  const { parameters } = await learner.state();
  const weights = SIZES.slice(1).map((_, layer) => parameters[`net.layer.${layer}.weight`] ?? new Float32Array());
  const plain = new PlainPerceptron(
    SIZES,
    ROWS,
    weights.map((numbers) => numbers.slice()),
  );
  const jax = await jaxStep(weights, inputs, labels);
  const figures = await stepsPerSecond({
    ours: { step: () => learner.step(batch), threads: 'this' },
    loops: { step: () => plain.step(inputs, labels, RATE), threads: 'this' },
    jax,
  });
  const row = { work: WORK, figure: figures['ours'] ?? Number.NaN, unit: 'steps/s' };
  const beside = (name: string, figure = Number.NaN) => ({ ...row, reference: { name, figure } });
  const target = { of: 'ratio', is: '>=', bound: 5 } as const;
  return [beside('plain loops', figures['loops']), ...(jax ? [{ ...beside('jax-js', figures['jax']), target }] : [])];
}

async function perceptron(): Promise<Learner<'net', 'x' | 'label'>> {
  const trainer = await training.trainer({
    networks: { net: training.perceptron({ sizes: SIZES }) },
    inputs: { x: 'real', label: 'index' },
    loss: (t, { net }, { x, label }) => training.losses.crossEntropy(t, net(x), label),
    optimizer: { method: 'adam', rate: RATE },
  });
  return trainer.learner(rng);
}

/** Undefined, and said so, where jax-js is not installed. */
async function jaxStep(
  weights: readonly Float32Array[],
  inputs: Float32Array,
  labels: Int32Array,
): Promise<Contender | undefined> {
  try {
    const step = await jaxSteps(weights, SIZES, inputs, labels);
    return { step: () => step(RATE), threads: 'all' };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    console.error('skipped: jax-js, because @jax-js/jax is not installed');
    return undefined;
  }
}

async function transformerRow(): Promise<Row> {
  const [vocabulary, batch, length] = [256, 16, 64];
  const trainer = await training.trainer({
    networks: { writer: training.transformer({ vocabulary, width: 128, layers: 4, heads: 4, positions: length }) },
    inputs: { tokens: 'index', targets: 'index' },
    loss: (t, { writer }, { tokens, targets }) => training.losses.crossEntropy(t, writer(tokens), targets),
    optimizer: { method: 'adamw', rate: RATE, clip: 1 },
  });
  const learner = trainer.learner(rng);
  const next = generator(2);
  const draw = (): NumberArray => ({
    dims: [batch, length],
    data: Int32Array.from({ length: batch * length }, () => Math.floor(next() * vocabulary)),
  });
  const lesson = { tokens: draw(), targets: draw() };
  const { ours = Number.NaN } = await stepsPerSecond({ ours: { step: () => learner.step(lesson), threads: 'this' } });
  return {
    work: `training step of a transformer, width 128, 4 layers, ${batch} × ${length} tokens, AdamW`,
    figure: ours * batch * length,
    unit: 'tokens/s',
  };
}

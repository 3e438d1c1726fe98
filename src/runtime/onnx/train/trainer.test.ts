import { describe, expect, test } from 'vitest';
import type { Device } from '../../../plugins/contract/language-model.ts';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import type { NumberArray, OptimizerOptions, TrainerOptions } from '../../../plugins/contract/training.ts';
import { createRng, rootSeed } from '../../study/seed.ts';
import { devices, isThere, noise } from '../graph/fixture.ts';
import { onnxTraining as training } from './index.ts';
import { PlainPerceptron } from './reference/perceptron/fixture.ts';

const { losses } = training;
const SIZES = [5, 7, 6, 3];
const next = noise(11);
const real = (...dims: readonly number[]): NumberArray => ({
  dims,
  data: Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, next),
});
const batch = { x: real(4, 5), label: { dims: [4], data: Int32Array.of(0, 2, 1, 0) } };
const rng = () => createRng(rootSeed(3));

function classifier(
  optimizer: OptimizerOptions,
  more: { readonly device?: Device; readonly signal?: AbortSignal } = {},
): TrainerOptions<'net', 'x' | 'label'> {
  return {
    networks: { net: training.perceptron({ sizes: SIZES }) },
    inputs: { x: 'real', label: 'index' },
    loss: (t, { net }, { x, label }) => {
      const loss = losses.crossEntropy(t, net(x), label);
      return { loss, figures: { entropy: losses.entropy(t, net(x)) } };
    },
    optimizer,
    ...more,
  };
}

const adam: OptimizerOptions = { method: 'adam', rate: 0.01 };

const plainAdam = async (device: Device) => {
  const trainer = await training.trainer(classifier(adam, { device }));
  const learner = trainer.learner(rng());
  const { parameters } = await learner.state();
  const weights = [0, 1, 2].map((layer) => parameters[`net.layer.${layer}.weight`]?.slice() ?? new Float32Array());
  const plain = new PlainPerceptron(SIZES, 4, weights);
  for (let step = 0; step < 30; step++) {
    const expected = plain.step(Float32Array.from(batch.x.data), batch.label.data, 0.01);
    const { loss } = await learner.step(batch);
    expect(loss).toBeCloseTo(expected, 4);
  }
  const after = await learner.state();
  for (const [layer, expected] of plain.weights.entries()) {
    const actual = after.parameters[`net.layer.${layer}.weight`];
    expect([...(actual ?? [])]).toEqual(Array.from(expected, (x) => expect.closeTo(x, 3)));
  }
  learner.dispose();
  await trainer.dispose();
};

for (const device of devices) {
  const where = `on ${device}, thirty steps of Adam give the losses and weights of plain loops`;
  test.skipIf(!isThere(device))(where, () => plainAdam(device));
}

const writer = (device: Device) =>
  training.trainer({
    networks: {
      net: training.transformer({ vocabulary: 7, width: 8, layers: 2, heads: 2, keyValueHeads: 1, positions: 6 }),
    },
    inputs: { tokens: 'index', targets: 'index' },
    loss: (t, { net }, { tokens, targets }) => losses.crossEntropy(t, net(tokens), targets),
    optimizer: { method: 'adamw', rate: 0.02, clip: 1 },
    device,
  });

for (const device of devices) {
  const where = `on ${device}, a transformer learns a text by heart, as on the processor`;
  test.skipIf(!isThere(device))(where, { timeout: 180_000 }, async () => {
    const tokens = { dims: [2, 5], data: Int32Array.of(1, 2, 3, 4, 5, 6, 5, 4, 0, 0) };
    const targets = { dims: [2, 5], data: Int32Array.of(2, 3, 4, 5, 6, 5, 4, 3, -1, -1) };
    const [here, there] = [(await writer('cpu')).learner(rng()), (await writer(device)).learner(rng())];
    for (let step = 0; step < 3; step++) {
      const [expected, actual] = [await here.step({ tokens, targets }), await there.step({ tokens, targets })];
      expect(actual.loss).toBeCloseTo(expected.loss, 3);
      expect(actual.gradientNorm).toBeCloseTo(expected.gradientNorm, 2);
    }
    for (let step = 0; step < 60; step++) await here.step({ tokens, targets });
    expect((await here.evaluate({ tokens, targets })).loss).toBeLessThan(0.1);
  });
}

test('AdamW shrinks matrices and nothing else, by rate times decay', async () => {
  const still = classifier({ method: 'adamw', rate: 0.1, decay: 0.5, epsilon: 1e9 });
  const learner = (await training.trainer(still)).learner(rng());
  const before = await learner.state();
  await learner.step(batch);
  const after = await learner.state();
  const weight = 'net.layer.0.weight';
  expect(after.parameters[weight]?.[0]).toBeCloseTo((before.parameters[weight]?.[0] ?? 0) * 0.95, 6);
  expect(after.parameters['net.layer.0.bias']?.[0]).toBeCloseTo(0, 6);
});

test('clipping scales all gradients together', async () => {
  const clip = 0.25;
  const [free, held] = await Promise.all(
    [{ method: 'sgd', rate: 1 } as const, { method: 'sgd', rate: 1, clip } as const].map((o) =>
      training.trainer(classifier(o)),
    ),
  );
  const [a, b] = [free?.learner(rng()), held?.learner(rng())];
  const start = (await a?.state())?.parameters['net.layer.2.bias'];
  const report = await a?.step(batch);
  await b?.step(batch);
  const moved = async (l: typeof a) =>
    ((await l?.state())?.parameters['net.layer.2.bias']?.[0] ?? 0) - (start?.[0] ?? 0);
  expect(report?.gradientNorm).toBeGreaterThan(clip);
  expect(await moved(b)).toBeCloseTo(((await moved(a)) * clip) / (report?.gradientNorm ?? 1), 5);
});

test('the same seed gives the same parameters, bit for bit, and another seed others', async () => {
  const trainer = await training.trainer(classifier(adam));
  const [a, b, c] = [trainer.learner(rng()), trainer.learner(rng()), trainer.learner(createRng(rootSeed(4)))];
  for (const learner of [a, b, c]) for (let step = 0; step < 5; step++) await learner.step(batch);
  expect(await b.state()).toEqual(await a.state());
  expect((await c.state()).parameters).not.toEqual((await a.state()).parameters);
});

test('a graph is made once for each combination of shapes, and shared by all learners', async () => {
  const trainer = await training.trainer(classifier(adam));
  const [a, b] = [trainer.learner(rng()), trainer.learner(rng())];
  for (const learner of [a, b, a]) await learner.step(batch);
  expect(trainer.graphs).toBe(1);
  await a.step({ x: real(2, 5), label: { dims: [2], data: Int32Array.of(1, 1) } });
  expect(trainer.graphs).toBe(2);
  await b.apply('net', real(9, 5));
  await a.apply('net', real(9, 5));
  await b.evaluate(batch);
  expect(trainer.graphs).toBe(4);
});

test('going on from a state gives what not stopping gives', async () => {
  const trainer = await training.trainer(classifier({ method: 'adam', rate: training.schedules.cosine(0.1, 0, 10) }));
  const whole = trainer.learner(rng());
  for (let step = 0; step < 3; step++) await whole.step(batch);
  const resumed = trainer.learner(structuredClone(await whole.state()));
  expect(resumed.steps).toBe(3);
  for (let step = 0; step < 3; step++) await Promise.all([whole.step(batch), resumed.step(batch)]);
  expect(await resumed.state()).toEqual(await whole.state());
});

test('evaluating moves nothing; the figures are those of the loss', async () => {
  const learner = (await training.trainer(classifier(adam))).learner(rng());
  const before = await learner.state();
  const { loss, figures } = await learner.evaluate(batch);
  expect(await learner.state()).toEqual(before);
  const step = await learner.step(batch);
  expect([step.loss, step.figures['entropy']]).toEqual([loss, figures['entropy']]);
  expect(figures['entropy']).toBeGreaterThan(0.5);
});

test('an aborted run stops at the next step', async () => {
  const abort = new AbortController();
  const learner = (await training.trainer(classifier(adam, { signal: abort.signal }))).learner(rng());
  await learner.step(batch);
  abort.abort(new Error('stopped'));
  await expect(learner.step(batch)).rejects.toThrow('stopped');
  expect(learner.steps).toBe(1);
});

describe('mistakes are named', () => {
  const wrong: readonly (readonly [string, Partial<Record<'x' | 'label', NumberArray>>])[] = [
    ['x has 19 numbers; its shape [4, 5] needs 20', { x: { dims: [4, 5], data: new Float32Array(19) } }],
    ['matmul: [4, 6] × [5, 7]: the inner lengths must be the same', { x: real(4, 6) }],
    ['pick, leaving out the last axis: shapes [4] and [3] differ', { label: { dims: [3], data: new Int32Array(3) } }],
    ['label needs indices, in an Int32Array', { label: real(4) }],
  ];
  test.each(wrong)('%s', async (message, change) => {
    const learner = (await training.trainer(classifier(adam))).learner(rng());
    await expect(learner.step({ ...batch, ...change })).rejects.toThrow(new RangeError(message));
    await expect(learner.step(batch)).resolves.toMatchObject({ loss: expect.any(Number) });
  });

  test('a state of other networks', async () => {
    const other = { ...classifier(adam), networks: { net: training.perceptron({ sizes: [5, 8, 3] }) } };
    const state = await (await training.trainer(other)).learner(rng()).state();
    const trainer = await training.trainer(classifier(adam));
    const help = 'A state goes on with the networks that it was saved from.';
    expect(() => trainer.learner(state)).toThrow(`net.layer.0.weight has 35 numbers, in the state 40. ${help}`);
    const { 'net.layer.0.weight': _, ...rest } = (await trainer.learner(rng()).state()).parameters;
    expect(() => trainer.learner({ ...state, parameters: rest })).toThrow(
      'The state has no parameter net.layer.0.weight.',
    );
  });

  test('a loss that is not finite moves nothing', async () => {
    const learner = (await training.trainer(classifier(adam))).learner(rng());
    const before = await learner.state();
    const broken = { ...batch, x: { dims: [4, 5], data: new Float32Array(20).fill(Number.NaN) } };
    await expect(learner.step(broken)).rejects.toThrow(Refusal);
    await expect(learner.step(broken)).rejects.toThrow('In step 1 the loss is NaN and its gradient is not finite');
    expect(await learner.state()).toEqual(before);
  });

  test('a label beyond the logits, a token beyond the vocabulary', async () => {
    const learner = (await training.trainer(classifier(adam))).learner(rng());
    const label = { dims: [4], data: Int32Array.of(0, 3, 1, 0) };
    await expect(learner.step({ ...batch, label })).rejects.toThrow('the loss is NaN');
    const writer = await training.trainer({
      networks: { net: training.transformer({ vocabulary: 5, width: 8, layers: 1, heads: 2, positions: 4 }) },
      inputs: { tokens: 'index' },
      loss: (t, { net }, { tokens }) => losses.crossEntropy(t, net(tokens), tokens),
      optimizer: adam,
    });
    const tokens = { dims: [1, 2], data: Int32Array.of(1, 5) };
    await expect(writer.learner(rng()).step({ tokens })).rejects.toThrow(
      /^ONNX Runtime could not run the graph: .*bounds/,
    );
  });

  test('two calls at once', async () => {
    const learner = (await training.trainer(classifier(adam))).learner(rng());
    const [first, second] = await Promise.allSettled([learner.step(batch), learner.step(batch)]);
    expect(first.status).toBe('fulfilled');
    expect(second).toMatchObject({ reason: { message: 'a learner does one thing at a time: await the call before' } });
  });

  test('a device that is not there, and options that make no sense', async () => {
    await expect(training.trainer(classifier(adam, { device: 'coreml' }))).rejects.toThrow(
      'The device `coreml` is not for this platform',
    );
    await expect(training.trainer(classifier({ method: 'adam', rate: 0 }))).rejects.toThrow('the rate is 0');
    await expect(training.trainer(classifier({ ...adam, clip: -1 }))).rejects.toThrow('clip is -1');
  });
});

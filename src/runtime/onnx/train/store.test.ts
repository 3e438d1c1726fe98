import { describe, expect, test } from 'vitest';
import type { Device } from '../../../plugins/contract/language-model.ts';
import type { OptimizerOptions } from '../../../plugins/contract/training.ts';
import { createRng, rootSeed } from '../../study/seed.ts';
import { devices, isThere, noise } from '../graph/fixture.ts';
import { onnxRuntime } from '../runtime.ts';
import { ArrayStore } from './array-store.ts';
import { batchFeeds } from './batch.ts';
import { DeviceStore } from './device-store.ts';
import { onnxTraining as training } from './index.ts';
import { initialNumbers } from './networks/initial.ts';
import { optimizerOf } from './optimizer/optimizer.ts';
import { gradients, names, parametersOf, update } from './programs.ts';
import { Graphs } from './sessions.ts';
import { numberIn, type Shared } from './store.ts';

const networks = { net: training.perceptron({ sizes: [3, 4, 2] }) };
const written = {
  networks,
  inputs: { x: 'real', label: 'index' },
  loss: (t, { net }, { x, label }) => training.losses.crossEntropy(t, net(x), label),
} satisfies Parameters<typeof gradients<'net', 'x' | 'label'>>[0];
const batch = {
  x: { dims: [4, 3], data: Float32Array.from({ length: 12 }, noise(2)) },
  label: { dims: [4], data: Int32Array.of(0, 1, 1, 0) },
};
const shapes = { x: [4, 3], label: [4] };

async function shared(options: OptimizerOptions, device: Device): Promise<Shared<'x' | 'label'>> {
  const runtime = await onnxRuntime();
  const optimizer = optimizerOf(options);
  return {
    runtime,
    optimizer,
    graphs: new Graphs(runtime, device),
    clip: options.clip,
    parameters: parametersOf(networks),
    write: {
      gradients: (at) => gradients(written, at),
      update: (at) => update(written, at, optimizer, options.clip),
    },
  };
}

const optimizers: readonly (readonly [string, OptimizerOptions])[] = [
  ['sgd', { method: 'sgd', rate: 0.1 }],
  ['momentum, clipped', { method: 'sgd', rate: (step) => 0.1 / (step + 1), momentum: 0.9, clip: 0.5 }],
  ['adam, clipped', { method: 'adam', rate: 0.01, clip: 0.1 }],
  ['adamw', { method: 'adamw', rate: 0.01, decay: 0.5, betas: [0.8, 0.9], epsilon: 1e-3 }],
];

for (const device of devices) {
  describe.skipIf(!isThere(device))(`an optimiser in the graph, on ${device}, does what it does on arrays`, () => {
    test.each(optimizers)('%s', async (_, options) => {
      const [here, there] = [await shared(options, 'cpu'), await shared(options, device)];
      const rng = createRng(rootSeed(1));
      const parameters = Object.fromEntries(here.parameters.map((spec) => [spec.name, initialNumbers(spec, rng)]));
      const arrays = new ArrayStore(here, { parameters, moments: {} });
      const held = new DeviceStore(there, { parameters, moments: {} });
      for (let step = 0; step < 8; step++) {
        const feeds = batchFeeds(here.runtime, batch);
        const [a, b] = [await arrays.step(step, '', shapes, feeds), await held.step(step, '', shapes, feeds)];
        for (const name of [names.loss, names.norm]) expect(numberIn(b[name])).toBeCloseTo(numberIn(a[name]), 4);
      }
      const [expected, actual] = [await arrays.numbers(), await held.numbers()];
      for (const part of ['parameters', 'moments'] as const) {
        expect(Object.keys(actual[part]).sort()).toEqual(Object.keys(expected[part]).sort());
        for (const [name, numbers] of Object.entries(expected[part])) {
          expect([...(actual[part][name] ?? [])]).toEqual(Array.from(numbers, (x) => expect.closeTo(x, 4)));
        }
      }
    });
  });
}

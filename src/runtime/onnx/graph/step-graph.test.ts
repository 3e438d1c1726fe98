import { expect, test } from 'vitest';
import { onnxRuntime } from '../runtime.ts';
import { GraphBuilder } from './builder.ts';
import { type DecoderConfig, decoderModel } from './decoder.ts';
import { type Feeds, loaded, noise, numbers, randomWeights, smallDecoder } from './fixture.ts';
import { ADDED, stepGraph } from './step-graph.ts';

const { Tensor } = await onnxRuntime();

const slotsOf = ({ layers, keyValueHeads: heads, headSize: size }: DecoderConfig) =>
  Array.from({ length: layers }, (_, layer) =>
    ['key', 'value'].map((part) => ({
      past: `past_key_values.${layer}.${part}`,
      present: `present.${layer}.${part}`,
      heads,
      size,
    })),
  ).flat();

const whole = (numbers: readonly number[], ...dims: readonly number[]) =>
  new Tensor('int64', BigInt64Array.from(numbers, BigInt), dims);

function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(expected.length);
  for (const [at, number] of found.entries()) expect(number).toBeCloseTo(expected[at] ?? Number.NaN, 5);
}

const variants: readonly (readonly [string, DecoderConfig])[] = [
  ['several queries for one key', smallDecoder],
  ['a key for each query', { ...smallDecoder, keyValueHeads: 4, width: 8 }],
];

test.each(variants)('a step gives the logits and the new column of the whole graph: %s', async (_, config) => {
  const bytes = decoderModel(config, randomWeights(config));
  const slots = slotsOf(config);
  const step = stepGraph(bytes, slots);
  if (!step) throw new Error('no step graph');
  const next = noise(5);
  const past = slots.map(({ past, heads, size }): [string, Feeds[string]] => [
    past,
    new Tensor('float32', Float32Array.from({ length: 2 * heads * 3 * size }, next), [2, heads, 3, size]),
  ]);
  // The second row has two columns of no meaning.
  const feeds = {
    input_ids: whole([5, 7], 2, 1),
    attention_mask: whole([1, 1, 1, 1, 1, 0, 0, 1], 2, 4),
    position_ids: whole([3, 1], 2, 1),
    ...Object.fromEntries(past),
  };
  const expected = await (await loaded(bytes))(feeds);
  const found = await (await loaded(step))(feeds);
  expect(Object.keys(found).sort()).toEqual([ADDED, 'logits']);
  expectClose(numbers(found['logits']), numbers(expected['logits']));
  const columns = slots.flatMap(({ present, heads, size }) => {
    const all = numbers(expected[present]);
    return Array.from({ length: 2 * heads }, (_, line) =>
      all.slice((line * 4 + 3) * size, (line + 1) * 4 * size),
    ).flat();
  });
  expectClose(numbers(found[ADDED]), columns);
});

test('a cache that is a plain Concat', async () => {
  const graph = new GraphBuilder(17);
  const ids = graph.input('input_ids', 'int64', ['batch', 1]);
  const past = graph.input('past_key_values.0.key', 'float32', ['batch', 1, 'past', 2]);
  const table = graph.initializer('table', 'float32', [3, 2], Float32Array.of(1, 2, 3, 4, 5, 6));
  const added = graph.node('Unsqueeze', [graph.node('Gather', [table, ids], 'float32'), graph.integers(1)], 'float32');
  const present = graph.node('Concat', [past, added], 'float32', { attributes: { axis: 2 } });
  graph.output('logits', graph.node('ReduceSum', [present, graph.integers(2)], 'float32'), ['batch', 1, 1, 2]);
  graph.output('present.0.key', present, ['batch', 1, 'total', 2]);
  const slots = [{ past: 'past_key_values.0.key', present: 'present.0.key', heads: 1, size: 2 }];
  const step = stepGraph(graph.bytes(), slots);
  if (!step) throw new Error('no step graph');
  const cache = new Tensor('float32', Float32Array.of(10, 20, 30, 40), [1, 1, 2, 2]);
  const found = await (await loaded(step))({ input_ids: whole([2], 1, 1), 'past_key_values.0.key': cache });
  expect(numbers(found['logits'])).toEqual([45, 66]);
  expect(numbers(found[ADDED])).toEqual([5, 6]);
});

test('a cache of another kind, and what is no graph, have no step graph', () => {
  const graph = new GraphBuilder(17);
  const past = graph.input('past_key_values.0.key', 'float32', ['batch', 1, 'past', 2]);
  graph.output('present.0.key', graph.node('Relu', [past], 'float32'), ['batch', 1, 'past', 2]);
  const slots = [{ past: 'past_key_values.0.key', present: 'present.0.key', heads: 1, size: 2 }];
  expect(stepGraph(graph.bytes(), slots)).toBeUndefined();
  expect(stepGraph(graph.bytes(), [])).toBeUndefined();
  expect(stepGraph(new TextEncoder().encode('<html>404</html>'), slots)).toBeUndefined();
});

import { GraphBuilder, type Value } from '../graph/index.ts';
import { vocabularySize } from '../models/fixture.ts';

/** How exporters differ. */
export interface SampleLayout {
  /** Positions are an input, counted from the mask, or simply those of the columns. */
  readonly positions: 'given' | 'counted' | 'columns';
  readonly cache: 'plain' | 'branch' | 'none';
  readonly type: 'float32' | 'float16';
  /** Whether activations before the head are rounded to 8 bits, anew in each call. */
  readonly quantised: boolean;
  /** How many tokens it can look at. */
  readonly context: number;
}

export const sampleLayout: SampleLayout = {
  positions: 'given',
  cache: 'plain',
  type: 'float32',
  quantised: false,
  context: 64,
};

const heads = 4;
const groups = 2;
const size = 16;
const width = heads * size;

type Float = Value<'float32'>;

/** A decoder of one layer with grouped heads, the same numbers in every layout. */
export function sampleGraph(given: Partial<SampleLayout> = {}): Uint8Array {
  const layout = { ...sampleLayout, ...given };
  const graph = new GraphBuilder();
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  const mask = graph.input('attention_mask', 'int64', ['batch', 'total']);
  const { next, weights } = numbers(graph);
  const positions = positionsOf(graph, layout, ids, mask);
  const table = graph.initializer(
    'places',
    'float32',
    [layout.context, width],
    Float32Array.from({ length: layout.context * width }, next),
  );
  const x = add(graph, embedded(graph, ids, next), graph.node('Gather', [table, positions], 'float32'));
  const [query, key, value] = [weights(width), weights(groups * size), weights(groups * size)].map((matrix) =>
    graph.node('MatMul', [x, matrix], 'float32'),
  );
  const past = layout.cache === 'none' ? [] : pastOf(graph, layout);
  const [mixed, presentKey, presentValue] = graph.nodes(
    'Attention',
    [query, key, value, allowed(graph, ids, mask), ...past],
    ['float32', 'float32', 'float32'],
    { attributes: { q_num_heads: heads, kv_num_heads: groups } },
  );
  if (layout.cache !== 'none') {
    output(graph, layout.type, 'present.0.key', presentKey);
    output(graph, layout.type, 'present.0.value', presentValue);
  }
  finish(graph, x, mixed, weights, layout);
  return graph.bytes();
}

/** The same with ONNX Runtime's own operator, as onnx-community's exports have it: the mask is counted, not looked at. */
export function groupQueryGraph({ context }: { readonly context: number } = sampleLayout): Uint8Array {
  const graph = new GraphBuilder();
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence']);
  const mask = graph.input('attention_mask', 'int64', ['batch', 'total']);
  const { next, weights } = numbers(graph);
  const x = embedded(graph, ids, next);
  const projected = [weights(width), weights(groups * size), weights(groups * size)].map((matrix) =>
    graph.node('MatMul', [x, matrix], 'float32'),
  );
  const dims = ['batch', groups, 'past', size];
  const past = ['key', 'value'].map((name) => graph.input(`past_key_values.0.${name}`, 'float32', dims));
  const counted = graph.node('ReduceSum', [mask, graph.integers(1)], 'int64', { attributes: { keepdims: 0 } });
  const lengths = cast(graph, graph.node('Sub', [counted, graph.integers(1)], 'int64'), 'int32');
  const total = cast(graph, lengthOf(graph, mask), 'int32');
  const angles = Float32Array.from({ length: context * 8 }, (_, at) => Math.floor(at / 8) / 10 ** ((at % 8) / 4));
  const tables = [Math.cos, Math.sin].map((turn, at) =>
    graph.initializer(
      `turn${at}`,
      'float32',
      [context, 8],
      angles.map((angle) => turn(angle)),
    ),
  );
  const [mixed, key, value] = graph.nodes(
    'GroupQueryAttention',
    [...projected, ...past, lengths, total, ...tables],
    ['float32', 'float32', 'float32'],
    { domain: 'com.microsoft', attributes: { num_heads: heads, kv_num_heads: groups, do_rotary: 1 } },
  );
  output(graph, 'float32', 'present.0.key', key);
  output(graph, 'float32', 'present.0.value', value);
  finish(graph, x, mixed, weights);
  return graph.bytes();
}

/** Deterministic numbers, and matrices of them. */
function numbers(graph: GraphBuilder) {
  let state = 7;
  let count = 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const weights = (columns: number): Float =>
    graph.initializer(
      `weights${count++}`,
      'float32',
      [width, columns],
      Float32Array.from({ length: width * columns }, () => next() / 4),
    );
  return { next, weights };
}

function embedded(graph: GraphBuilder, ids: Value, next: () => number): Float {
  const data = Float32Array.from({ length: vocabularySize * width }, next);
  return graph.node(
    'Gather',
    [graph.initializer('embedding', 'float32', [vocabularySize, width], data), ids],
    'float32',
  );
}

function finish(
  graph: GraphBuilder,
  x: Float,
  mixed: Float,
  weights: (columns: number) => Float,
  { type, quantised } = sampleLayout,
): void {
  const joined = add(graph, x, graph.node('MatMul', [mixed, weights(width)], 'float32'));
  const hidden = graph.node('Tanh', [joined], 'float32');
  const logits = graph.node(
    'MatMul',
    [quantised ? rounded(graph, hidden) : hidden, weights(vocabularySize)],
    'float32',
  );
  graph.output('logits', type === 'float16' ? cast(graph, logits, 'float16') : logits, [
    'batch',
    'sequence',
    vocabularySize,
  ]);
}

/** To steps of 1/127 of the largest number of the whole call, as exports with 8 bits do. */
function rounded(graph: GraphBuilder, x: Float): Float {
  const largest = graph.node('ReduceMax', [graph.node('Abs', [x], 'float32')], 'float32', {
    attributes: { keepdims: 0 },
  });
  const step = graph.node('Div', [largest, graph.scalar(127)], 'float32');
  return graph.node(
    'Mul',
    [graph.node('Round', [graph.node('Div', [x, step], 'float32')], 'float32'), step],
    'float32',
  );
}

function add(graph: GraphBuilder, a: Float, b: Float): Float {
  return graph.node('Add', [a, b], 'float32');
}

function cast<T extends 'int32' | 'int64' | 'float16' | 'float32'>(graph: GraphBuilder, value: Value, to: T): Value<T> {
  const codes = { float32: 1, int32: 6, int64: 7, float16: 10 };
  return graph.node('Cast', [value], to, { attributes: { to: codes[to] } });
}

/** The length of the second axis, a number of no dimension. */
function lengthOf(graph: GraphBuilder, value: Value): Value<'int64'> {
  return graph.node('Squeeze', [graph.node('Shape', [value], 'int64', { attributes: { start: 1, end: 2 } })], 'int64');
}

function positionsOf(graph: GraphBuilder, { positions }: SampleLayout, ids: Value, mask: Value): Value<'int64'> {
  if (positions === 'given') return graph.input('position_ids', 'int64', ['batch', 'sequence']);
  const total = lengthOf(graph, mask);
  const first = graph.node('Sub', [total, lengthOf(graph, ids)], 'int64');
  if (positions === 'columns') {
    const row = graph.node('Range', [first, total, graph.integer(1)], 'int64');
    return graph.node('Expand', [row, graph.node('Shape', [ids], 'int64')], 'int64');
  }
  const counted = graph.node('CumSum', [mask, graph.integers(1)], 'int64');
  const places = graph.node(
    'Max',
    [graph.node('Sub', [counted, graph.integers(1)], 'int64'), graph.integers(0)],
    'int64',
  );
  const start = graph.node('Unsqueeze', [first, graph.integers(0)], 'int64');
  return graph.node('Slice', [places, start, graph.integers(2 ** 40), graph.integers(1)], 'int64');
}

/** Which columns each token may look at: real ones up to its own, and its own. */
function allowed(graph: GraphBuilder, ids: Value, mask: Value): Value<'bool'> {
  const total = lengthOf(graph, mask);
  const first = graph.node('Sub', [total, lengthOf(graph, ids)], 'int64');
  const one = graph.integer(1);
  const rows = graph.node('Unsqueeze', [graph.node('Range', [first, total, one], 'int64'), graph.integers(1)], 'int64');
  const columns = graph.node('Range', [graph.integer(0), total, one], 'int64');
  const real = graph.node(
    'Unsqueeze',
    [graph.node('Greater', [mask, graph.integer(0)], 'bool'), graph.integers(1, 2)],
    'bool',
  );
  const before = graph.node('And', [graph.node('Less', [columns, rows], 'bool'), real], 'bool');
  return graph.node('Or', [before, graph.node('Equal', [columns, rows], 'bool')], 'bool');
}

/** The cache; of two graphs in one, the one without a cache leaves it out. */
function pastOf(graph: GraphBuilder, { cache, type }: SampleLayout): readonly Float[] {
  const dims = ['batch', groups, 'past', size];
  const inputs = ['key', 'value'].map((name) => graph.input(`past_key_values.0.${name}`, type, dims));
  const past = inputs.map(
    (input): Float => (input.type === 'float16' ? cast(graph, input, 'float32') : { ...input, type: 'float32' }),
  );
  if (cache === 'plain') return past;
  const branch = graph.input('use_cache_branch', 'bool', [1]);
  const start = graph.node('Where', [branch, graph.integers(0), graph.integers(2 ** 40)], 'int64');
  return past.map((value) =>
    graph.node('Slice', [value, start, graph.integers(2 ** 40), graph.integers(2)], 'float32'),
  );
}

function output(graph: GraphBuilder, type: SampleLayout['type'], name: string, value: Float): void {
  const dims = ['batch', groups, 'total', size];
  graph.output(name, type === 'float16' ? cast(graph, value, 'float16') : value, dims);
}

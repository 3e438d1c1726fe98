import type { Tape, Variable } from '../../../plugins/contract/tape.ts';
import { noise } from '../graph/fixture.ts';
import { elementCount, GraphBuilder } from '../graph/index.ts';
import { onnxRuntime } from '../runtime.ts';
import { Known, referenceTape } from './reference/fixture.ts';
import { graphTape } from './tape/graph-tape.ts';
import { GraphVariable, Recorder } from './tape/recorder.ts';

/** A computation of some learned numbers and some fixed indices. */
export interface Case {
  /** Shapes of what is learned; with `positive`, numbers from 0.5 to 2. */
  readonly learned: Readonly<Record<string, readonly number[]>>;
  readonly positive?: boolean;
  readonly indices?: Readonly<Record<string, { readonly dims: readonly number[]; readonly data: readonly number[] }>>;
  write(t: Tape, x: (name: string) => Variable): Variable;
}

type Numbers = ReadonlyMap<string, Known>;

/** The output, and the gradient of its weighted sum, in the graph and by plain loops with finite differences in doubles. */
export interface Compared {
  readonly output: readonly number[];
  readonly expected: readonly number[];
  readonly gradients: readonly number[];
  readonly differences: readonly number[];
}

const STEP = 1e-5;

export async function compared(test: Case, device = 'cpu'): Promise<Compared> {
  const numbers = startingNumbers(test);
  const reference = (at: Numbers) => test.write(referenceTape, (name) => found(at, name));
  const output = reference(numbers);
  if (!(output instanceof Known)) throw new TypeError('the reference lost its numbers');
  const weights = weightsOf(output.dims);
  const loss = (at: Numbers): number => {
    const weighted = referenceTape.sum(referenceTape.multiply(reference(at), new Known(output.dims, weights)));
    return weighted instanceof Known ? (weighted.data[0] ?? Number.NaN) : Number.NaN;
  };
  const differences = Object.keys(test.learned).flatMap((name) => {
    const { dims, data } = found(numbers, name);
    return data.map((value, i) => {
      const moved = (by: number) => loss(new Map([...numbers, [name, new Known(dims, data.with(i, value + by))]]));
      return (moved(STEP) - moved(-STEP)) / (2 * STEP);
    });
  });
  return { ...(await inGraph(test, numbers, output.dims, device)), expected: output.data, differences };
}

/** The largest error, relative to the largest number. */
export function error(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length || actual.length === 0) return Number.POSITIVE_INFINITY;
  const largest = Math.max(1e-3, ...expected.map(Math.abs));
  return Math.max(...actual.map((x, i) => Math.abs(x - (expected[i] ?? Number.NaN)))) / largest;
}

async function inGraph(test: Case, numbers: Numbers, dims: readonly number[], device: string) {
  const { InferenceSession, Tensor } = await onnxRuntime();
  const recorder = new Recorder(new GraphBuilder());
  const tape = graphTape(recorder);
  const variables = new Map<string, GraphVariable>();
  for (const [name, { dims, type }] of numbers) variables.set(name, recorder.input(name, type, dims, type === 'real'));
  const output = test.write(tape, (name) => found(variables, name));
  const loss = tape.sum(tape.multiply(output, tape.table(Float32Array.from(weightsOf(dims)), dims)));
  const names = Object.keys(test.learned);
  const learned = names.map((name) => found(variables, name));
  const outputs = [written(output), ...recorder.gradients(written(loss), learned)];
  for (const [i, variable] of outputs.entries()) recorder.graph.output(`out ${i}`, variable.value, variable.dims);
  const session = await InferenceSession.create(recorder.graph.bytes(), { executionProviders: [device] });
  const feeds = [...numbers].map(([name, { dims, data, type }]) => [
    name,
    type === 'real'
      ? new Tensor('float32', Float32Array.from(data), dims)
      : new Tensor('int32', Int32Array.from(data), dims),
  ]);
  const answer = await session.run(Object.fromEntries(feeds));
  const read = (i: number) => Array.from<number | bigint | string, number>(answer[`out ${i}`]?.data ?? [], Number);
  return { output: read(0), gradients: names.flatMap((_, i) => read(i + 1)) };
}

function written(x: Variable): GraphVariable {
  if (!(x instanceof GraphVariable)) throw new TypeError('not in a graph');
  return x;
}

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new RangeError(`no ${name}`);
  return value;
}

/** Numbers that float32 holds exactly, so that both sides compute with the same. */
function startingNumbers({ learned, indices = {}, positive }: Case): Map<string, Known> {
  const next = noise(7);
  const start = () => Math.fround(positive ? 1.25 + 0.75 * next() : 1.5 * next());
  return new Map([
    ...Object.entries(learned).map(
      ([name, dims]) => [name, new Known(dims, Array.from({ length: elementCount(dims) }, start))] as const,
    ),
    ...Object.entries(indices).map(([name, { dims, data }]) => [name, new Known(dims, data, 'index')] as const),
  ]);
}

function weightsOf(dims: readonly number[]): number[] {
  return Array.from({ length: elementCount(dims) }, noise(3)).map(Math.fround);
}

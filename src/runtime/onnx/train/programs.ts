import type { Variable } from '../../../plugins/contract/tape.ts';
import type { LossParts, Network, ParameterSpec, TrainerOptions } from '../../../plugins/contract/training.ts';
import { GraphBuilder } from '../graph/index.ts';
import type { Optimizer } from './optimizer/optimizer.ts';
import { mapped } from './records.ts';
import { add, divide, maximum, multiply } from './tape/arithmetic.ts';
import { graphTape } from './tape/graph-tape.ts';
import { pointwise } from './tape/pointwise.ts';
import { GraphVariable, Recorder } from './tape/recorder.ts';

/** A parameter of one of the networks: its name is `network.parameter`. */
export type Parameter = ParameterSpec;

export type Shapes<I extends string> = Readonly<Record<I, readonly number[]>>;

/** What graphs call their inputs and outputs. */
export const names = {
  parameter: (name: string) => `parameter/${name}`,
  moment: (kind: string, name: string) => `moment/${kind}/${name}`,
  input: (name: string) => `input/${name}`,
  factor: (place: number, isMatrix: boolean) => `factor/${isMatrix ? 'matrix' : 'other'}/${place}`,
  gradient: (name: string) => `gradient/${name}`,
  /** The value of a parameter or moment after the step. */
  next: (name: string) => `next/${name}`,
  copy: (name: string) => `copy/${name}`,
  figure: (name: string) => `figure/${name}`,
  loss: 'loss',
  norm: 'norm',
  output: 'output',
} as const;

export function parametersOf(networks: Readonly<Record<string, Network>>): readonly Parameter[] {
  return Object.entries(networks).flatMap(([network, { parameters }]) =>
    parameters.map((parameter) => ({ ...parameter, name: `${network}.${parameter.name}` })),
  );
}

export const isMatrix = ({ dims }: Parameter): boolean => dims.length > 1;

type Written<N extends string, I extends string> = Pick<TrainerOptions<N, I>, 'networks' | 'inputs' | 'loss'>;

/** Loss and figures, and no gradients. */
export function evaluation<N extends string, I extends string>(written: Written<N, I>, shapes: Shapes<I>): Uint8Array {
  return begun(written, shapes).recorder.graph.bytes();
}

/** Loss, figures, the gradient of each parameter, and the norm of all of them together. */
export function gradients<N extends string, I extends string>(written: Written<N, I>, shapes: Shapes<I>): Uint8Array {
  const { recorder, loss, parameters } = begun(written, shapes);
  const slopes = recorder.gradients(loss, [...parameters.values()]);
  for (const [i, name] of [...parameters.keys()].entries()) output(recorder, names.gradient(name), slopes[i]);
  output(recorder, names.norm, norm(recorder, slopes));
  return recorder.graph.bytes();
}

/** Loss, figures, norm, and all parameters and moments as they are after a step of the optimiser. */
export function update<N extends string, I extends string>(
  written: Written<N, I>,
  shapes: Shapes<I>,
  optimizer: Optimizer,
  clip: number | undefined,
): Uint8Array {
  const { recorder: r, loss, parameters } = begun(written, shapes);
  const slopes = r.gradients(loss, [...parameters.values()]);
  const size = norm(r, slopes);
  output(r, names.norm, size);
  const limit = clip === undefined ? undefined : r.constant(clip);
  const scale = limit && divide(r, limit, maximum(r, size, limit));
  const factors = [false, true].map((matrix) =>
    optimizer.factors(0, matrix).map((_, place) => r.input(names.factor(place, matrix), 'real', [])),
  );
  for (const [i, [name, parameter]] of [...parameters].entries()) {
    const slope = slopes[i] ?? r.filled(0, parameter.dims);
    const moments = optimizer.moments.map((kind) => r.input(names.moment(kind, name), 'real', parameter.dims));
    const scaled = scale ? multiply(r, slope, scale) : slope;
    const next = optimizer.write(r, parameter, scaled, moments, factors[parameter.dims.length > 1 ? 1 : 0] ?? []);
    output(r, names.next(names.parameter(name)), next.parameter);
    for (const [m, kind] of optimizer.moments.entries())
      output(r, names.next(names.moment(kind, name)), next.moments[m]);
  }
  return r.graph.bytes();
}

/** What one network makes of one input. */
export function application(
  networks: Readonly<Record<string, Network>>,
  network: string,
  { type, dims }: { readonly type: Variable['type']; readonly dims: readonly number[] },
): Uint8Array {
  const recorder = new Recorder(new GraphBuilder());
  const parameters = parameterInputs(recorder, networks, false);
  const input = recorder.input(names.input(network), type, dims);
  const made = networks[network]?.apply(graphTape(recorder), parameterIn(parameters, network), input);
  output(recorder, names.output, made);
  return recorder.graph.bytes();
}

/** The same numbers under other names. */
export function copies(inputs: readonly Pick<Parameter, 'name' | 'dims'>[]): Uint8Array {
  const recorder = new Recorder(new GraphBuilder());
  for (const { name, dims } of inputs) output(recorder, names.copy(name), recorder.input(name, 'real', dims));
  return recorder.graph.bytes();
}

/** The graph with loss and figures as outputs. */
function begun<N extends string, I extends string>({ networks, inputs, loss }: Written<N, I>, shapes: Shapes<I>) {
  const recorder = new Recorder(new GraphBuilder());
  const tape = graphTape(recorder);
  const parameters = parameterInputs(recorder, networks, true);
  const applied = mapped(
    networks,
    (network: Network, name) => (input: Variable) => network.apply(tape, parameterIn(parameters, name), input),
  );
  const shapeOf: Readonly<Record<string, readonly number[]>> = shapes;
  const variables = mapped(
    inputs,
    (type: Variable['type'], name): Variable => recorder.input(names.input(name), type, shapeOf[name] ?? []),
  );
  const parts = partsOf(loss(tape, applied, variables));
  output(recorder, names.loss, parts.loss);
  for (const [name, figure] of Object.entries(parts.figures)) output(recorder, names.figure(name), figure);
  return { recorder, parameters, loss: inGraph('the loss', parts.loss) };
}

function partsOf(made: Variable | LossParts): LossParts {
  return 'loss' in made ? made : { loss: made, figures: {} };
}

function parameterInputs(
  recorder: Recorder,
  networks: Readonly<Record<string, Network>>,
  isLearned: boolean,
): ReadonlyMap<string, GraphVariable> {
  return new Map(
    parametersOf(networks).map(({ name, dims }) => [
      name,
      recorder.input(names.parameter(name), 'real', dims, isLearned),
    ]),
  );
}

function parameterIn(parameters: ReadonlyMap<string, GraphVariable>, network: string): (name: string) => Variable {
  return (name) => {
    const parameter = parameters.get(`${network}.${name}`);
    if (!parameter) throw new RangeError(`${network} uses a parameter ${name} that it does not list`);
    return parameter;
  };
}

function norm(r: Recorder, slopes: readonly GraphVariable[]): GraphVariable {
  const squares = slopes.map((slope) => r.emit('ReduceSumSquare', [slope], [], { keepdims: 0 }));
  return pointwise(
    r,
    'Sqrt',
    squares.reduce((a, b) => add(r, a, b)),
  );
}

function output(recorder: Recorder, name: string, variable: Variable | undefined): void {
  const { value, dims } = inGraph(name, variable);
  recorder.graph.output(name, value, dims);
}

function inGraph(what: string, variable: Variable | undefined): GraphVariable {
  if (variable instanceof GraphVariable) return variable;
  throw new RangeError(`${what} is no variable of this tape`);
}

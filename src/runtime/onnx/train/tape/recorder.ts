import type { Variable } from '../../../../plugins/contract/tape.ts';
import { type Attribute, elementCount, type GraphBuilder, type Value } from '../../graph/index.ts';
import { isSameShape, shapeText } from './shapes.ts';

/** A variable whose computation stands in an ONNX graph. */
export class GraphVariable implements Variable {
  readonly value: Value;
  readonly dims: readonly number[];
  readonly type: Variable['type'];
  /** True for parameters and what is computed from them. */
  readonly isLearned: boolean;

  constructor(value: Value, dims: readonly number[], isLearned = false) {
    this.value = value;
    this.dims = dims;
    this.type = value.type === 'float32' ? 'real' : 'index';
    this.isLearned = isLearned;
  }
}

/** The gradient for each input of an operation, given that of its output; made only where it is asked for. */
export type Backward = (
  gradient: GraphVariable,
  output: GraphVariable,
) => readonly ((() => GraphVariable) | undefined)[];

interface Operation {
  readonly inputs: readonly GraphVariable[];
  readonly output: GraphVariable;
  readonly backward: Backward;
}

type Attributes = Readonly<Record<string, Attribute>>;

/**
 * Reverse-mode differentiation: notes which operation made which variable, and writes the backward pass into the same graph. The
 * rules are written in terms of the operations themselves.
 */
export class Recorder {
  readonly graph: GraphBuilder;
  readonly #operations: Operation[] = [];
  #isRecording = true;

  constructor(graph: GraphBuilder) {
    this.graph = graph;
  }

  input(name: string, type: Variable['type'], dims: readonly number[], isLearned = false): GraphVariable {
    return new GraphVariable(this.graph.input(name, type === 'real' ? 'float32' : 'int32', dims), dims, isLearned);
  }

  constant(value: number): GraphVariable {
    return new GraphVariable(this.graph.scalar(value), []);
  }

  /** One number, everywhere. */
  filled(value: number, dims: readonly number[]): GraphVariable {
    return this.emit('Expand', [this.graph.scalar(value), this.graph.integers(...dims)], dims);
  }

  /** A node that no gradient flows through. */
  emit(
    operator: string,
    inputs: readonly (GraphVariable | Value)[],
    dims: readonly number[],
    attributes: Attributes = {},
  ): GraphVariable {
    return new GraphVariable(this.graph.node(operator, inputs.map(tensorOf), 'float32', { attributes }), dims);
  }

  /** A node of variables, with its rule; other inputs, such as axes, stand in `fixed`. */
  record(
    operator: string,
    inputs: readonly GraphVariable[],
    dims: readonly number[],
    backward: Backward,
    { fixed = [], attributes = {} }: { fixed?: readonly Value[]; attributes?: Attributes } = {},
  ): GraphVariable {
    const value = this.graph.node(operator, [...inputs.map(tensorOf), ...fixed], 'float32', { attributes });
    return this.recorded(value, inputs, dims, backward);
  }

  /** The output of nodes that stand in the graph already, with the rule of all of them together. */
  recorded(value: Value, inputs: readonly GraphVariable[], dims: readonly number[], backward: Backward): GraphVariable {
    const output = new GraphVariable(value, dims, this.#isRecording && inputs.some(({ isLearned }) => isLearned));
    if (output.isLearned) this.#operations.push({ inputs, output, backward });
    return output;
  }

  /** The gradient of a number of no dimension by each of the parameters. Throws RangeError where it has dimensions. */
  gradients(loss: GraphVariable, parameters: readonly GraphVariable[]): readonly GraphVariable[] {
    if (loss.dims.length > 0) throw new RangeError(`a loss is one number; its shape is ${shapeText(loss.dims)}`);
    this.#isRecording = false;
    const gradients = new Map<GraphVariable, GraphVariable>([[loss, this.constant(1)]]);
    for (const { inputs, output, backward } of this.#operations.toReversed()) {
      const gradient = gradients.get(output);
      if (!gradient) continue;
      const makers = backward(gradient, output);
      for (const [i, input] of inputs.entries()) {
        const made = input.isLearned ? makers[i]?.() : undefined;
        if (made) gradients.set(input, this.#together(gradients.get(input), made, input));
      }
    }
    this.#isRecording = true;
    return parameters.map((parameter) => gradients.get(parameter) ?? this.filled(0, parameter.dims));
  }

  #together(before: GraphVariable | undefined, made: GraphVariable, input: GraphVariable): GraphVariable {
    if (!isSameShape(made.dims, input.dims)) {
      throw new Error(`a gradient of shape ${shapeText(made.dims)} for ${shapeText(input.dims)}`);
    }
    return before ? this.emit('Add', [before, made], input.dims) : made;
  }

  /** The same numbers in another shape; no rule. */
  shaped(x: GraphVariable, dims: readonly number[]): GraphVariable {
    if (isSameShape(x.dims, dims)) return x;
    if (elementCount(x.dims) !== elementCount(dims)) {
      throw new RangeError(`reshape: ${shapeText(x.dims)} does not have the numbers of ${shapeText(dims)}`);
    }
    return this.emit('Reshape', [x, this.graph.integers(...dims)], dims);
  }

  /** Sums a gradient over the axes along which `dims` was broadcast. */
  summedTo(gradient: GraphVariable, dims: readonly number[]): GraphVariable {
    const added = gradient.dims.length - dims.length;
    const axes = gradient.dims.flatMap((dim, axis) => (axis < added || dims[axis - added] !== dim ? [axis] : []));
    if (axes.length === 0) return gradient;
    const left = gradient.dims.filter((_, axis) => !axes.includes(axis));
    const sum = this.emit('ReduceSum', [gradient, this.graph.integers(...axes)], left, { keepdims: 0 });
    return this.shaped(sum, dims);
  }
}

function tensorOf(input: GraphVariable | Value): Value {
  return input instanceof GraphVariable ? input.value : input;
}

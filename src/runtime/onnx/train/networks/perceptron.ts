import type { Tape, Variable } from '../../../../plugins/contract/tape.ts';
import type { Network, ParameterSpec, PerceptronOptions } from '../../../../plugins/contract/training.ts';
import { GraphBuilder, type Value } from '../../graph/index.ts';

type Activation = NonNullable<PerceptronOptions['activation']>;

/**
 * A multilayer perceptron: [..., numbers in] → [..., numbers out], no activation after the last layer. Begins with normal weights of
 * deviation 1/√in, or √(2/in) before relu and silu, and biases of 0. Throws RangeError on sizes that are none.
 */
export function perceptron({ sizes, activation = 'tanh' }: PerceptronOptions): Network {
  if (sizes.length < 2 || !sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new RangeError(
      `perceptron: sizes [${sizes.join(', ')}]; it needs the numbers in and out, whole and positive`,
    );
  }
  const layers = sizes.length - 1;
  return {
    parameters: sizes.slice(1).flatMap((out, layer) => layerParameters(layer, sizes[layer] ?? 1, out, activation)),
    apply: (tape, parameter, input) => {
      let x = input;
      for (let layer = 0; layer < layers; layer++) {
        const product = tape.matmul(x, parameter(`layer.${layer}.weight`));
        x = tape.add(product, parameter(`layer.${layer}.bias`));
        if (layer < layers - 1) x = activated(tape, activation, x);
      }
      return x;
    },
    files: (parameters) =>
      new Map<string, string | Uint8Array>([
        ['config.json', `${JSON.stringify({ model_type: 'perceptron', sizes, activation }, undefined, 2)}\n`],
        ['onnx/model.onnx', perceptronModel(sizes, activation, parameters)],
      ]),
  };
}

function layerParameters(layer: number, inner: number, out: number, activation: Activation): readonly ParameterSpec[] {
  const deviation = activation === 'tanh' ? Math.sqrt(1 / inner) : Math.sqrt(2 / inner);
  return [
    { name: `layer.${layer}.weight`, dims: [inner, out], initial: { deviation } },
    { name: `layer.${layer}.bias`, dims: [out], initial: 'zeros' },
  ];
}

function activated(tape: Tape, activation: Activation, x: Variable): Variable {
  if (activation === 'tanh') return tape.tanh(x);
  return activation === 'relu' ? tape.relu(x) : tape.silu(x);
}

/** `input` [batch, in] → `output` [batch, out]. */
function perceptronModel(
  sizes: readonly number[],
  activation: Activation,
  parameters: Readonly<Record<string, Float32Array>>,
): Uint8Array {
  const graph = new GraphBuilder();
  let x: Value = graph.input('input', 'float32', ['batch', sizes[0] ?? 1]);
  for (const [layer, inner] of sizes.slice(0, -1).entries()) {
    const out = sizes[layer + 1] ?? 1;
    const stored = (part: string, dims: readonly number[]) =>
      graph.initializer(
        `layer.${layer}.${part}`,
        'float32',
        dims,
        parameters[`layer.${layer}.${part}`] ?? new Float32Array(),
      );
    x = graph.node('Gemm', [x, stored('weight', [inner, out]), stored('bias', [out])], 'float32');
    if (layer < sizes.length - 2)
      x = activation === 'silu' ? silu(graph, x) : graph.node(operators[activation], [x], 'float32');
  }
  graph.output('output', x, ['batch', sizes.at(-1) ?? 1]);
  return graph.bytes();
}

const operators = { tanh: 'Tanh', relu: 'Relu' } as const;

function silu(graph: GraphBuilder, x: Value): Value {
  return graph.node('Mul', [x, graph.node('Sigmoid', [x], 'float32')], 'float32');
}

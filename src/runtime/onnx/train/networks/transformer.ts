import type { Tape, Variable } from '../../../../plugins/contract/tape.ts';
import type { Network, ParameterSpec, TransformerOptions } from '../../../../plugins/contract/training.ts';
import {
  type DecoderConfig,
  decoderModel,
  decoderParameters,
  openDecoderModel,
  type ParameterShape,
} from '../../graph/index.ts';
import { shapeText } from '../tape/shapes.ts';

type Parameter = (name: string) => Variable;

const EPSILON = 1e-5;

/**
 * A decoder-only transformer: tokens [batch, sequence] → logits [batch, sequence, vocabulary]. Texts are padded on the
 * right, with targets that do not count there. Its files have the same decoder with a cache: see `decoderModel`.
 * Throws RangeError on sizes that do not fit together.
 */
export function transformer(options: TransformerOptions): Network {
  const config = decoderConfig(options);
  return {
    parameters: decoderParameters(config).map((shape) => initialised(shape, config.layers)),
    apply: (tape, parameter, input) => logits(tape, parameter, input, config),
    writing: {
      vocabulary: config.vocabulary,
      positions: config.positions,
      layers: config.layers,
      heads: config.keyValueHeads,
      headSize: config.headSize,
      graph: (called) => openDecoderModel(config, called),
    },
    files: (parameters) =>
      new Map<string, string | Uint8Array>([
        ['config.json', `${JSON.stringify(configFile(config, options.endToken), undefined, 2)}\n`],
        ['onnx/model.onnx', decoderModel(config, parameters)],
        ...Object.entries(options.tokenizer ?? {}),
      ]),
  };
}

function decoderConfig(options: TransformerOptions): DecoderConfig {
  const { vocabulary, width, layers, heads, positions } = options;
  const { keyValueHeads = heads, hidden = Math.ceil((width * 8) / 3 / 8) * 8, theta = 10_000, tied = true } = options;
  if (width % (2 * heads) !== 0) {
    throw new RangeError(`transformer: width ${width} / heads ${heads} must be an even number`);
  }
  if (heads % keyValueHeads !== 0) {
    throw new RangeError(`transformer: keyValueHeads ${keyValueHeads} must divide heads ${heads}`);
  }
  const headSize = width / heads;
  const sizes = { vocabulary, width, hidden, layers, heads, keyValueHeads, headSize, positions };
  const wrong = Object.entries(sizes).find(([, size]) => !(Number.isInteger(size) && size > 0));
  if (wrong) throw new RangeError(`transformer: ${wrong[0]} is ${wrong[1]}; it must be whole and positive`);
  return { ...sizes, theta, tied, epsilon: EPSILON, rotary: 'halves' };
}

/** What is added to the stream of a token starts smaller the more layers add to it. */
function initialised({ name, dims }: ParameterShape, layers: number): ParameterSpec {
  const [rows = 1, columns] = dims;
  if (columns === undefined) return { name, dims, initial: 'ones' };
  if (name === 'embedding') return { name, dims, initial: { deviation: columns ** -0.5 } };
  const isAdded = name.endsWith('.output') || name.endsWith('.down');
  return { name, dims, initial: { deviation: rows ** -0.5 * (isAdded ? (2 * layers) ** -0.5 : 1) } };
}

function logits(tape: Tape, parameter: Parameter, tokens: Variable, config: DecoderConfig): Variable {
  const [, length = 0] = tokens.dims;
  if (tokens.dims.length !== 2 || length > config.positions) {
    throw new RangeError(
      `transformer: tokens have the shape ${shapeText(tokens.dims)}; it must be [batch, at most ${config.positions}]`,
    );
  }
  let x = tape.rows(parameter('embedding'), tokens);
  for (let layer = 0; layer < config.layers; layer++) {
    x = tape.add(x, attended(tape, parameter, x, config, `layer.${layer}.attention`));
    x = tape.add(x, fed(tape, parameter, x, `layer.${layer}.feed`));
  }
  const normal = tape.rmsNorm(x, parameter('norm'), EPSILON);
  return tape.matmul(normal, config.tied ? tape.transpose(parameter('embedding'), [1, 0]) : parameter('head'));
}

function attended(tape: Tape, parameter: Parameter, x: Variable, config: DecoderConfig, at: string): Variable {
  const [batch = 1, length = 1] = x.dims;
  const { heads, keyValueHeads, headSize, theta } = config;
  const normal = tape.rmsNorm(x, parameter(`${at}.norm`), EPSILON);
  const split = (name: string, count: number) => {
    const flat = tape.matmul(normal, parameter(`${at}.${name}`));
    return tape.transpose(tape.reshape(flat, [batch, length, count, headSize]), [0, 2, 1, 3]);
  };
  const query = tape.rotary(split('query', heads), theta);
  const key = tape.rotary(split('key', keyValueHeads), theta);
  const mixed = tape.transpose(tape.attention(query, key, split('value', keyValueHeads)), [0, 2, 1, 3]);
  return tape.matmul(tape.reshape(mixed, [batch, length, heads * headSize]), parameter(`${at}.output`));
}

function fed(tape: Tape, parameter: Parameter, x: Variable, at: string): Variable {
  const normal = tape.rmsNorm(x, parameter(`${at}.norm`), EPSILON);
  const gate = tape.silu(tape.matmul(normal, parameter(`${at}.gate`)));
  return tape.matmul(tape.multiply(gate, tape.matmul(normal, parameter(`${at}.up`))), parameter(`${at}.down`));
}

/** As Hugging Face's LlamaConfig has it. */
function configFile(config: DecoderConfig, endToken: number | undefined) {
  return {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    vocab_size: config.vocabulary,
    hidden_size: config.width,
    intermediate_size: config.hidden,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.keyValueHeads,
    head_dim: config.headSize,
    hidden_act: 'silu',
    max_position_embeddings: config.positions,
    rms_norm_eps: config.epsilon,
    rope_theta: config.theta,
    tie_word_embeddings: config.tied,
    torch_dtype: 'float32',
    ...(endToken === undefined ? {} : { eos_token_id: endToken }),
  };
}

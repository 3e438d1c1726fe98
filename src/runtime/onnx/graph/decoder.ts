import { GraphBuilder, type Value } from './builder.ts';
import { attentionMask, type DecoderInputs, decoderInputs, rotaryTables } from './decoder-inputs.ts';
import { elementCount } from './element.ts';

/** The shape of a llama-type decoder, in the words of `config.json` where it has them. */
export interface DecoderConfig {
  /** vocab_size */
  readonly vocabulary: number;
  /** hidden_size: numbers per token between the layers. */
  readonly width: number;
  /** intermediate_size of the gated feed-forward nets. */
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  /** num_key_value_heads: a divisor of `heads`. */
  readonly keyValueHeads: number;
  /** head_dim, even. */
  readonly headSize: number;
  /** max_position_embeddings */
  readonly positions: number;
  /** rope_theta */
  readonly theta: number;
  /** rms_norm_eps */
  readonly epsilon: number;
  /** Which pairs of numbers RoPE turns: i with i + headSize/2 (Hugging Face), or 2i with 2i + 1 (llama2.c). */
  readonly rotary: 'halves' | 'interleaved';
  /** tie_word_embeddings: the head is the embedding, transposed. */
  readonly tied: boolean;
}

export interface ParameterShape {
  readonly name: string;
  readonly dims: readonly number[];
}

/**
 * Every parameter of a decoder, in order. Matrices are stored [in, out], as MatMul takes them: the transpose of what
 * PyTorch stores. The embedding is [vocabulary, width].
 */
export function decoderParameters(config: DecoderConfig): readonly ParameterShape[] {
  const { vocabulary, width, hidden, layers, heads, keyValueHeads, headSize, tied } = config;
  const matrices = (at: string): readonly ParameterShape[] => [
    { name: `${at}.attention.norm`, dims: [width] },
    { name: `${at}.attention.query`, dims: [width, heads * headSize] },
    { name: `${at}.attention.key`, dims: [width, keyValueHeads * headSize] },
    { name: `${at}.attention.value`, dims: [width, keyValueHeads * headSize] },
    { name: `${at}.attention.output`, dims: [heads * headSize, width] },
    { name: `${at}.feed.norm`, dims: [width] },
    { name: `${at}.feed.gate`, dims: [width, hidden] },
    { name: `${at}.feed.up`, dims: [width, hidden] },
    { name: `${at}.feed.down`, dims: [hidden, width] },
  ];
  return [
    { name: 'embedding', dims: [vocabulary, width] },
    ...Array.from({ length: layers }, (_, layer) => matrices(`layer.${layer}`)).flat(),
    { name: 'norm', dims: [width] },
    ...(tied ? [] : [{ name: 'head', dims: [width, vocabulary] }]),
  ];
}

/** Parameters by name: see `decoderParameters`. */
export type Weights = Readonly<Record<string, Float32Array>>;

/**
 * A decoder-only transformer with a cache, as an ONNX file with the inputs and outputs of Optimum's exports: `input_ids`,
 * `attention_mask`, `position_ids`, `past_key_values.N.{key,value}` → `logits`, `present.N.{key,value}`. Pre-norm (RMS),
 * RoPE, grouped heads, SwiGLU; ONNX's own operators of set 23. Rows of a batch may be padded on the left: `attention_mask`
 * is 0 there, and `position_ids` count from the first real token. Throws RangeError on missing or misshapen parameters.
 */
export function decoderModel(config: DecoderConfig, weights: Weights): Uint8Array {
  const graph = new GraphBuilder();
  const inputs = decoderInputs(graph, config);
  return written(graph, inputs, config, storedParameters(graph, config, weights));
}

/** The same with its parameters as further inputs; `called` says by what names. So what is being trained writes as it is. */
export function openDecoderModel(config: DecoderConfig, called: (parameter: string) => string): Uint8Array {
  const graph = new GraphBuilder();
  const inputs = decoderInputs(graph, config);
  const parameters = decoderParameters(config).map(
    ({ name, dims }) => [name, graph.input(called(name), 'float32', dims)] as const,
  );
  return written(graph, inputs, config, new Map(parameters));
}

function written(
  graph: GraphBuilder,
  inputs: DecoderInputs,
  config: DecoderConfig,
  parameters: ReadonlyMap<string, Value<'float32'>>,
): Uint8Array {
  const net = new DecoderNet(graph, config, parameters);
  const { cosine, sine } = rotaryTables(graph, config);
  const mask = attentionMask(graph, inputs);
  const turn = (x: Value<'float32'>, heads: number) =>
    graph.node('RotaryEmbedding', [x, cosine, sine, inputs.positionIds], 'float32', {
      attributes: { interleaved: config.rotary === 'interleaved' ? 1 : 0, num_heads: heads },
    });
  let x = graph.node('Gather', [net.parameter('embedding'), inputs.inputIds], 'float32');
  for (const [layer, past] of inputs.past.entries()) {
    x = net.attentionLayer(x, `layer.${layer}.attention`, { layer, past, mask, turn });
    x = net.feedForward(x, `layer.${layer}.feed`);
  }
  graph.output('logits', net.logits(x), ['batch_size', 'sequence_length', config.vocabulary]);
  return graph.bytes();
}

/** What attention needs besides the numbers of the tokens. */
interface Surroundings {
  readonly layer: number;
  readonly past: readonly [Value, Value];
  readonly mask: Value<'bool'>;
  turn(x: Value<'float32'>, heads: number): Value<'float32'>;
}

/** The layers of a decoder, written into a graph. */
class DecoderNet {
  readonly #graph: GraphBuilder;
  readonly #config: DecoderConfig;
  readonly #parameters: ReadonlyMap<string, Value<'float32'>>;

  constructor(graph: GraphBuilder, config: DecoderConfig, parameters: ReadonlyMap<string, Value<'float32'>>) {
    this.#graph = graph;
    this.#config = config;
    this.#parameters = parameters;
  }

  parameter(name: string): Value<'float32'> {
    const value = this.#parameters.get(name);
    if (!value) throw new RangeError(`a decoder has no parameter ${name}`);
    return value;
  }

  attentionLayer(x: Value<'float32'>, at: string, { layer, past, mask, turn }: Surroundings): Value<'float32'> {
    const { heads, keyValueHeads, headSize } = this.#config;
    const normal = this.#norm(x, `${at}.norm`);
    const query = turn(this.#linear(normal, `${at}.query`), heads);
    const key = turn(this.#linear(normal, `${at}.key`), keyValueHeads);
    const value = this.#linear(normal, `${at}.value`);
    const [mixed, presentKey, presentValue] = this.#graph.nodes(
      'Attention',
      [query, key, value, mask, ...past],
      ['float32', 'float32', 'float32'],
      { attributes: { q_num_heads: heads, kv_num_heads: keyValueHeads } },
    );
    const dims = ['batch_size', keyValueHeads, 'total_sequence_length', headSize];
    this.#graph.output(`present.${layer}.key`, presentKey, dims);
    this.#graph.output(`present.${layer}.value`, presentValue, dims);
    return this.#add(x, this.#linear(mixed, `${at}.output`));
  }

  feedForward(x: Value<'float32'>, at: string): Value<'float32'> {
    const normal = this.#norm(x, `${at}.norm`);
    const gate = this.#linear(normal, `${at}.gate`);
    const open = this.#multiply(gate, this.#graph.node('Sigmoid', [gate], 'float32'));
    const inner = this.#multiply(open, this.#linear(normal, `${at}.up`));
    return this.#add(x, this.#linear(inner, `${at}.down`));
  }

  logits(x: Value<'float32'>): Value<'float32'> {
    const normal = this.#norm(x, 'norm');
    if (!this.#config.tied) return this.#linear(normal, 'head');
    const head = this.#graph.node('Transpose', [this.parameter('embedding')], 'float32', {
      attributes: { perm: [1, 0] },
    });
    return this.#graph.node('MatMul', [normal, head], 'float32');
  }

  #norm(x: Value<'float32'>, name: string): Value<'float32'> {
    const attributes = { axis: -1, epsilon: { float: this.#config.epsilon } };
    return this.#graph.node('RMSNormalization', [x, this.parameter(name)], 'float32', { attributes });
  }

  #linear(x: Value<'float32'>, name: string): Value<'float32'> {
    return this.#graph.node('MatMul', [x, this.parameter(name)], 'float32');
  }

  #add(a: Value<'float32'>, b: Value<'float32'>): Value<'float32'> {
    return this.#graph.node('Add', [a, b], 'float32');
  }

  #multiply(a: Value<'float32'>, b: Value<'float32'>): Value<'float32'> {
    return this.#graph.node('Mul', [a, b], 'float32');
  }
}

function storedParameters(graph: GraphBuilder, config: DecoderConfig, weights: Weights): Map<string, Value<'float32'>> {
  return new Map(
    decoderParameters(config).map(({ name, dims }) => {
      const data = weights[name];
      if (!data)
        throw new RangeError(`the decoder's parameter ${name} is missing; it has ${elementCount(dims)} numbers`);
      return [name, graph.initializer(name, 'float32', dims, data)];
    }),
  );
}

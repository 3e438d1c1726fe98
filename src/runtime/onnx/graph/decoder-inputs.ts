import type { GraphBuilder, Value } from './builder.ts';
import type { DecoderConfig } from './decoder.ts';

/** What a decoder reads. */
export interface DecoderInputs {
  readonly inputIds: Value<'int64'>;
  readonly attentionMask: Value<'int64'>;
  readonly positionIds: Value<'int64'>;
  /** Keys and values of the tokens before, by layer. */
  readonly past: readonly (readonly [Value<'float32'>, Value<'float32'>])[];
}

export function decoderInputs(graph: GraphBuilder, { layers, keyValueHeads, headSize }: DecoderConfig): DecoderInputs {
  const cache = ['batch_size', keyValueHeads, 'past_sequence_length', headSize];
  return {
    inputIds: graph.input('input_ids', 'int64', ['batch_size', 'sequence_length']),
    attentionMask: graph.input('attention_mask', 'int64', ['batch_size', 'total_sequence_length']),
    positionIds: graph.input('position_ids', 'int64', ['batch_size', 'sequence_length']),
    past: Array.from({ length: layers }, (_, layer) => [
      graph.input(`past_key_values.${layer}.key`, 'float32', cache),
      graph.input(`past_key_values.${layer}.value`, 'float32', cache),
    ]),
  };
}

/** The angles of RoPE, by position and pair: position / theta^(pair / pairs). */
export function rotaryAngles({ positions, headSize, theta }: Pick<DecoderConfig, 'positions' | 'headSize' | 'theta'>): {
  readonly cosine: Float32Array;
  readonly sine: Float32Array;
} {
  const pairs = headSize / 2;
  const cosine = new Float32Array(positions * pairs);
  const sine = new Float32Array(positions * pairs);
  for (let place = 0; place < cosine.length; place++) {
    const angle = Math.floor(place / pairs) / theta ** ((place % pairs) / pairs);
    cosine[place] = Math.cos(angle);
    sine[place] = Math.sin(angle);
  }
  return { cosine, sine };
}

export function rotaryTables(
  graph: GraphBuilder,
  config: DecoderConfig,
): { readonly cosine: Value<'float32'>; readonly sine: Value<'float32'> } {
  const { cosine, sine } = rotaryAngles(config);
  const dims = [config.positions, config.headSize / 2];
  return {
    cosine: graph.initializer('rotary.cosine', 'float32', dims, cosine),
    sine: graph.initializer('rotary.sine', 'float32', dims, sine),
  };
}

/**
 * Which tokens each token may look at, [batch, 1, sequence, total]: itself, and those before it that are no padding. Padding
 * looks at itself, so that its numbers are finite; nobody looks at it.
 */
export function attentionMask(graph: GraphBuilder, { inputIds, attentionMask: present }: DecoderInputs): Value<'bool'> {
  const length = (tensor: Value) =>
    graph.node('Squeeze', [graph.node('Shape', [tensor], 'int64', { attributes: { start: 1, end: 2 } })], 'int64');
  const total = length(present);
  const one = graph.integer(1);
  const first = graph.node('Sub', [total, length(inputIds)], 'int64');
  const rows = graph.node('Unsqueeze', [graph.node('Range', [first, total, one], 'int64'), graph.integers(1)], 'int64');
  const columns = graph.node('Range', [graph.integer(0), total, one], 'int64');
  const isBefore = graph.node('Less', [columns, rows], 'bool');
  const isItself = graph.node('Equal', [columns, rows], 'bool');
  const isReal = graph.node('Greater', [present, graph.integer(0)], 'bool');
  const spread = graph.node('Unsqueeze', [isReal, graph.integers(1, 2)], 'bool');
  return graph.node('Or', [graph.node('And', [isBefore, spread], 'bool'), isItself], 'bool');
}

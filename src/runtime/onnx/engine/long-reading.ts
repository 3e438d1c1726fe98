import { CachedDecoder, type DecoderSettings } from './cached-decoder.ts';

/** A call that is long for kernels which go another way with many tokens: from 32 on, in ONNX Runtime 1.30. */
const LONG = 40;
/** What is read in pieces where long calls are wrong, and what they are compared with. */
const PIECE = 16;
const SHORT = 8;

/**
 * The most tokens of a row that one call of the graph reads rightly; undefined where long calls are right too. On a device whose
 * subgroups have 4 to 16 lanes, ONNX Runtime's `GroupQueryAttention` and `MultiHeadAttention` on WebGPU are wrong in calls with 32 tokens
 * or more, but for the first tokens. Needs a model that reads what follows.
 */
export async function longestReading(
  settings: Omit<DecoderSettings, 'abilities' | 'longest'>,
  isSame: (found: ArrayLike<number>, expected: ArrayLike<number>) => boolean,
): Promise<number | undefined> {
  const { vocabulary } = settings.cost;
  const text = Array.from(
    { length: Math.min(LONG, settings.context) },
    (_, at) => (2 + at * 41 + at * at) % vocabulary,
  );
  const read = async (longest: number): Promise<ArrayLike<number>> => {
    const abilities = { batches: false, ragged: false, continues: 'row' } as const;
    const decoder = new CachedDecoder({ ...settings, abilities, longest });
    const { state, logits } = await decoder.extend(undefined, [text], 'last');
    decoder.release(state);
    return logits[0]?.at(-1) ?? [];
  };
  const expected = await read(SHORT);
  if (isSame(await read(LONG), expected)) return undefined;
  return isSame(await read(PIECE), expected) ? PIECE : SHORT;
}

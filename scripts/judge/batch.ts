import type { NumberArray } from '../../src/plugins/contract/training.ts';
import type { Codec } from '../../src/runtime/onnx/models/codec.ts';
import type { Case } from './cases.ts';
import { END } from './tokenizer.ts';

/** How much the words of a text count beside the verdict. */
const TEXT_WEIGHT = 0.02;
const END_WEIGHT = 0.1;

/** Lengths are multiples of this, so that few graphs are needed. */
const LENGTH_STEP = 8;

/** A case and its tokens. */
export interface ReadCase extends Case {
  readonly read: readonly number[];
}

/** Batches of texts that are about as long as each other: little is padded. */
export function batchesOf(codec: Codec, cases: readonly Case[], rows: number): readonly (readonly ReadCase[])[] {
  const sorted = cases
    .map((drawn) => ({ ...drawn, read: codec.encode(drawn.prompt) }))
    .sort((a, b) => a.read.length - b.read.length);
  return Array.from({ length: cases.length / rows }, (_, i) => sorted.slice(i * rows, (i + 1) * rows));
}

export type Input = 'tokens' | 'targets' | 'other' | 'weights' | 'otherWeights';

export type Lesson = Readonly<Record<Input, NumberArray>>;

/**
 * Cases side by side, padded on the right to one length. At the place of the verdict both answers are targets, each
 * with its chance as weight, which is the mean over all verdicts that could be drawn.
 */
export function lessonOf(codec: Codec, cases: readonly ReadCase[]): Lesson {
  const longest = Math.max(...cases.map(({ read }) => read.length));
  const length = Math.ceil((longest + 1) / LENGTH_STEP) * LENGTH_STEP;
  const size = cases.length * length;
  const tokens = new Int32Array(size);
  const [targets, other] = [new Int32Array(size).fill(-1), new Int32Array(size).fill(-1)];
  const [weights, otherWeights] = [new Float32Array(size), new Float32Array(size)];
  for (const [row, { read, prompt, answers, conviction }] of cases.entries()) {
    const start = row * length;
    const [acquit, convict] = answers.map((answer) => answerToken(codec, prompt, answer));
    if (acquit === undefined || convict === undefined) continue;
    const place = read.length - 1;
    tokens.set([...read, conviction > 0.5 ? convict : acquit], start);
    targets.set([...read.slice(1), convict, END], start);
    weights.fill(TEXT_WEIGHT, start, start + place);
    weights[start + place] = conviction;
    weights[start + place + 1] = END_WEIGHT;
    other[start + place] = acquit;
    otherWeights[start + place] = 1 - conviction;
  }
  const dims = [cases.length, length];
  return {
    tokens: { dims, data: tokens },
    targets: { dims, data: targets },
    other: { dims, data: other },
    weights: { dims, data: weights },
    otherWeights: { dims, data: otherWeights },
  };
}

const known = new Map<string, number>();

/** The one token of an answer. Throws where there are more: the tokenizer was learned from too few texts. */
export function answerToken(codec: Codec, prompt: string, answer: string): number {
  const before = known.get(answer);
  if (before !== undefined) return before;
  const { context, options } = codec.question(prompt, [answer]);
  const [token, ...rest] = options[0] ?? [];
  if (token === undefined || rest.length > 0 || context.length !== codec.encode(prompt).length) {
    throw new RangeError(`${JSON.stringify(answer)} is not one token after ${JSON.stringify(prompt)}`);
  }
  known.set(answer, token);
  return token;
}

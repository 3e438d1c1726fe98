import type { ChoiceAnswer, ChoiceQuestion } from '../../../plugins/contract/language-model.ts';
import type { Codec, EncodedQuestion } from '../models/codec.ts';
import type { Watch } from './cancel.ts';
import { type ContextBatch, readContexts } from './contexts.ts';
import { type Decoder, type Rows, widthOf } from './decoder.ts';
import { logSumExp } from './sample.ts';
import { tooLong } from './too-long.ts';

/**
 * The log-probability of each option after its prompt. Every distinct context is read once; an option of one token costs nothing
 * more, longer ones continue from the rows of their contexts.
 */
export async function choose<S extends Rows>(
  decoder: Decoder<S>,
  codec: Codec,
  questions: readonly ChoiceQuestion[],
  watch: Watch,
): Promise<readonly ChoiceAnswer[]> {
  const encoded = questions.map(({ prompt, options }) => codec.question(prompt, options));
  for (const { context, options } of encoded) {
    const tokens = context.length + widthOf(options);
    if (tokens > decoder.context) throw tooLong(tokens, decoder.context);
  }
  const answers = encoded.map(({ options }) => new Float64Array(options.length));
  const { contexts, askers } = distinct(encoded);
  const further = encoded.reduce((most, { options }) => Math.max(most, widthOf(options)), 0);
  for await (const batch of readContexts(decoder, contexts, { further, together: false })) {
    const asked = batch.contexts.map((context) => askers[context] ?? []);
    scoreFirst(batch, asked, encoded, answers);
    await scoreRest(decoder, batch, asked, encoded, answers);
    decoder.release(batch.state);
    watch.answered(asked.flat().length);
  }
  return encoded.map(({ options }, at) => ({
    logProbabilities: Array.from(answers[at] ?? []),
    tokens: options.map((option) => option.length),
  }));
}

/** Each context once, and which questions have it. */
function distinct(questions: readonly EncodedQuestion[]): {
  readonly contexts: readonly (readonly number[])[];
  readonly askers: readonly (readonly number[])[];
} {
  const known = new Map<string, number[]>();
  const contexts: (readonly number[])[] = [];
  for (const [at, { context }] of questions.entries()) {
    const key = context.join();
    const askers = known.get(key);
    if (askers) {
      askers.push(at);
    } else {
      known.set(key, [at]);
      contexts.push(context);
    }
  }
  return { contexts, askers: [...known.values()] };
}

/** By row: the questions with that context. */
type Asked = readonly (readonly number[])[];

/** The first token of each option, from the logits after the context. */
function scoreFirst(
  { logits }: { readonly logits: readonly Float32Array[] },
  asked: Asked,
  questions: readonly EncodedQuestion[],
  answers: readonly Float64Array[],
): void {
  for (const [row, askers] of asked.entries()) {
    const after = logits[row] ?? new Float32Array(0);
    const total = logSumExp(after);
    for (const question of askers) {
      for (const [option, [first]] of questions[question]?.options.entries() ?? []) {
        const answer = answers[question];
        if (answer && first !== undefined) answer[option] = (after[first] ?? Number.NaN) - total;
      }
    }
  }
}

/** An option with more than one token, and the row it continues. */
interface Continuation {
  readonly row: number;
  readonly tokens: readonly number[];
  readonly question: number;
  readonly option: number;
}

/** The further tokens of longer options, which continue copies of their rows. */
async function scoreRest<S extends Rows>(
  decoder: Decoder<S>,
  { state }: ContextBatch<S>,
  asked: Asked,
  questions: readonly EncodedQuestion[],
  answers: readonly Float64Array[],
): Promise<void> {
  const waiting = asked
    .flatMap((askers, row) =>
      askers.flatMap((question) =>
        (questions[question]?.options ?? []).map((tokens, option) => ({ row, tokens, question, option })),
      ),
    )
    .filter(({ tokens }) => tokens.length > 1)
    .sort((a, b) => a.tokens.length - b.tokens.length);
  while (waiting.length > 0) {
    const width = waiting.at(-1)?.tokens.length ?? 1;
    const batch = waiting.splice(0, decoder.room(width, Math.max(...state.lengths) + width));
    await continueRows(decoder, state, batch, answers);
  }
}

async function continueRows<S extends Rows>(
  decoder: Decoder<S>,
  state: S,
  batch: readonly Continuation[],
  answers: readonly Float64Array[],
): Promise<void> {
  const rows = await decoder.select(
    state,
    batch.map(({ row }) => row),
  );
  const read = await decoder.extend(
    rows,
    batch.map(({ tokens }) => tokens.slice(0, -1)),
    'all',
  );
  decoder.release(read.state);
  for (const [at, { tokens, question, option }] of batch.entries()) {
    for (const [place, logits] of read.logits[at]?.entries() ?? []) {
      const answer = answers[question];
      const next = tokens[place + 1];
      if (answer && next !== undefined)
        answer[option] = (answer[option] ?? 0) + (logits[next] ?? Number.NaN) - logSumExp(logits);
    }
  }
}

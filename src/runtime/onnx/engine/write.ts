import type { TextAnswer, TextQuestion } from '../../../plugins/contract/language-model.ts';
import type { Codec } from '../models/codec.ts';
import type { Watch } from './cancel.ts';
import { readContexts } from './contexts.ts';
import { Continuation } from './continuation.ts';
import type { Decoder, Rows } from './decoder.ts';
import type { Steps } from './steps.ts';
import { tooLong } from './too-long.ts';

/** Rows that have ended stay in the batch until this share of it is left: taking rows out moves all the others. */
const WORTH_MOVING = 0.75;

/** Continues each prompt. The order of the answers is that of the questions; a text depends on its own question alone. */
export async function write<S extends Rows>(
  decoder: Decoder<S>,
  codec: Codec,
  questions: readonly TextQuestion[],
  { endTokens, watch }: { readonly endTokens: readonly number[]; readonly watch: Watch },
): Promise<readonly TextAnswer[]> {
  const contexts = questions.map(({ prompt }) => codec.encode(prompt));
  const ends = new Set(endTokens);
  const texts = questions.map((question, at) => {
    const context = contexts[at] ?? [];
    if (context.length > decoder.context) throw tooLong(context.length, decoder.context);
    return new Continuation(question, codec, { context, room: decoder.context - context.length, endTokens: ends });
  });
  const further = questions.reduce((most, { maxTokens }) => Math.max(most, maxTokens), 0);
  for await (const batch of readContexts(decoder, contexts, { further, together: true })) {
    const rows = batch.contexts.flatMap((at) => texts[at] ?? []);
    await continueAll(decoder.steps(batch.state, further), batch.logits, rows);
    watch.answered(rows.length);
  }
  return texts.map((text) => text.answer());
}

/** A token for every row and round, until all have ended. */
async function continueAll(
  steps: Steps,
  begun: readonly Float32Array[],
  texts: readonly Continuation[],
): Promise<void> {
  let logits = begun;
  let rows = texts;
  try {
    for (;;) {
      const next = rows.map((text, row) => (text.ended ? undefined : text.next(logits[row] ?? new Float32Array(0))));
      const alive = [...rows.keys()].filter((row) => next[row] !== undefined);
      if (alive.length === 0) return;
      let tokens = next;
      if (alive.length <= rows.length * WORTH_MOVING) {
        await steps.keep(alive);
        rows = alive.flatMap((row) => rows[row] ?? []);
        tokens = alive.map((row) => next[row]);
      }
      logits = await steps.next(tokens.map((token) => token ?? 0));
    }
  } finally {
    steps.release();
  }
}

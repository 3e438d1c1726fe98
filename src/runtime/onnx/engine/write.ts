import type { TextAnswer, TextQuestion } from '../../../plugins/contract/language-model.ts';
import type { Codec } from '../models/codec.ts';
import type { Watch } from './cancel.ts';
import { readContexts } from './contexts.ts';
import { Continuation } from './continuation.ts';
import { continueAll } from './continue-all.ts';
import type { Decoder, Rows } from './decoder.ts';
import { tooLong } from './too-long.ts';

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

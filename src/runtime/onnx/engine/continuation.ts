import type { TextAnswer, TextQuestion } from '../../../plugins/contract/language-model.ts';
import type { Rng } from '../../../plugins/contract/run.ts';
import { createRng, rootSeed } from '../../study/seed.ts';
import type { Codec } from '../models/codec.ts';
import { RunningText } from '../models/running-text.ts';
import { drawToken } from './sample.ts';

/** One text that is being written: which tokens it has, and whether it has ended. Its randomness is its own. */
export class Continuation {
  readonly #question: TextQuestion;
  readonly #text: RunningText;
  readonly #most: number;
  readonly #endTokens: ReadonlySet<number>;
  readonly #rng: Rng;
  #tokens = 0;
  #ended: TextAnswer['ended'] | undefined;
  /** Where a stop text begins. */
  #end: number | undefined;

  /** `room`: how many tokens the model can still look at. */
  constructor(
    question: TextQuestion,
    codec: Codec,
    {
      context,
      room,
      endTokens,
    }: { readonly context: readonly number[]; readonly room: number; readonly endTokens: ReadonlySet<number> },
  ) {
    this.#question = question;
    this.#text = new RunningText(codec, context);
    this.#most = Math.min(question.maxTokens, room);
    this.#endTokens = endTokens;
    this.#rng = createRng(rootSeed(question.seed));
    if (this.#most <= 0) this.#ended = 'length';
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /** Takes the next token from its logits; undefined where the text has come to its end. */
  next(logits: Float32Array): number | undefined {
    const token = drawToken(logits, this.#question, this.#rng);
    if (this.#endTokens.has(token)) {
      this.#ended = 'stop';
      return undefined;
    }
    this.#tokens++;
    this.#text.push(token);
    if (this.#stops()) this.#ended = 'stop';
    else if (this.#tokens >= this.#most) this.#ended = 'length';
    return this.#ended ? undefined : token;
  }

  answer(): TextAnswer {
    return { text: this.#text.whole.slice(0, this.#end), tokens: this.#tokens, ended: this.#ended ?? 'length' };
  }

  #stops(): boolean {
    const { stop } = this.#question;
    if (stop.length === 0) return false;
    const text = this.#text.settled;
    const found = stop.map((each) => text.indexOf(each)).filter((at) => at >= 0);
    if (found.length === 0) return false;
    this.#end = Math.min(...found);
    return true;
  }
}

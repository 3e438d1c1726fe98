import type { TextAnswer, TextQuestion } from '../../../plugins/contract/language-model.ts';
import type { Rng } from '../../../plugins/contract/run.ts';
import { createRng, rootSeed } from '../../study/seed.ts';
import type { Codec } from '../models/codec.ts';
import { drawToken } from './sample.ts';

/** How many tokens before the text are decoded with it: where a token stands decides its letters. */
const BEFORE = 4;

/** One text that is being written: which tokens it has, and whether it has ended. Its randomness is its own. */
export class Continuation {
  readonly #question: TextQuestion;
  readonly #codec: Codec;
  readonly #before: readonly number[];
  readonly #most: number;
  readonly #endTokens: ReadonlySet<number>;
  readonly #rng: Rng;
  readonly #tokens: number[] = [];
  /** Up to which token stop texts were looked for: none ends before it. */
  #ended: TextAnswer['ended'] | undefined;
  #text: string | undefined;

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
    this.#codec = codec;
    this.#before = context.slice(-BEFORE);
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
    this.#tokens.push(token);
    if (this.#stops()) this.#ended = 'stop';
    else if (this.#tokens.length >= this.#most) this.#ended = 'length';
    return this.#ended ? undefined : token;
  }

  answer(): TextAnswer {
    return { text: this.#text ?? this.#decoded(), tokens: this.#tokens.length, ended: this.#ended ?? 'length' };
  }

  #stops(): boolean {
    const { stop } = this.#question;
    if (stop.length === 0) return false;
    const text = this.#decoded();
    const found = stop.map((each) => text.indexOf(each)).filter((at) => at >= 0);
    if (found.length === 0) return false;
    this.#text = text.slice(0, Math.min(...found));
    return true;
  }

  #decoded(): string {
    const before = this.#codec.decode(this.#before);
    const all = this.#codec.decode([...this.#before, ...this.#tokens]);
    return all.startsWith(before) ? all.slice(before.length) : this.#codec.decode(this.#tokens);
  }
}

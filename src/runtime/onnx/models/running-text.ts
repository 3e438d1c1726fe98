import type { Codec } from './codec.ts';

/** How many tokens are decoded before the new ones: where a token stands decides its letters, such as a space before it. */
const BEFORE = 4;

/** The text of tokens that come one by one. Whoever looks at it after each token pays the same for each, however long the text is. */
export class RunningText {
  readonly #codec: Codec;
  /** Tokens before the text, then its own. */
  readonly #tokens: number[];
  /** Up to where the tokens are in the text. */
  #read: number;
  #text = '';

  /** `context`: the tokens that the text follows. */
  constructor(codec: Codec, context: readonly number[]) {
    this.#codec = codec;
    this.#tokens = context.slice(-BEFORE);
    this.#read = this.#tokens.length;
  }

  /** What is known of the text. Tokens that are the beginning of a letter wait for the rest of it. */
  get settled(): string {
    const added = this.#unread();
    if (!added.endsWith('\u{FFFD}')) {
      this.#text += added;
      this.#read = this.#tokens.length;
    }
    return this.#text;
  }

  /** The whole text; a letter without its end is shown as U+FFFD. */
  get whole(): string {
    return this.#text + this.#unread();
  }

  push(token: number): void {
    this.#tokens.push(token);
  }

  #unread(): string {
    if (this.#read === this.#tokens.length) return '';
    const start = Math.max(0, this.#read - BEFORE);
    const before = this.#codec.decode(this.#tokens.slice(start, this.#read));
    const all = this.#codec.decode(this.#tokens.slice(start));
    return all.startsWith(before) ? all.slice(before.length) : this.#codec.decode(this.#tokens.slice(this.#read));
  }
}

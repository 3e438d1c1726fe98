import { Tokenizer } from '@huggingface/tokenizers';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { type Json, readJson, textOf, wholeNumber } from './json.ts';

/** A prompt and its options as tokens. */
export interface EncodedQuestion {
  /** The tokens that all options have in common with the prompt. Never empty. */
  readonly context: readonly number[];
  /** What follows the context in each option. */
  readonly options: readonly (readonly number[])[];
}

/** Text to tokens and back, as a model's folder says. */
export class Codec {
  readonly #tokenizer: Tokenizer;
  /** What the tokenizer puts before every text. */
  readonly #opening: readonly number[];
  /** What a text without any token starts with. */
  readonly #start: number | undefined;

  constructor(tokenizer: Tokenizer, start: number | undefined) {
    this.#tokenizer = tokenizer;
    this.#opening = openingOf(tokenizer);
    this.#start = start;
  }

  /** The tokens of a text, after those that every text begins with. A text that has them already, as a chat does, gets no second ones. */
  encode(text: string): readonly number[] {
    const ids = this.#plain(text);
    const isOpened = this.#opening.length > 0 && this.#opening.every((id, at) => ids[at] === id);
    const all = isOpened ? ids : [...this.#opening, ...ids];
    if (all.length > 0) return all;
    if (this.#start !== undefined) return [this.#start];
    throw new Refusal(['The prompt is empty, and the model has no token to start with.'], ['Give it a prompt.']);
  }

  /**
   * Prompt and option are tokenised together, as the model has seen text. Where the last letters of the prompt then belong to
   * another token, the context ends before them, for all options of the question alike: their chances are compared from the same place.
   */
  question(prompt: string, options: readonly string[]): EncodedQuestion {
    const alone = this.encode(prompt);
    const together = options.map((option) => (option === '' ? alone : this.encode(prompt + option)));
    const shared = Math.min(alone.length, ...together.map((ids) => sharedLength(alone, ids)));
    if (shared > 0) return { context: alone.slice(0, shared), options: together.map((ids) => ids.slice(shared)) };
    if (this.#start !== undefined) return { context: [this.#start], options: together };
    return { context: alone, options: options.map((option) => this.#plain(option)) };
  }

  decode(ids: readonly number[]): string {
    if (ids.length === 0) return '';
    return this.#tokenizer.decode([...ids], { skip_special_tokens: true, clean_up_tokenization_spaces: false });
  }

  #plain(text: string): readonly number[] {
    return text === '' ? [] : this.#tokenizer.encode(text, { add_special_tokens: false }).ids;
  }
}

/** Reads `tokenizer.json`. Throws a Refusal where the tokenizer is of no known kind. */
export function readCodec(folder: string, config: Json): Codec {
  const json = readJson(folder, 'tokenizer.json') ?? {};
  const settings = readJson(folder, 'tokenizer_config.json') ?? {};
  let tokenizer: Tokenizer;
  try {
    tokenizer = new Tokenizer(json, settings);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Refusal(
      [`The tokenizer of ${folder} does not load: ${why}.`],
      ['It must be a tokenizer.json of the Hugging Face tokenizers library.'],
    );
  }
  const names = [textOf(settings['bos_token']), textOf(settings['eos_token'])];
  const named = names.flatMap((name) => (name === undefined ? [] : [tokenizer.token_to_id(name)]));
  const start = wholeNumber(config, 'bos_token_id') ?? named.find((id) => id !== undefined);
  return new Codec(tokenizer, start ?? wholeNumber(config, 'eos_token_id'));
}

/** How many tokens two rows begin with in common. */
export function sharedLength(a: readonly number[], b: readonly number[]): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a[at] === b[at]) at++;
  return at;
}

/** The special tokens before a text: what stands before its own tokens when they are asked for. */
function openingOf(tokenizer: Tokenizer): readonly number[] {
  const [first] = tokenizer.encode('a', { add_special_tokens: false }).ids;
  const { ids } = tokenizer.encode('a', { add_special_tokens: true });
  const at = first === undefined ? -1 : ids.indexOf(first);
  return ids.slice(0, Math.max(0, at));
}

import type { Rng } from '../../../plugins/contract/run.ts';
import type { WriteOptions, WrittenTokens } from '../../../plugins/contract/training.ts';
import { readContexts } from '../engine/contexts.ts';
import { type Continued, continueAll } from '../engine/continue-all.ts';
import { drawToken, logSumExp, type Sampling } from '../engine/sample.ts';
import type { NetworkDecoder } from './network-decoder.ts';

/** Goes on from each prompt. The order of the texts is that of the prompts. */
export async function writeTokens(
  { decoder, vocabulary }: NetworkDecoder,
  prompts: readonly (readonly number[])[],
  { maxTokens, temperature = 1, topK = 0, rng, endTokens = [] }: WriteOptions,
): Promise<readonly WrittenTokens[]> {
  for (const [at, prompt] of prompts.entries()) check(prompt, `prompt ${at + 1}`, decoder.context, vocabulary);
  checkCount('maxTokens', maxTokens);
  checkCount('topK', topK);
  if (!(temperature >= 0)) throw new RangeError(`temperature is ${temperature}; it must be 0 or more`);
  const how = { sampling: { temperature, topK, topP: 1 }, ends: new Set(endTokens) };
  const texts = prompts.map((prompt, at) => {
    const most = Math.min(maxTokens, decoder.context - prompt.length);
    return new SampledText(rng.child('text', at), most, how);
  });
  const further = texts.reduce((longest, { most }) => Math.max(longest, most), 0);
  for await (const batch of readContexts(decoder, prompts, { further, together: true })) {
    const rows = batch.contexts.flatMap((at) => texts[at] ?? []);
    await continueAll(decoder.steps(batch.state, further), batch.logits, rows);
  }
  return texts.map((text) => text.written());
}

/** A text that is being written, and how likely each of its tokens was. */
class SampledText implements Continued {
  readonly most: number;
  readonly #rng: Rng;
  readonly #sampling: Sampling;
  readonly #ends: ReadonlySet<number>;
  readonly #tokens: number[] = [];
  readonly #logProbabilities: number[] = [];
  #ended: WrittenTokens['ended'] | undefined;

  constructor(
    rng: Rng,
    most: number,
    { sampling, ends }: { readonly sampling: Sampling; readonly ends: ReadonlySet<number> },
  ) {
    this.most = most;
    this.#rng = rng;
    this.#sampling = sampling;
    this.#ends = ends;
    if (most <= 0) this.#ended = 'length';
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  next(logits: Float32Array): number | undefined {
    const token = drawToken(logits, this.#sampling, this.#rng);
    this.#tokens.push(token);
    this.#logProbabilities.push((logits[token] ?? Number.NaN) - logSumExp(logits));
    if (this.#ends.has(token)) this.#ended = 'stop';
    else if (this.#tokens.length >= this.most) this.#ended = 'length';
    return this.#ended ? undefined : token;
  }

  written(): WrittenTokens {
    return { tokens: this.#tokens, logProbabilities: this.#logProbabilities, ended: this.#ended ?? 'length' };
  }
}

function check(prompt: readonly number[], name: string, context: number, vocabulary: number): void {
  if (prompt.length === 0) throw new RangeError(`${name} is empty: begin with a token that begins all texts`);
  if (prompt.length > context) {
    throw new RangeError(`${name} has ${prompt.length} tokens; the network looks at ${context}`);
  }
  const unknown = prompt.find((token) => !(Number.isInteger(token) && token >= 0 && token < vocabulary));
  if (unknown !== undefined) throw new RangeError(`${name} has the token ${unknown}; they are 0 to ${vocabulary - 1}`);
}

function checkCount(name: string, count: number): void {
  if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`${name} is ${count}; it must be a whole number`);
}

/** All that decides what the model becomes: seed, sizes, texts, tokenizer. */
import { Tokenizer } from '@huggingface/tokenizers';
import { Codec } from '../../src/runtime/onnx/models/codec.ts';
import { createRng, rootSeed } from '../../src/runtime/study/seed.ts';
import { type Case, drawCase } from './cases.ts';
import { END, type LearnedTokenizer, learnTokenizer, START } from './tokenizer.ts';

export const SEED = 20;
export const STEPS = 5000;
/** Texts in a batch. */
export const ROWS = 64;
export const RATE = 3e-3;
export const TRANSFORMER = {
  vocabulary: 576,
  width: 64,
  layers: 3,
  heads: 4,
  hidden: 160,
  positions: 256,
  endToken: END,
} as const;

export const rng = createRng(rootSeed(SEED));

/** Cases of a kind: `tokenizer`, `lesson`, `held out`. Each is drawn from a stream of its own. */
export function casesAt(kind: string, count: number, at = 0): readonly Case[] {
  return Array.from({ length: count }, (_, i) => drawCase(rng.child(kind, at, i)));
}

export function judgeTokenizer(): LearnedTokenizer {
  const texts = casesAt('tokenizer', 6000).flatMap(({ prompt, answers }) => answers.map((answer) => prompt + answer));
  return learnTokenizer(texts, TRANSFORMER.vocabulary);
}

/** The content of tokenizer_config.json. */
export const settings = {
  tokenizer_class: 'PreTrainedTokenizerFast',
  bos_token: '<s>',
  eos_token: '</s>',
  clean_up_tokenization_spaces: false,
  model_max_length: TRANSFORMER.positions,
  chat_template:
    "{% for message in messages %}{{ message['content'] }}\n{% endfor %}{% if add_generation_prompt %}Verdict:{% endif %}",
};

export const generation = { bos_token_id: START, eos_token_id: END, max_new_tokens: 4 };

export function codecOf({ json }: LearnedTokenizer): Codec {
  return new Codec(new Tokenizer(json, settings), START);
}

import { readFileSync } from 'node:fs';
import { Refusal } from '../../../../plugins/contract/refusal.ts';
import { reasonOf } from '../../../project/text.ts';

/** A piece of text that a tokenizer knows, and how early it is put together: the higher the score, the earlier. */
export interface Piece {
  readonly text: string;
  readonly score: number;
}

/** Reads the tokenizer of llama2.c, `tok512.bin` and the like, for a vocabulary of that size. */
export function readPieces(file: string, vocabulary: number): readonly Piece[] {
  const bytes = readBytes(file);
  const pieces: Piece[] = [];
  let at = 4;
  for (let token = 0; token < vocabulary; token++) {
    const length = at + 8 <= bytes.length ? bytes.readInt32LE(at + 4) : -1;
    if (length < 0 || at + 8 + length > bytes.length) {
      throw new Refusal(
        [
          `${file} is no tokenizer of llama2.c with ${vocabulary} tokens: it ends, or makes no sense, at token ${token}.`,
        ],
        ['Take the tokenizer that the checkpoint was trained with.'],
      );
    }
    pieces.push({ score: bytes.readFloatLE(at), text: bytes.toString('utf8', at + 8, at + 8 + length) });
    at += 8 + length;
  }
  if (at !== bytes.length) {
    throw new Refusal(
      [`${file} has more than the ${vocabulary} tokens of the checkpoint.`],
      ['Take the tokenizer that the checkpoint was trained with.'],
    );
  }
  return pieces;
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Refusal([`${file} cannot be read: ${reasonOf(error)}.`], []);
  }
}

/** SentencePiece's mark for a space. */
const SPACE = '▁';
const special = ['<unk>', '<s>', '</s>'];

/**
 * The same tokenizer as `tokenizer.json`: byte-pair encoding whose merges are all ways to put a piece together, the pieces with the
 * highest score first. Letters that are no piece become bytes.
 */
export function tokenizerOf(pieces: readonly Piece[]): object {
  const names = pieces.map(({ text }, token) => special[token] ?? text.replaceAll(' ', SPACE));
  const vocab = Object.fromEntries(names.map((name, token) => [name, token]));
  const ranked = [...names.keys()]
    .filter((token) => token >= special.length && !/^<0x[0-9A-F]{2}>$/.test(names[token] ?? ''))
    .sort((a, b) => (pieces[b]?.score ?? 0) - (pieces[a]?.score ?? 0) || a - b);
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: SPACE },
        { type: 'Replace', pattern: { String: ' ' }, content: SPACE },
      ],
    },
    pre_tokenizer: null,
    post_processor: begins,
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: SPACE }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        { type: 'Strip', content: ' ', start: 1, stop: 0 },
      ],
    },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: '<unk>',
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: true,
      byte_fallback: true,
      ignore_merges: false,
      vocab,
      merges: ranked.flatMap((token) => merges(names[token] ?? '', vocab)),
    },
  };
}

/** Every text begins with <s>. */
const begins = {
  type: 'TemplateProcessing',
  single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
  pair: [
    { SpecialToken: { id: '<s>', type_id: 0 } },
    { Sequence: { id: 'A', type_id: 0 } },
    { SpecialToken: { id: '<s>', type_id: 1 } },
    { Sequence: { id: 'B', type_id: 1 } },
  ],
  special_tokens: { '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] } },
};

/** The pairs of known pieces that a piece can be put together from. */
function merges(name: string, vocab: Readonly<Record<string, number>>): readonly (readonly [string, string])[] {
  const signs = [...name];
  return signs
    .slice(1)
    .map((_, at): readonly [string, string] => [signs.slice(0, at + 1).join(''), signs.slice(at + 1).join('')])
    .filter(([left, right]) => Object.hasOwn(vocab, left) && Object.hasOwn(vocab, right));
}

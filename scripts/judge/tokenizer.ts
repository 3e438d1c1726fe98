/** A byte-level BPE tokenizer that is learned from texts. Numbers up to 100 are tokens of their own, so that no sum of digits must be learned. */

/** 100, one or two digits, a word with the space before it, signs, white space. */
const PIECES = '100|\\d{1,2}| ?[A-Za-z]+| ?[^\\sA-Za-z\\d]+|\\s+';

export const START = 0;
export const END = 1;
const special = ['<s>', '</s>'];

export interface LearnedTokenizer {
  /** The content of `tokenizer.json`. */
  readonly json: object;
  readonly vocabulary: number;
}

/** Merges the most frequent neighbours until there are as many tokens as wanted. */
export function learnTokenizer(texts: readonly string[], vocabulary: number): LearnedTokenizer {
  const tokens = [...special, ...byteLetters()];
  const merges: (readonly [string, string])[] = [];
  const merge = (left: string, right: string) => {
    merges.push([left, right]);
    tokens.push(left + right);
  };
  for (let number = 0; number < 100; number++) merge(String(Math.floor(number / 10)), String(number % 10));
  merge('10', '0');
  let pieces = countedPieces(texts);
  while (tokens.length < vocabulary) {
    const best = mostFrequent(pieces);
    if (!best) break;
    merge(...best);
    pieces = pieces.map(({ symbols, count }) => ({ symbols: merged(symbols, best), count }));
  }
  return { json: tokenizerJson(tokens, merges), vocabulary: tokens.length };
}

interface Piece {
  readonly symbols: readonly string[];
  readonly count: number;
}

function countedPieces(texts: readonly string[]): readonly Piece[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [piece] of text.matchAll(new RegExp(PIECES, 'g'))) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  }
  const letters = byteLetters();
  return [...counts]
    .filter(([piece]) => !/\d/.test(piece))
    .map(([piece, count]) => ({
      symbols: [...new TextEncoder().encode(piece)].map((byte) => letters[byte] ?? ''),
      count,
    }));
}

/** Of equally frequent pairs the first in the alphabet: the same texts give the same tokenizer. */
function mostFrequent(pieces: readonly Piece[]): readonly [string, string] | undefined {
  const counts = new Map<string, { readonly pair: readonly [string, string]; count: number }>();
  for (const { symbols, count } of pieces) {
    for (const [i, right] of symbols.entries()) {
      const left = symbols[i - 1];
      if (left === undefined) continue;
      const known = counts.get(`${left} ${right}`);
      if (known) known.count += count;
      else counts.set(`${left} ${right}`, { pair: [left, right], count });
    }
  }
  const [best] = [...counts].sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  return best && best[1].count > 1 ? best[1].pair : undefined;
}

function merged(symbols: readonly string[], [left, right]: readonly [string, string]): readonly string[] {
  const out: string[] = [];
  for (const symbol of symbols) {
    if (symbol === right && out.at(-1) === left) out.splice(-1, 1, left + right);
    else out.push(symbol);
  }
  return out;
}

/** GPT-2's letters for the 256 bytes: those that can be printed stand for themselves. */
function byteLetters(): readonly string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrinted = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCodePoint(isPrinted ? byte : next++);
  });
}

function tokenizerJson(tokens: readonly string[], merges: readonly (readonly [string, string])[]): object {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
  const split = { type: 'Split', pattern: { Regex: PIECES }, behavior: 'Isolated', invert: false };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      ...{ id, content, special: true, normalized: false },
      ...{ single_word: false, lstrip: false, rstrip: false },
    })),
    normalizer: null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [split, byteLevel] },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '<s>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [],
      special_tokens: { '<s>': { id: '<s>', ids: [START], tokens: ['<s>'] } },
    },
    decoder: byteLevel,
    model: {
      ...{ type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null },
      ...{ fuse_unk: false, byte_fallback: false, ignore_merges: false },
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  };
}

import { expect, test } from 'vitest';
import { readCodec } from './codec.ts';
import { letterSettings, letterTokenizer, temporaryFolder, writeFiles } from './fixture.ts';

function codec(config = {}, tokenizer: object = letterTokenizer) {
  const folder = temporaryFolder();
  writeFiles(folder, { 'tokenizer.json': tokenizer, 'tokenizer_config.json': letterSettings });
  return readCodec(folder, config);
}

test('a text begins with the tokens that every text begins with, once', () => {
  const letters = codec();
  expect(letters.encode('b')).toEqual([1, 4]);
  expect(letters.encode('<s>b')).toEqual([1, 4]);
  expect(letters.encode('')).toEqual([1]);
});

test('options are what follows the prompt', () => {
  expect(codec().question('c', ['d', 'ef'])).toEqual({ context: [1, 5], options: [[6], [7, 8]] });
});

test('where an option joins the last letters of the prompt, all options are counted from before them', () => {
  const letters = codec();
  const [joined = 0] = letters.encode('ab').slice(1);
  expect(letters.question('ca', ['b', 'c'])).toEqual({ context: [1, 5], options: [[joined], [3, 5]] });
});

test('without a token that begins every text, the first is scored after the one that ends texts', () => {
  const bare = codec({ eos_token_id: 2 }, { ...letterTokenizer, post_processor: null });
  expect(bare.question('a', ['b'])).toMatchObject({ context: [1] });
});

test('a tokenizer of no known kind is refused', () => {
  expect(() => codec({}, { model: { type: 'Abacus' } })).toThrow(/The tokenizer of .* does not load/);
});

import { describe, expect, test } from 'vitest';
import { LinearPattern } from './match.ts';

describe('finds what the usual engine finds', () => {
  const texts = [
    '',
    'a',
    'Answer: 42.',
    'verdict: ACQUIT',
    'aaab aab ab b',
    'I convict, no, I acquit.',
    '[x] {2,3} ^$',
    'one\ntwo three',
    'now: cafe',
    'a-b_c 0x1F',
  ];
  test.each([
    'a*b',
    'a+?b',
    '(a|aa)(b?)',
    'answer:\\s*(-?\\d+(?:\\.\\d+)?)',
    'verdict: *(acquit|convict)',
    '\\b(acquit|convict)\\b',
    '[^\\s]+$',
    '^.+',
    '(?:ab|a)(b|)',
    'a{2,3}b',
    'a{2}',
    '(a{0,2}?)b',
    '[\\w-]+',
    '\\[(.*)\\]',
    't\\B.',
    '[a-f0-9]+x?',
    '(x|one)|(two)',
    '()',
  ])('%s', (source) => {
    const usual = new RegExp(source, 'i');
    const ours = new LinearPattern(source);
    for (const text of texts) {
      const found = usual.exec(text);
      expect(ours.find(text), JSON.stringify(text)).toBe(
        found ? (found.length > 1 ? (found[1] ?? '') : found[0]) : undefined,
      );
    }
  });
});

test('patterns that hang other engines take linear time', () => {
  expect(new LinearPattern('^(a+)+$').find(`${'a'.repeat(5000)}!`)).toBeUndefined();
  expect(new LinearPattern('(a|a)*(a|a)*(a|a)*b').find('a'.repeat(5000))).toBeUndefined();
});

test.each([
  ['(a', 'a `(` is not closed'],
  ['a)', '`)` closes nothing'],
  ['[a', 'a `[` is not closed'],
  ['*', '`*` repeats nothing'],
  ['a**', 'a repetition of a repetition'],
  ['(?=a)', 'looking ahead or behind is not supported'],
  ['(a)\\1', 'references to groups are not supported'],
  ['a{5,2}', 'is no count'],
  ['\\q', '`\\q` means nothing'],
  ['[z-a]', 'runs backwards'],
  ['((a{100}){100}){100}', 'too long'],
])('%s is refused: %s', (source, told) => {
  expect(() => new LinearPattern(source)).toThrow(told);
});

import { expect, test } from 'vitest';
import { Grammar } from './grammar.ts';
import { tokenTypes } from './tokens.ts';

test('the grammar is LL(2) and unambiguous', () => {
  expect(() => new Grammar(false)).not.toThrow();
});

test('every token has a name for readers', () => {
  expect(tokenTypes.filter((type) => !type.LABEL || /^[A-Z]/.test(type.LABEL)).map((type) => type.name)).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { type Choice, coversAll } from './bound/choices.ts';

const choice = (may: string, must = ''): Choice => ({ may: new Set(may), must: new Set(must) });

describe('whether every choice of two out of four is described', () => {
  const covers = (...choices: readonly Choice[]): boolean => coversAll(choices, 4, 2);

  test('by one that may be all', () => {
    expect(covers(choice('abcd'))).toBe(true);
  });

  test('by those with a thing and those without it', () => {
    expect(covers(choice('abcd', 'a'), choice('bcd'))).toBe(true);
    expect(covers(choice('abcd', 'a'), choice('bcd', 'b'), choice('cd'))).toBe(true);
  });

  test('by every pair', () => {
    const pairs = ['ab', 'ac', 'ad', 'bc', 'bd', 'cd'].map((pair) => choice(pair));
    expect(covers(...pairs)).toBe(true);
    for (const left of pairs) expect(covers(...pairs.filter((pair) => pair !== left))).toBe(false);
  });

  test('not where a thing is not named, or more is demanded than may be had', () => {
    expect(covers(choice('abc'))).toBe(false);
    expect(covers(choice('abcd', 'a'), choice('bc'), choice('d'))).toBe(false);
    expect(covers(choice('abcd', 'ab'), choice('bcd'))).toBe(false);
  });
});

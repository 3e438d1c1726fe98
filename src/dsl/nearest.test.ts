import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from './nearest.ts';

describe('nearest', () => {
  test.each([
    ['convcit', ['acquit', 'convict'], 'convict'],
    ['evidense', ['evidence', 'verdict'], 'evidence'],
    ['Prior', ['prior'], 'prior'],
    ['bidd', ['bids', 'bid'], 'bids'],
    ['xs', ['x', 'y'], 'x'],
    ['x', ['y', 'z'], undefined],
    ['verdict', ['guilt', 'evidence'], undefined],
    ['verdict', ['verdict'], undefined],
    ['anything', [], undefined],
  ])('%s among %j is %s', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test('swapping two neighbours is one slip', () => {
    const word = fc.stringMatching(/^[a-z]{4,9}$/);
    fc.assert(
      fc.property(word, fc.nat(7), (text, at) => {
        const i = at % (text.length - 1);
        const swapped = `${text.slice(0, i)}${text[i + 1]}${text[i]}${text.slice(i + 2)}`;
        fc.pre(swapped !== text);
        expect(nearest(swapped, [text])).toBe(text);
      }),
    );
  });
});

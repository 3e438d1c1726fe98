import { expect, test } from 'vitest';
import { thinned } from './thinned.ts';

test('a long list is thinned evenly, its ends kept', () => {
  const all = Array.from({ length: 101 }, (_, at) => at);
  expect(thinned(all, 5)).toEqual([0, 25, 50, 75, 100]);
  expect(thinned(all, 60)).toHaveLength(60);
  expect(thinned(all, 101)).toEqual(all);
  expect(thinned([1, 2, 3], 2)).toEqual([1, 3]);
});

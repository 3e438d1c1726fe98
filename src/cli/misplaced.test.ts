import { expect, test } from 'vitest';
import { misplaced } from './misplaced.ts';
import { targetOf } from './target.ts';

test.each([
  ['poker.efg#Solve', {}, 'no studies'],
  ['poker.efg', { set: { n: '3' } }, '--set'],
  ['poker.efg', { resume: true }, '--resume needs --out'],
  ['poker.icsap', { resume: true }, '--resume needs --out'],
  ['poker.icsap', { with: 'cfr.plus' }, '--with is for games of other programs'],
  ['poker.icsap#Kuhn', { option: { iterations: '10' } }, '--option is for games of other programs'],
  ['poker.icsap', { png: true }, '--png needs --out'],
  ['poker.icsap', { within: 1000 }, '--within is for games of other programs'],
])('run %s with %j is refused in words', (text, options, words) => {
  expect(misplaced(targetOf(text), options)).toContain(words);
});

test.each([
  ['poker.efg', { with: 'cfr.plus', option: { iterations: '10' }, within: 1000, out: 'results', resume: true }],
  ['poker.icsap#Kuhn', { set: { n: '3' }, out: 'results', resume: true, option: {} }],
])('run %s with %j is not', (text, options) => {
  expect(misplaced(targetOf(text), options)).toBeUndefined();
});

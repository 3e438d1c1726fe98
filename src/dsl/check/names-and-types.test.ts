import { describe, expect, test } from 'vitest';
import { emptyCatalog } from '../catalog.ts';
import { render } from '../diagnostic.ts';
import { check } from './index.ts';

/** What is said against a text: code, the text that it points at, and what was probably meant. */
function said(text: string): readonly string[] {
  const { diagnostics } = check(text, { file: 'f', catalog: emptyCatalog, read: () => ({ refused: 'not here' }) });
  return diagnostics.map((diagnostic) => {
    const { code, span, repair } = render(diagnostic);
    const meant = /^did you mean `(.*)`\?$/.exec(repair ?? '')?.[1];
    return `${code} ${text.slice(span.start, span.end)}${meant === undefined ? '' : ` -> ${meant}`}`;
  });
}

/** A small game with lines of our own in it. */
function game(lines: string): string {
  return `let limit = 3
scenario Game(size = 2) {
  players a, b, p[1..2]
  coin ~ { heads: 0.5, tails: rest }
  a sees coin
  a chooses x in { left, right }
  b chooses y in 0..10
  for i in 1..size { p[i] chooses bid[i] in 1..limit openly  p[i] gets bid[i] }
  a gets 1 when x == left and coin == heads
  b gets y
  ${lines}
}`;
}

type Row = readonly [lines: string, ...expected: string[]];

const names: readonly Row[] = [
  ['let t = sise', 'name/unknown sise -> size'],
  ['a gets sise  b gets sise', 'name/unknown sise -> size'],
  ['a gets 1 when x == lft', 'name/unknown lft -> left'],
  ['a gets 1 when coin == head', 'name/unknown head -> heads'],
  ['let size = 1', 'name/taken size'],
  ['let limit = 1', 'name/taken limit'],
  ['for x in 1..2 { b gets x }', 'name/taken x'],
  ['b gets sum(y for y in 1..2)', 'name/taken y'],
  ['def f(x, y) = x + y  b gets f(1, 2)'],
  ['def f(q, q) = q  b gets f(1, 2)', 'name/taken q'],
  ['def size(q) = q', 'name/taken size'],
  ['let left = 1', 'name/both left'],
  ['for j in 1..2 { let t = j  b gets t }  for j in 1..2 { let t = j  b gets t }'],
  ['b gets late  late ~ uniform(1..2)', 'name/too-early late'],
  ['for j in 1..2 { if j > 1 { b gets late }  late ~ uniform(1..2) }'],
  ['def f(q) = q + late  late ~ uniform(1..2)  b gets f(1)'],
  ['def f(q) = g(q)  def g(q) = if q > 0 then f(q - 1) else 0  b gets f(3)'],
  ['def f(q) = missing + q', 'name/unknown missing'],
  ['limit = 4', 'name/unassignable limit'],
  ['let t = 1  t = 2', 'name/unassignable t'],
  ['var t = 1  t = 2  b gets t'],
  ['v = 2', 'name/unassignable v'],
  ['bid ~ uniform(1..2)', 'name/indices bid'],
  ['b gets x(1)', 'name/not-function x'],
  ['b gets maxx(1, 2)', 'name/unknown-function maxx -> max'],
  ['let max = 3  b gets max'],
  ['c gets 1', 'name/unknown c'],
  ['everyone sees x'],
  ['everyone gets 1'],
  ['b gets 1 when made(x) and not made(bid[2])'],
  ['b gets 1 when made(nothing)', 'name/unknown nothing'],
  ['if y > 1 { b chooses z in { up, down }  b gets 1 when z == up }  a gets 1 when made(z)'],
];

const types: readonly Row[] = [
  ['b gets x', 'type/number x'],
  ['b gets 1 + x', 'type/number x'],
  ['b gets none + 1', 'type/number none'],
  ['b gets x == left', 'type/number x == left'],
  ['b gets 1 when y', 'type/condition y'],
  ['b gets if not y then 1 else 2', 'type/condition y'],
  ['b gets 1 when x == heads', 'domain/symbol heads'],
  ['b gets 1 when x in { left, heads }', 'domain/symbol heads'],
  ['b gets 1 when y == left', 'type/compare left'],
  ['b gets 1 when y == 11', 'domain/number 11'],
  ['b gets 1 when -1 != y', 'domain/number -1'],
  ['b gets 1 when y == size'],
  ['b gets 1 when y in x', 'type/collection x'],
  ['b gets 1 when y in { left }', 'type/compare left'],
  ['b gets 1 when (x, y) == (left, 1)'],
  ['b gets 1 when (x, y) == (heads, 1)', 'type/compare (heads, 1)'],
  ['b gets bid', 'type/family bid'],
  ['b gets max(bid) + bid[1]'],
  ['b gets bid[a]', 'type/index a'],
  ['b gets p[1]', 'type/number p[1]'],
  ['p gets 1'],
  ['p chooses z in 1..2 openly', 'type/player p'],
  ['x gets 1', 'type/player x'],
  ['z ~ 1..3  b gets z', 'type/distribution 1..3'],
  ['z ~ { 1: 0.5, 2: 0.5 }  b gets z'],
  ['z, w ~ deal(2, from = 1..3)  b gets z - w'],
  ['z, w ~ uniform({ (1, left), (2, right) })  b gets z when w == left'],
  ['z ~ bernoulli(x)  b gets z', 'type/number x'],
  ['let r = { low: 1, high: 2 }  b gets r.low + r[if x == left then low else high]'],
  ['let r = { low: 1, high: 2 }  b gets r.hgh', 'type/no-field hgh -> high'],
  ['let r = { low: 1, high: 2 }  b gets r[x]', 'type/index x'],
  ['let t = [1, (2, 3)]  b gets t[1]'],
  ['let t = (1, left)  b gets t[2]', 'type/number t[2]'],
  ['for q, r in { (1, 2) } { b gets q + r }'],
  ['for q, r in 1..3 { b gets q + r }', 'type/apart 1..3'],
  ['b gets count({ 1, 2 } + y)', 'type/operands y'],
  ['b gets len({ 1, 2 } * (1..3))'],
  ['b gets abs(1, 2)', 'call/count abs(1, 2)'],
  ['b gets round(y, digits = 2)'],
  ['b gets round(y, digit = 2)', 'call/unknown-argument digit -> digits'],
  ['b gets sum(x for j in 1..2)', 'type/numbers x for j in 1..2'],
  ['b gets argmax(j * y for j in 1..3)'],
  ['b gets argmax((j, k) == (1, 2) for j in 1..3 for k in 1..2)[1]', 'type/number (j, k) == (1, 2)'],
  ['next(a) gets 1'],
  ['next(y) gets 1', 'type/player y'],
  ['let q = if x == left then 1 else none  b gets q'],
  ['var m = 0  if x == left { m = y }  if y > 2 { m = none }  b gets m + 1'],
  ['var m = [1]  for j in 1..3 { m = [m, m] }  b gets len(m)'],
  ['let mode = quick  let modes = { quick, slow }  b gets 1 when mode == slow'],
  ['def pick(q) = q  b gets pick(1) + 1  a gets 1 when pick(x) == left'],
  ['def sure(q) = q == left  b gets 1 when sure(coin)', 'domain/symbol left'],
  ['z ~ { a: 0.5, b: rest }  z gets 1'],
];

describe('names', () => {
  test.each(names)('%s', (lines, ...expected) => {
    expect(said(game(lines))).toEqual(expected);
  });
});

describe('types', () => {
  test.each(types)('%s', (lines, ...expected) => {
    expect(said(game(lines))).toEqual(expected);
  });
});

test('an error makes no others', () => {
  expect(said(game('let t = missing  b gets t when t == left and t[3] in t.x'))).toEqual(['name/unknown missing']);
});

test('several mistakes give several messages, in the order of their places', () => {
  const found = said(game('b gets x  b gets 1 when y  z ~ 3  b gets 1 when x == heads'));
  expect(found).toEqual(['type/number x', 'type/condition y', 'type/distribution 3', 'domain/symbol heads']);
});

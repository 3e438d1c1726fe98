import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../game/compile.ts';
import { catalogueText, playOf } from '../game/fixture.ts';
import type { Game } from '../game/game.ts';
import { toArrays } from '../game/transfer.ts';
import type { Value } from './value.ts';

/** All that can be told of a game, as a text: arrays, words, exact numbers. */
function account(game: Game): string {
  const { informationSets: sets, exact } = game;
  const plain = (_: string, value: unknown): unknown => (ArrayBuffer.isView(value) ? Object.values(value) : value);
  const told = {
    arrays: toArrays(game),
    labels: game.labels(game.nodes),
    sets: Array.from({ length: sets.count }, (_, set) => {
      const { kind, label, player, knows, earlier } = sets.describe(set);
      return [kind, label, player.name, knows, earlier, sets.actions(set)];
    }),
    exact: Array.from({ length: exact?.payoff.length ?? 0 }, (_, at) => exact?.payoff.at(at)),
    commitments: game.commitments,
  };
  return JSON.stringify(told, plain);
}

function expectNoDifference(text: string, parameters: Readonly<Record<string, Value>> = {}): void {
  const game = compile(playOf(text, parameters, { keepSteps: 'all' }));
  const run = compile(playOf(text, parameters, { keepSteps: 'none' }));
  expect(account(game)).toBe(account(run));
}

describe('steps that are done again without being run give the same tree', () => {
  test.each([
    ['games/leduc.icsap', {}],
    ['games/liars-dice.icsap', { sides: 3 }],
    ['games/liars-dice.icsap', { dice: 2, sides: 2 }],
    ['games/goofspiel.icsap', { n: 3 }],
    ['games/second-price.icsap', {}],
    ['persuasion/prosecutor.icsap', {}],
    ['mechanisms/auction.icsap', {}],
  ] as const)('in %s %j', (file, parameters) => {
    expectNoDifference(catalogueText(file), parameters);
  });

  test('in procedures that call themselves, with names of their own', () => {
    expectNoDifference(`scenario S { players a, b
      def turn(p, depth) {
        var sum = depth
        for k in 1..2 { p chooses move[depth, k] in 0..1 openly sum = sum + move[depth, k] * k }
        if depth < 2 { turn(next(p), depth + 1) }
        p gets sum
      }
      turn(a, 0) }`);
  });

  test('where the same call is made again and again in one play', () => {
    expectNoDifference(`scenario S { players a, b
      var total = 0
      def ask(p) { var told = 0  p chooses x in 1..2 told = told + x  p chooses y in 1..2 total = total + told * y }
      for t in 1..3 { ask(a) }
      a gets total }`);
  });

  test('where maps, lists and sets change on the way', () => {
    expectNoDifference(`scenario S { players a, b
      var left = { a: 1..3, b: 1..3 }
      var seen = [0]
      for t in 1..3 { for p in players {
        p chooses c in left[p]
        left[p] = left[p] - { c }
        seen = [c, sum(seen)]
        if t == 2 { everyone sees seen[1], len(left[p]) }
        p gets c / t
      } } }`);
  });
});

const statements: fc.Arbitrary<string> = fc
  .letrec((tie) => ({
    number: fc.constantFrom(
      'x',
      'y',
      'n',
      'm[1]',
      'm[2]',
      'x + y',
      'x * y - n',
      'max(x, m[1])',
      'sum(list)',
      'n % 2',
      'len(list)',
      'f(x)',
    ),
    truth: fc.constantFrom('x > y', 'n == 1', 'm[1] < m[2] and x != 0', 'made(w[1])', 'n in list'),
    simple: fc.oneof(
      fc.tuple(fc.constantFrom('x', 'y', 'm[1]', 'm[2]'), tie('number')).map(([to, e]) => `${to} = (${e}) % 5`),
      tie('number').map((e) => `list = [${e}, n]`),
      fc.tuple(fc.constantFrom('a', 'b'), tie('number')).map(([p, e]) => `${p} gets (${e}) / 3`),
      fc.tuple(fc.constantFrom('a', 'b', 'everyone'), tie('number')).map(([p, e]) => `${p} sees ${e}`),
      fc.constantFrom('move(a)', 'move(b)', 'twice()'),
    ),
    statement: fc.oneof(
      { maxDepth: 2 },
      tie('simple'),
      fc.tuple(tie('truth'), tie('simple'), tie('simple')).map(([c, s, t]) => `if ${c} { ${s} } else { ${t} }`),
      tie('simple').map((s) => `for k in 1..2 { ${s} n = k }`),
    ),
  }))
  .statement.filter((text): text is string => typeof text === 'string');

test('random plays are the same, whether their steps are run or done again', () => {
  fc.assert(
    fc.property(fc.array(statements, { minLength: 1, maxLength: 3 }), (body) => {
      const text = `scenario S { players a, b
        var x = 0  var y = 1  var n = 1  var list = [1, 2]  var m = { 1: 0, 2: 3 }
        def f(v) = if v > 2 then y else v + n
        def move(p) { var own = x  p chooses act in { l, r }  if act == r { own = own + 1  x = own % 4 } else { y = (y + own) % 3 } }
        def twice() { var first = n  a chooses one in 0..1  first = first + one  b chooses two in 0..1 openly  n = (first + two) % 3 }
        for i in 1..2 { w[i] ~ uniform(0..1)  ${body.join('\n')}  z ~ uniform({ x, y + 5 })  x = z % 4 }
        a gets x + w[1]  b gets y - w[2] }`;
      expectNoDifference(text);
    }),
    { numRuns: 40 },
  );
});

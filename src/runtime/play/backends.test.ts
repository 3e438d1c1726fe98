import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DiagnosticError } from '../../dsl/diagnostic.ts';
import { compile } from '../game/compile.ts';
import { catalogueText, modelOf, playOf } from '../game/fixture.ts';
import { instantiate } from './instantiate.ts';
import { keyOf } from './key.ts';
import type { Process } from './play.ts';
import { Player, type Value } from './value.ts';

/** A scenario whose names the expressions read. */
const surroundings = `
  players a, b
  x ~ uniform(-2..3)
  y ~ uniform({ 0.5, 2 })
  for i in 1..3 { v[i] ~ uniform({ i, 7 }) for j in 1..2 { w[i, j] ~ uniform({ i * j, 0 }) } }
  let list = [4, x, 2.5]
  let table = { l: 1, r: [2, 3] }
  def twice(n) = n + n
  def fact(n) = if n <= 1 then 1 else n * fact(n - 1)
  a chooses move in { l, r }`;

const numbers: fc.Arbitrary<string> = fc
  .letrec((tie) => ({
    leaf: fc.constantFrom(
      'x',
      'y',
      '3',
      '0',
      '0.25',
      'v[1]',
      'v[x]',
      'w[2, 1]',
      'w[1][2]',
      'list[2]',
      'table.l',
      'table.r[1]',
      'len(v)',
      'len(players)',
      'sum(v)',
    ),
    number: fc.oneof(
      { maxDepth: 4 },
      tie('leaf'),
      fc
        .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/', '%'), tie('number'))
        .map(([l, o, r]) => `(${l} ${o} ${r})`),
      fc.tuple(tie('number'), fc.constantFrom('2', '3')).map(([l, r]) => `${l} ^ ${r}`),
      fc.tuple(tie('truth'), tie('number'), tie('number')).map(([c, l, r]) => `(if ${c} then ${l} else ${r})`),
      fc.tuple(tie('number'), tie('truth')).map(([e, c]) => `(${e} when ${c})`),
      tie('number').map((e) => `-(${e})`),
      tie('number').map((e) => `twice(${e})`),
      fc.tuple(fc.constantFrom('floor', 'ceil', 'abs', 'sign', 'round'), tie('number')).map(([f, e]) => `${f}(${e})`),
      fc
        .tuple(fc.constantFrom('sum', 'max', 'min', 'prod', 'mean', 'median', 'argmax'), tie('number'), tie('truth'))
        .map(([f, e, c]) => `${f}(${e} + i for i in 1..3 if ${c} or i > 1)`),
      tie('truth').map((c) => `count(${c} and i < j for i in 1..2 for j in 1..x)`),
      tie('number').map((e) => `floor(${e} / 2)`),
      tie('number').map((e) => `sum(v[i] * ${e} for i in 1..3)`),
      tie('number').map((e) => `argmin(p + q * ${e} for p in { 1, 2 } for q in 1..2)[1]`),
      tie('number').map((e) => `len({ ${e}, x, i when i > 1 for i in 1..3 })`),
      fc.constantFrom(
        'fact(x)',
        'fact(4)',
        'sum(v[1..2])',
        'len([w[i] for i in 1..3])',
        'max(w)',
        '{ (i, j): i + j for i in 1..2 for j in 1..2 }[1, 2]',
      ),
    ),
    truth: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(
        'true',
        'move == l',
        'move != r',
        'made(v[2])',
        'made(x)',
        'x in 0..2',
        'x not in { 1, 2 }',
        '(a, x) in { (a, 1), (b, 1) }',
        'a in players',
        'not (x == 1)',
      ),
      fc
        .tuple(tie('number'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), tie('number'))
        .map(([l, o, r]) => `${l} ${o} ${r}`),
      fc.tuple(tie('number'), tie('number'), tie('number')).map(([l, m, r]) => `(${l} < ${m} <= ${r})`),
      fc.tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth')).map(([l, o, r]) => `(${l} ${o} ${r})`),
    ),
  }))
  .number.map((text) => String(text));

test('closures and generated code agree, on values and on errors', () => {
  let evaluated = 0;
  fc.assert(
    fc.property(numbers, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (text, choices) => {
      const model = checked(`scenario B { ${surroundings} a gets ${text} }`);
      const [scenario] = model?.scenarios.values() ?? [];
      if (scenario === undefined) return;
      const results = (['all', 'none'] as const).map((generate) =>
        outcome(() => instantiate(scenario, new Map(), { generate }).start(), choices),
      );
      expect(results[0]).toBe(results[1]);
      evaluated++;
    }),
    { numRuns: 1000 },
  );
  expect(evaluated).toBeGreaterThan(500);
});

function checked(text: string) {
  try {
    return modelOf(text);
  } catch {
    // Not every text that the grammar of this test makes passes the checker.
    return undefined;
  }
}

function outcome(start: () => Process, choices: readonly number[]): string {
  try {
    const process = start();
    for (const choice of choices)
      if (process.event.options.length > 0) process.take(choice % process.event.options.length);
    return process.event.kind === 'end' ? text(process.utility(0)) : 'no end';
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ code, span }) => `${code} at ${span.start}-${span.end}`).join();
  }
}

function text(value: Value): string {
  const key = keyOf(value);
  return key instanceof Player ? key.name : `${typeof key} ${key}`;
}

test.each(['games/leduc.icsap', 'games/goofspiel.icsap', 'games/liars-dice.icsap', 'mechanisms/screening.icsap'])(
  '%s is the same game',
  (file) => {
    const [one, other] = (['all', 'none'] as const).map((generate) =>
      compile(playOf(catalogueText(file), {}, { generate })),
    );
    expect(one?.payoff).toEqual(other?.payoff);
    expect(one?.index).toEqual(other?.index);
    expect(one?.chance).toEqual(other?.chance);
  },
);

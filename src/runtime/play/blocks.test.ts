import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DiagnosticError } from '../../dsl/diagnostic.ts';
import { compile } from '../game/compile.ts';
import { modelOf } from '../game/fixture.ts';
import { instantiate } from './instantiate.ts';
import { show } from './show.ts';

/** Names that the statements read, and procedures that they call. */
const head = `
  players lead, a, b
  var n = 1
  var held = [1, 2]
  x ~ uniform(1..2)
  for i in 1..2 { y[i] ~ { 0: 1/3, i: 2/3 } }
  lead commits note(x) in { lo, hi }
  for i in 1..2 { lead commits pay[i](y) in real(0, i) }
  def twice(k) { a gets k lead gets pay[2] if k > 1 { b sees k end } n = n + k }
  def doubled(k) = k + k`;

const statement: fc.Arbitrary<string> = fc.letrec<{ statement: string; block: string; number: string; truth: string }>(
  (tie) => ({
    number: fc.constantFrom(
      '1',
      'n',
      'x',
      'y[1]',
      'y[n]',
      'held[2]',
      'pay[1]',
      'pay[x]',
      '(x - 1/2) / 3',
      'doubled(n)',
      '-n',
    ),
    truth: fc.constantFrom(
      'note == hi',
      'n < 3',
      'x == 2',
      'y[2] > 1',
      'note == lo and x == 1',
      'sum(y) > 1',
      'made(note)',
    ),
    block: fc.array(tie('statement'), { minLength: 1, maxLength: 3 }).map((all) => `{ ${all.join(' ')} }`),
    statement: fc.oneof(
      { maxDepth: 3 },
      tie('number').map((e) => `a gets ${e}`),
      fc.tuple(tie('number'), tie('truth')).map(([e, c]) => `lead gets (${e} when ${c}) - pay[1]`),
      tie('number').map((e) => `a, b gets ${e}`),
      fc.constantFrom('a sees x', 'everyone sees note', 'b sees y[1], x', 'a, b sees note, n'),
      fc.constantFrom(
        'a chooses first[n] in { l, r } openly b gets 1 when first[n] == l',
        'b chooses mine[n] in 1..2 a gets mine[n]',
        'z ~ uniform({ n, 2 })',
      ),
      fc.constantFrom(
        'n = n + 1',
        'held[1] = held[1] + n',
        'if x == 1 { let k = n * 2 a gets k }',
        'held[x] = x',
        'twice(n)',
        'twice(x)',
      ),
      fc.constantFrom('lead commits late[n](x, note) in { u, v } b sees late[n]', 'require pay[1] <= n'),
      fc.constantFrom('a may leave for 0', 'require n < 4', 'end'),
      fc.tuple(tie('truth'), tie('block'), tie('block')).map(([c, t, e]) => `if ${c} ${t} else ${e}`),
      fc.tuple(tie('truth'), tie('block')).map(([c, t]) => `if ${c} ${t}`),
      fc.tuple(fc.constantFrom('i', 'j', 's'), tie('block')).map(([one, body]) => `for ${one} in 1..2 ${body}`),
      fc
        .tuple(fc.constantFrom('t', 'q'), tie('block'))
        .map(([one, body]) => `for ${one}, k${one} in { (1, 2), (2, x) } ${body}`),
      tie('block').map((body) => `while n < 3 { n = n + 1 ${body.slice(1)}`),
    ),
  }),
).statement;

test('instructions one by one and blocks of generated code make the same tree, or the same error', () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), (statements) => {
      const text = `scenario B { ${head} ${statements.join('\n')} a chooses last in 1..2 a, b gets last b chooses also in 1..2 b gets also lead gets 1 - pay[1] }`;
      const [one, other] = (['none', 'all'] as const).map((generate) => outcome(text, generate));
      expect(other).toEqual(one);
      if (one !== undefined) compared++;
    }),
    { numRuns: 400 },
  );
  expect(compared).toBeGreaterThan(200);
});

/** All of a tree that statements decide; of an error where it is. Undefined for texts that do not pass the checker. */
function outcome(text: string, generate: 'all' | 'none'): unknown {
  const [scenario] = checked(text)?.scenarios.values() ?? [];
  if (scenario === undefined) return undefined;
  try {
    const game = compile(instantiate(scenario, new Map(), { generate }), { histories: 3000 });
    const { informationSets: sets, cells, commitments } = game;
    const known = Array.from({ length: sets.count }, (_, set) => sets.describe(set)).map(({ label, knows }) => [
      label,
      knows.map((one) => `${one.kind} ${one.label} ${show(one.value)}`),
    ]);
    const arguments_ = Array.from({ length: cells.count }, (_, cell) =>
      cells.at(cell).arguments.map((one) => show(one.value)),
    );
    const exact = Array.from({ length: game.payoff.length }, (_, at) => show(game.exact?.payoff.at(at) ?? null));
    return { tree: [game.parent, game.actor, game.index, game.chance], known, arguments_, exact, commitments };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return error.diagnostics.map(({ code, span, ...rest }) => [
      code,
      span.start,
      span.end,
      'path' in rest && rest.path,
    ]);
  }
}

function checked(text: string) {
  try {
    return modelOf(text);
  } catch {
    // Not every text that the grammar of this test makes passes the checker.
    return undefined;
  }
}

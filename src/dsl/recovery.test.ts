import { describe, expect, test } from 'vitest';
import { render } from './diagnostic.ts';
import { parse } from './parse.ts';

/** Mistakes of one line each, and the code of the one diagnostic that they give. */
const inScenarios: readonly (readonly [string, string])[] = [
  ['judge see evidence', 'verb'],
  ['bidder[1] see evidence', 'verb'],
  ['judge learns x', 'verb'],
  ['x y z', 'verb'],
  ['judge', 'bare-name'],
  ['x[1]', 'bare-name'],
  ['judge gets', 'unfinished'],
  ['judge gets 1 when', 'unfinished'],
  ['x = 1 +', 'unfinished'],
  ['p may leave for', 'unfinished'],
  ['x reports a as', 'unfinished'],
  ['players', 'unfinished'],
  ['x = 50%', 'unfinished'],
  ['x = = 3', 'expected'],
  ['x chooses a b in D', 'expected'],
  ['def f = 3', 'expected'],
  ['data t "x.csv"', 'expected'],
  ['x == 3', 'comparison'],
  ['f(x) == 3', 'comparison'],
  ['player a, b', 'keyword'],
  ['requires c', 'keyword'],
  ['solve eq', 'wrong-block'],
  ['expect x == 3', 'wrong-block'],
  ['g ~ { a: 0.3 b: rest }', 'comma'],
  ['x = [1, 2,]', 'extra-comma'],
  ['judge chooses in in { a, b }', 'reserved'],
  ['judge chooses v in { for, against }', 'reserved'],
  ['let real = 3', 'reserved'],
  ['x = 1 +-2', 'plus-minus'],
  ['if a = b { x gets 1 }', 'equality'],
  ['let y = x if c', 'postfix-if'],
  ['x = [a if b]', 'postfix-if'],
  ['let z = if c then 1', 'missing-else'],
  ['b gets if c { 1 } else { 2 }', 'if-expression'],
  ['a gets 1;', 'foreign'],
  ['a gets !x', 'foreign'],
  ['a gets x && y', 'foreign'],
  ['a gets x ≤ y', 'foreign'],
  ['x += 1', 'foreign'],
  ['a gets 1 // pay', 'comment'],
  ["cite 'x'", 'quotes'],
  ['cite “x”', 'quotes'],
  ['cite "x', 'unclosed-text'],
  ['x = f("a, b)', 'unclosed-text'],
  ['x = 1_000', 'number'],
  ['x = 2y', 'number'],
  ['x = t.1', 'number'],
  ['x = (1 + 2', 'unclosed'],
  ['x = { a, b', 'unclosed'],
  ['x = f(1]', 'mismatched'],
  ['x = 1 + 2}', 'stray'],
  ['x = @@ $', 'character'],
  ['p commits r(x) in real > 0', 'real-domain'],
  ['if c then x gets 1', 'block'],
  ['if c x gets 1', 'block'],
  ['for in S { x gets 1 }', 'loop'],
  ['for 1..3 { x gets 1 }', 'loop'],
  ['42', 'statement'],
  ['then x', 'statement'],
  ['else { x gets 1 }', 'statement'],
  ['x = "a {b"', 'hole'],
  ['x = "a } b"', 'hole'],
  ['x = "a {b c} d"', 'expected'],
  ['x = "\\q"', 'escape'],
  ['x = { a = 1, b: 2 }', 'colon'],
  ['x gets a - b when c', 'when-sum'],
];

const inStudies: readonly (readonly [string, string])[] = [
  ['sovle eq', 'keyword'],
  ['judge sees x', 'wrong-block'],
  ['players a, b', 'wrong-block'],
  ['if c { solve eq }', 'wrong-block'],
  ['expect x = 3', 'equality'],
  ['expect', 'unfinished'],
  ['solve eq with', 'unfinished'],
  ['solve eq within 10', 'unfinished'],
  ['solve eq with cfr { iterations = 3 }', 'colon'],
  ['solve eq with cfr { "iterations": 3 }', 'option-key'],
  ['solve eq with cfr { 1, 2 }', 'option-key'],
  ['solve eq with cfr { a: 1 b: 2 }', 'comma'],
  ['plot x vs y', 'expected'],
  ['sweep x 1..2', 'expected'],
  ['scheme.value(p) == 3', 'statement'],
  ['solve eq;', 'foreign'],
];

const scenario = ['players a, b', 'x ~ uniform(S)', 'a sees x', 'if x == 1 {', '  a gets 2', '}', 'b gets 3'];
test('a reserved word as the value of an option is told to stand in quotes', () => {
  const { diagnostics } = parse('study S of X { solve eq with a.b { ties: for } }', 'a.icsap');
  expect(diagnostics).toMatchObject([{ code: 'syntax/reserved', word: 'for', symbol: true }]);
});

const study = ['seed 7', 'solve eq', 'expect eq.gap <= 1', 'plot eq.gap against iteration', 'let x = 3'];

/** Lines with mistakes planted before the given ones, and one that is broken in another part of the file. */
function planted(head: string, lines: readonly string[], mistakes: readonly (readonly [number, string])[]): string {
  const body = lines.flatMap((line, index) => [
    ...mistakes.filter(([at]) => at === index).map(([, text]) => text),
    line,
  ]);
  return [head, ...body.map((line) => `  ${line}`), '}', '', 'study Last of A {', '  solve eq with', '}'].join('\n');
}

function found(text: string): readonly string[] {
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  return parse(text, 'test.icsap').diagnostics.map((d) => `${lineOf(d.span.start)} ${d.code}`);
}

describe('two mistakes on different lines are two diagnostics, and the rest of the file is read', () => {
  test.each(inScenarios)('%s', (text, code) => {
    for (const [other, otherCode] of [...inScenarios.slice(0, 1), ...inScenarios.slice(11, 15)]) {
      const expected = [`3 syntax/${code}`, `6 syntax/${otherCode}`, '14 syntax/unfinished'];
      expect(
        found(
          planted('scenario A {', scenario, [
            [1, text],
            [3, other],
          ]),
        ),
        other,
      ).toEqual(expected);
    }
  });

  test.each(inStudies)('%s', (text, code) => {
    const expected = ['2 syntax/keyword', `5 syntax/${code}`, '12 syntax/unfinished'];
    expect(
      found(
        planted('study T of A {', study, [
          [0, 'sovle eq'],
          [2, text],
        ]),
      ),
    ).toEqual(expected);
  });
});

describe('brackets that are missing are found by indentation', () => {
  test.each([
    ['an inner block', 'scenario A {\n  for i in S {\n    a gets 1\n  b gets 2\n}\n', ['2 syntax/unclosed']],
    ['the scenario', 'scenario A {\n  a gets 1\n\nstudy B of A {\n  solve eq\n}\n', ['1 syntax/unclosed']],
    ['a call over lines', 'scenario A {\n  x = f(\n    1,\n    2\n  b gets 2\n}\n', ['2 syntax/unclosed']],
    ['an opening brace', 'scenario A {\n  if c\n    a gets 1\n  }\n  b gets 2\n}\n', ['2 syntax/block']],
    ['one too many in the middle', 'scenario A {\n  a gets 1\n  }\n  b gets 2\n}\n', ['3 syntax/stray']],
    ['one too many at the end', 'scenario A {\n  a gets 1\n}\n}\n', ['4 syntax/stray']],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });
});

test('mistakes in a list over several lines are each reported', () => {
  const text = 'study A of B {\n  solve eq with x {\n    a: 1\n    b = 2,\n    c: ,\n    d: 4;\n  }\n}\n';
  expect(found(text)).toEqual(['3 syntax/comma', '4 syntax/colon', '5 syntax/expected', '6 syntax/foreign']);
});

test('mechanical repairs lead to a text without that mistake', () => {
  for (const [line] of inScenarios) {
    const text = `scenario A {\n  ${line}\n}\n`;
    const edits = parse(text, 'test.icsap')
      .diagnostics.map((d) => render(d).edit)
      .filter((edit) => edit !== undefined);
    const mended = edits
      .toReversed()
      .reduce((rest, edit) => rest.slice(0, edit.span.start) + edit.text + rest.slice(edit.span.end), text);
    const codes = (source: string) => parse(source, 'test.icsap').diagnostics.map((d) => d.code);
    if (edits.length > 0) expect(codes(mended), mended).not.toEqual(codes(text));
  }
});

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from './diagnostic.ts';
import { parse } from './parse.ts';
import type { ExpressionSyntax, StatementSyntax, StudyStatementSyntax } from './syntax.ts';
import { reservedWords, softWords } from './tokens.ts';

const fixtures = new URL('fixtures/', import.meta.url);
const files = readdirSync(fixtures);
const read = (file: string): string => readFileSync(new URL(file, fixtures), 'utf8');

function errors(text: string): readonly string[] {
  const rendered = parse(text, 'test.icsap').diagnostics.map(render);
  return rendered.filter((d) => d.severity === 'error').map((d) => `${d.code}: ${d.message}`);
}

function statements(text: string): readonly StatementSyntax[] {
  const [item] = parse(`scenario X { ${text} }`, 'test.icsap').syntax.items;
  return item?.kind === 'scenario' ? item.body.statements : [];
}

function studyStatements(text: string): readonly StudyStatementSyntax[] {
  const [item] = parse(`study X of Y { ${text} }`, 'test.icsap').syntax.items;
  return item?.kind === 'study' ? item.statements : [];
}

function expression(text: string): ExpressionSyntax {
  const [item] = parse(`let x = ${text}`, 'test.icsap').syntax.items;
  if (item?.kind !== 'bind') throw new Error(`${text} is no expression`);
  return item.value;
}

/** An expression with all its parentheses, and no spans: what binds how. */
function grouped(e: ExpressionSyntax): string {
  switch (e.kind) {
    case 'name':
      return e.name;
    case 'number':
      return e.text;
    case 'unary':
      return `(${e.operator} ${grouped(e.operand)})`;
    case 'binary':
      return `(${grouped(e.left)} ${e.operator} ${grouped(e.right)})`;
    case 'when':
      return `(${grouped(e.value)} when ${grouped(e.condition)})`;
    case 'compare':
      return `(${grouped(e.first)}${e.rest.map((part) => ` ${part.operator} ${grouped(part.operand)}`).join('')})`;
    case 'range':
      return `(${grouped(e.low)}..${grouped(e.high)}${e.step === undefined ? '' : ` step ${grouped(e.step)}`})`;
    case 'conditional':
      return `(if ${grouped(e.condition)} then ${grouped(e.then)} else ${grouped(e.otherwise)})`;
    case 'index':
      return `${grouped(e.of)}[${e.indices.map((index) => grouped(index.value)).join(', ')}]`;
    default:
      return e.kind;
  }
}

test.each(files)('%s follows the grammar', (file) => {
  expect(errors(read(file))).toEqual([]);
});

test.each([
  ['a when b or c', '(a when (b or c))'],
  ['a + b when c', '((a + b) when c)'],
  ['a when b when c', '((a when b) when c)'],
  ['if a then b when c else d when e', '((if a then (b when c) else d) when e)'],
  ['if a then b else if c then d else e', '(if a then b else (if c then d else e))'],
  ['not a == b and c', '((not (a == b)) and c)'],
  ['a or b and c or d', '((a or (b and c)) or d)'],
  ['0 <= x < n', '(0 <= x < n)'],
  ['x not in S', '(x not in S)'],
  ['a in 0..n step 2', '(a in (0..n step 2))'],
  ['a - b - c * d', '((a - b) - (c * d))'],
  ['last + 1..bids', '((last + 1)..bids)'],
  ['-x ^ 2', '(- (x ^ 2))'],
  ['2 ^ -x ^ y', '(2 ^ (- (x ^ y)))'],
  ['a / b % c', '((a / b) % c)'],
  ['-t[i, j]', '(- t[i, j])'],
])('%s is %s', (text, meaning) => {
  expect(grouped(expression(text))).toBe(meaning);
});

describe('spans', () => {
  test('cover exactly what was written', () => {
    const text = 'let total = (a + b) * f(x, y)[1].z when "in {c - d}" in S # the end';
    const [item] = parse(text, 'test.icsap').syntax.items;
    const spans = new Set<string>();
    JSON.stringify(item, (_, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'kind' in value && 'span' in value) {
        const { start, end } = Object(value.span);
        spans.add(text.slice(start, end));
      }
      return value;
    });
    expect([...spans]).toEqual([
      'let total = (a + b) * f(x, y)[1].z when "in {c - d}" in S',
      'total',
      '(a + b) * f(x, y)[1].z when "in {c - d}" in S',
      '(a + b) * f(x, y)[1].z',
      'a + b',
      'a',
      'b',
      'f(x, y)[1].z',
      'f(x, y)[1]',
      'f(x, y)',
      'f',
      'x',
      'y',
      '1',
      '"in {c - d}" in S',
      '"in {c - d}"',
      'c - d',
      'c',
      'd',
      'S',
    ]);
  });

  test('comments keep their places', () => {
    const text = '# above\nlet x = 1 # behind  \nlet y = "# no"\n  # below';
    const { comments } = parse(text, 'test.icsap').syntax;
    expect(comments.map((c) => [c.text, c.trailing, text.slice(c.span.start, c.span.end)])).toEqual([
      [' above', false, '# above'],
      [' behind', true, '# behind'],
      [' below', false, '# below'],
    ]);
  });
});

describe('texts', () => {
  const parts = (text: string) => {
    const e = expression(text);
    return e.kind === 'text' ? e.parts.map((part) => (typeof part === 'string' ? part : grouped(part))) : [];
  };

  test.each([
    [String.raw`"a \"b\" \\ \n \u{e9}"`, ['a "b" \\ \n é']],
    [String.raw`"""a \n "b" """`, [String.raw`a \n "b" `]],
    ['"{{x}} {x + 1}{y}"', ['{x} ', '(x + 1)', 'y']],
    ['"""{ "{{" == x }"""', ['(text == x)']],
    ['"{ {a: 1}[k] }"', ['braces[k]']],
    ['""', []],
  ])('%s', (text, expected) => {
    expect(errors(`let x = ${text}`)).toEqual([]);
    expect(parts(text)).toEqual(expected);
  });

  test('paths and citations have no holes', () => {
    const [cite, data] = statements('cite "{x}" data t from "a\\\\b.csv"');
    expect(cite?.kind === 'cite' && cite.text.text).toBe('{x}');
    expect(data?.kind === 'data' && data.path.text).toBe('a\\b.csv');
  });
});

test('the options of a plugin have words as keys at every depth', () => {
  const [solve] = studyStatements('solve eq with x.y { in: { text: [1, { real: a }], for: [1, 2] }, k: {} }');
  const shape = JSON.parse(JSON.stringify(solve, (key, value: unknown) => (key === 'span' ? undefined : value)));
  const name = { kind: 'name', name: 'a' };
  const number = (text: string) => ({ kind: 'number', text });
  const options = (entries: object) => ({ kind: 'options', entries });
  const entry = (text: string, value: object) => ({ key: { text }, value });
  expect(shape.plugin.options).toEqual(
    options([
      entry(
        'in',
        options([
          entry('text', { kind: 'option-list', items: [number('1'), options([entry('real', name)])] }),
          entry('for', {
            kind: 'list',
            elements: [
              { value: number('1'), clauses: [] },
              { value: number('2'), clauses: [] },
            ],
          }),
        ]),
      ),
      entry('k', options([])),
    ]),
  );
});

test('every soft word may be a name, everywhere', () => {
  const places = [
    'scenario W(W = 1) { players W, b  let W = W + 1  var W = W  W = W  W ~ uniform({ W, b })  b sees W, b  W sees W  W chooses W in { W, b } openly  W commits W(W) in { W }  W reports W as W  W gets W when W == W  W may leave for W  W(W)  W[W] gets W.W  for W in W { W gets f(W, W = W) }  team W = { W }  def W(W) = W  def W(W) { W gets [W for W in W if W] }  data W from "x"  W, W ~ deal(W, from = W) }',
    'study W of W(W = W) { sweep W in W  rule W(W) = W  solve W with W.W { W: W } within 3 W  seat W with W  verify W  expect W  plot W, W.W against W  let W = W  seed W  repeat W  expect W == W +- W }',
    'use "x" as W  let W = W  def W(W) = W',
  ];
  const wrong = [...softWords].flatMap((word) => places.flatMap((place) => errors(place.replaceAll('W', word))));
  expect(wrong).toEqual([]);
});

test('reserved words are those of the language reference', () => {
  const listed =
    'sees chooses commits reports gets may openly end require if then else for while in when and or not step true false real text';
  expect([...reservedWords].toSorted()).toEqual(listed.split(' ').toSorted());
});

describe('two statements on one line stay two', () => {
  const scenario =
    `players a, b, c[1..n]|team red = { a, b }|let x = y|let x = f(1)|let x = y[1]|let x = -1|let x = { a, b }|let x = real_|var m = ana|x = 3|x[i] = y|def f(a) = a + 1|def f() { a gets 1 }|data t from "f.csv"|cite "x"|if c { a gets 1 }|if c { a gets 1 } else { b gets 2 }|if x in { a, b } { end }|for i in 1..n { a gets 1 }|for i, j in S { end }|while c { end }|x ~ uniform(S)|x ~ { a: 0.3, b: rest }|x, y ~ deal(2, from = S)|x ~ if c then { a: 1 } else { b: 1 }|a sees x|a sees x, y[i]|a, b sees x|everyone sees x.f|a chooses m in D|a chooses m in D openly|a chooses m in text|a chooses m in real|a chooses m in real(0, 1)|a[i] chooses m[i] in { u, v when c }|a commits r(x) in real|a commits r[i](x) in real >= 0|a commits r(x, y) in { u, v }|a commits r in 0..n step 2|a reports x as z|a reports x[i] as z[i] openly|a gets 1|a gets -1|a gets x when c|a gets if c then 1 else -1|a gets x ^ 2|a gets not c|a gets x in S|a gets x == y|a gets x..y step z|a may leave for 0|a may leave for x|show(2)|show()|end|require x >= y|data ~ uniform(S)|team sees let|let let = var|cite gets seed|use gets 1|rest = seed`.split(
      '|',
    );
  const study =
    `seed 7|repeat 5|sweep x in 0..1 step 0.1|sweep x in { a, b }|solve eq|solve eq with cfr.plus|solve eq with cfr.plus { iterations: 10 }|solve eq with team.lp { seed: 1 } within 10 s|solve eq within 10 s|seat judge with llm.choice { model: "x", answers: { a: "b" } }|seat judge with fixed|rule w(b) = argmax(b)|rule p[i](b) = if w == i then 1 else 0|rule s = x|verify truthful|verify truthful of a, b|verify obedient|expect a|expect a == b|expect a == b +- 1e-9|expect not t(o)|expect x.chance(a == b ¦ c == d) == 3/7 +- 1e-9|plot y against x|plot h.gap, t.gap against iteration|plot y against x for a, b|plot f(x) against x in 1..3|let x = 1|def f(a) = a|cite "x"`
      .split('|')
      .map((text) => text.replace('¦', '|'));
  const shape = (nodes: readonly unknown[]) =>
    nodes.map((node) => JSON.stringify(node, (key, part: unknown) => (key === 'span' ? undefined : part)));

  test.each([
    ['scenario', scenario, statements],
    ['study', study, studyStatements],
  ] as const)('in a %s', (_, texts, read) => {
    const alone = new Map(texts.map((text) => [text, shape(read(text))]));
    for (const [text, nodes] of alone) expect(nodes, text).toHaveLength(1);
    const merged = texts.flatMap((a) =>
      texts
        .filter((b) => shape(read(`${a} ${b}`)).join() !== [alone.get(a), alone.get(b)].flat().join())
        .map((b) => `${a} ${b}`),
    );
    expect(merged).toEqual([]);
  });
});

describe('whatever the text', () => {
  const scraps = [
    ...reservedWords,
    ...softWords,
    ...'( ) [ ] { } , : . .. ~ | = == ! != <= >= + - +- * / % ^ & ; # " """ \' “ ” ≤ − é \\ \n \r\n'.split(' '),
    ' ',
    '\n',
    'x',
    '1',
    '.5',
    '1e9',
  ];
  const noise = fc
    .array(fc.oneof(fc.constantFrom(...scraps), fc.string({ unit: 'binary', maxLength: 3 })))
    .map((all) => all.join(' '));
  const mangled = fc
    .tuple(
      fc.constantFrom(...files.map(read)),
      fc.array(fc.tuple(fc.nat(), fc.nat(20), noise), { minLength: 1, maxLength: 4 }),
    )
    .map(([text, cuts]) =>
      cuts.reduce(
        (rest, [at, length, scrap]) =>
          rest.slice(0, at % rest.length) + scrap + rest.slice((at % rest.length) + length),
        `${text} `,
      ),
    );

  test.each([
    ['noise', noise],
    ['a mangled scenario', mangled],
  ])('%s is read, and every diagnostic points into it', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { diagnostics } = parse(text, 'test.icsap');
        for (const { span, message } of diagnostics.map(render)) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(message).not.toMatch(/undefined|NaN|\[object/);
        }
        expect(diagnostics.length).toBeLessThanOrEqual(101);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    '(',
    '[',
    '{ ',
    'f(',
    '- ',
    'not ',
    '2^',
    'if a then ',
    'if a then b else ',
    'if a { ',
    'for i in S {\n',
    'a + ',
    'a and ',
    '"',
    '"{',
    '{{',
    '/*',
    '@ ',
    '; ',
    'a when ',
    ') ',
  ])('a thousand times %s', (scrap) => {
    const found = parse(`scenario A {\n  x = ${scrap.repeat(1000)}\n}`, 'test.icsap').diagnostics;
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(101);
  });

  test('a long chain of operators is refused, for its tree would be as deep', () => {
    expect(errors(`let x = 1${' + 1'.repeat(310)}`)).toEqual(['syntax/too-deep: this is nested too deep']);
    expect(errors(`let x = 1${' + 1'.repeat(290)}`)).toEqual([]);
    expect(errors(`let x = [1${', 1'.repeat(5000)}]`)).toEqual([]);
  });
});

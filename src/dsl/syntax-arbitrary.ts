import fc, { type Arbitrary } from 'fast-check';
import type * as s from './syntax.ts';
import { reservedWords, softWords } from './tokens.ts';

const span = { file: 'f', start: 0, end: 0 };

/** Names, soft words among them, which are as good as any. */
const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('x', 'ana', '_1', 'bid', 'Value2') },
  { weight: 1, arbitrary: fc.constantFrom(...softWords) },
);
/** Any word: reserved ones too. */
const anyWord = fc.oneof(name, fc.constantFrom(...reservedWords));
const word = name.map((text): s.Word => ({ text, span }));
const label = anyWord.map((text): s.Word => ({ text, span }));
const number = fc.oneof(
  fc.nat(1000).map(String),
  fc.tuple(fc.nat(99), fc.nat(99)).map(([a, b]) => `${a}.${b}`),
  fc
    .tuple(fc.nat(9), fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.nat(99))
    .map((parts) => parts.join('')),
);
const chars = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('{', '}', '"', '\\', '\n', "'", '#', '{}'),
);
const plainText = chars.map((text): s.Word => ({ text, span }));
/** What can stand in `"""…"""`. */
const longChars = chars.map((text) => text.replaceAll('"', "'"));
const at = { span: fc.constant(span) };
const kind = <const T>(value: T) => ({ kind: fc.constant(value), ...at });
const list = <T>(item: Arbitrary<T>, minLength = 0, maxLength = 3) => fc.array(item, { minLength, maxLength });
const maybe = <T>(item: Arbitrary<T>) => fc.option(item, { nil: undefined });

type Expressions = {
  readonly expression: s.ExpressionSyntax;
  readonly place: s.ExpressionSyntax;
  readonly element: s.ElementSyntax;
  readonly entry: s.EntrySyntax;
  readonly clauses: readonly s.ClauseSyntax[];
  readonly argument: s.ArgumentSyntax;
  readonly text: s.TextExpression;
};

/** Trees as the parser builds them: no empty or adjacent strings in texts, no tuple of one element. */
function expressions(texts: Arbitrary<s.TextExpression>) {
  return fc.letrec<Expressions>((tie) => {
    const e = tie('expression');

    const elements = list(tie('element'));
    return {
      text: texts,
      clauses: list(fc.record({ names: list(word, 1), over: e, condition: maybe(e), span: fc.constant(span) }), 1, 2),
      element: fc.record({
        value: e,
        clauses: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, tie('clauses')),
        span: fc.constant(span),
      }),
      entry: fc.record({
        key: e,
        value: maybe(e),
        clauses: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, tie('clauses')),
        span: fc.constant(span),
      }),
      argument: fc.oneof(
        e.map((value): s.ArgumentSyntax => ({ name: undefined, value, given: undefined, clauses: [], span })),
        fc
          .tuple(label, e)
          .map(([key, value]): s.ArgumentSyntax => ({ name: key, value, given: undefined, clauses: [], span })),
        fc
          .tuple(e, e)
          .map(([value, given]): s.ArgumentSyntax => ({ name: undefined, value, given, clauses: [], span })),
        fc
          .tuple(e, tie('clauses'))
          .map(([value, clauses]): s.ArgumentSyntax => ({ name: undefined, value, given: undefined, clauses, span })),
      ),
      place: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        name.map((text): s.ExpressionSyntax => ({ kind: 'name', name: text, span })),
        fc
          .tuple(tie('place'), elements)
          .map(([of, indices]): s.ExpressionSyntax => ({ kind: 'index', of, indices, span })),
        fc.tuple(tie('place'), label).map(([of, field]): s.ExpressionSyntax => ({ kind: 'field', of, field, span })),
        fc
          .tuple(tie('place'), list(tie('argument')))
          .map(([callee, args]): s.ExpressionSyntax => ({ kind: 'apply', callee, arguments: args, span })),
      ),
      expression: fc.oneof<Arbitrary<s.ExpressionSyntax>[]>(
        { depthSize: 'small', withCrossShrink: true },
        name.map((text) => ({ kind: 'name', name: text, span })),
        number.map((text) => ({ kind: 'number', text, span })),
        fc.boolean().map((value) => ({ kind: 'boolean', value, span })),
        tie('text'),
        fc.record({ ...kind('list'), elements }),
        fc.record({
          ...kind('tuple'),
          elements: elements.filter((all) => all.length !== 1 || all[0]?.clauses.length !== 0),
        }),
        fc.record({ ...kind('braces'), entries: list(tie('entry')) }),
        fc.record({ ...kind('index'), of: e, indices: elements }),
        fc.record({ ...kind('field'), of: e, field: label }),
        fc.record({ ...kind('apply'), callee: e, arguments: list(tie('argument')) }),
        fc.record({
          ...kind('unary'),
          operator: fc.constantFrom<s.UnaryExpression['operator'][]>('-', 'not'),
          operand: e,
        }),
        fc.record({
          ...kind('binary'),
          operator: fc.constantFrom<s.BinaryOperator[]>('+', '-', '*', '/', '%', '^', 'and', 'or'),
          left: e,
          right: e,
        }),
        fc.record({
          ...kind('compare'),
          first: e,
          rest: list(
            fc.record({
              operator: fc.constantFrom<s.ComparisonOperator[]>('==', '!=', '<', '<=', '>', '>=', 'in', 'not in'),
              operand: e,
              span: fc.constant(span),
            }),
            1,
          ),
        }),
        fc.record({ ...kind('range'), low: e, high: e, step: maybe(e) }),
        fc.record({ ...kind('when'), value: e, condition: e }),
        fc.record({ ...kind('conditional'), condition: e, then: e, otherwise: e }),
      ),
    };
  });
}

const noText: Arbitrary<s.TextExpression> = fc.constant({ kind: 'text', long: false, parts: [], span });
const shortPlain = chars.map(
  (text): s.TextExpression => ({ kind: 'text', long: false, parts: text === '' ? [] : [text], span }),
);

function withHoles(
  long: boolean,
  strings: Arbitrary<string>,
  hole: Arbitrary<s.ExpressionSyntax>,
): Arbitrary<s.TextExpression> {
  const parts = fc
    .tuple(strings, list(fc.tuple(hole, strings), 0, 2))
    .map(([first, rest]) => [first, ...rest.flat()].filter((part) => part !== ''));
  return parts.map((all): s.TextExpression => ({ kind: 'text', long, parts: joined(all), span }));
}

function joined(parts: readonly (string | s.ExpressionSyntax)[]): (string | s.ExpressionSyntax)[] {
  const all: (string | s.ExpressionSyntax)[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === 'string' && typeof last === 'string') all.splice(-1, 1, last + part);
    else all.push(part);
  }
  return all;
}

// a text in a hole needs a long text around it
const holeWithoutText = expressions(noText).expression.filter((e) => !JSON.stringify(e).includes('"text"'));
const holeWithText = expressions(shortPlain).expression;
const text = fc.oneof(withHoles(false, chars, holeWithoutText), withHoles(true, longChars, holeWithText));
const { expression, place, argument } = expressions(text);
const places = list(place, 1, 2);
const doc = maybe(longChars.map((content): s.Word => ({ text: content, span })));

const domain = fc.oneof(
  fc.record({ ...kind('text-domain') }),
  fc.record({ ...kind('members'), set: expression }),
  fc
    .tuple(maybe(expression), maybe(expression))
    .map(([min, max]): s.DomainSyntax => ({ kind: 'real', min, max: min === undefined ? undefined : max, span })),
);
const bind = fc.record({ ...kind('bind'), mutable: fc.boolean(), target: place, value: expression });
const cite = fc.record({ ...kind('cite'), text: plainText });

const statements = fc.letrec<{
  statement: s.StatementSyntax;
  block: s.BlockSyntax;
  define: s.DefineSyntax;
  if: s.IfSyntax;
}>((tie) => ({
  block: fc.record({
    ...kind('block'),
    doc,
    statements: fc.array(tie('statement'), { maxLength: 3, depthIdentifier: 'block' }),
  }),
  define: fc.record({
    ...kind('define'),
    name: word,
    parameters: list(word),
    body: fc.oneof(expression, tie('block')),
  }),
  if: fc.record({
    ...kind('if'),
    condition: expression,
    then: tie('block'),
    otherwise: fc.option(fc.oneof({ depthSize: 'small' }, tie('block'), tie('if')), {
      nil: undefined,
      depthSize: 'small',
    }),
  }),
  statement: fc.oneof<Arbitrary<s.StatementSyntax>[]>(
    { depthSize: 'small', withCrossShrink: true, depthIdentifier: 'block' },
    fc.record({ ...kind('end') }),
    bind,
    cite,
    fc.record({ ...kind('players'), players: list(fc.record({ name: word, index: maybe(expression), ...at }), 1) }),
    fc.record({ ...kind('team'), name: word, members: expression }),
    fc.record({ ...kind('data'), name: word, path: plainText }),
    fc.record({ ...kind('require'), condition: expression }),
    fc.record({ ...kind('draw'), targets: places, distribution: expression }),
    fc.record({ ...kind('assign'), targets: places, value: expression }),
    fc.record({ ...kind('sees'), who: places, what: list(expression, 1) }),
    fc.record({ ...kind('chooses'), who: places, target: place, domain, openly: fc.boolean() }),
    fc.record({ ...kind('commits'), who: places, target: place, domain }),
    fc.record({ ...kind('reports'), who: places, what: place, target: place, openly: fc.boolean() }),
    fc.record({ ...kind('gets'), who: places, value: expression }),
    fc.record({ ...kind('leave'), who: places, value: expression }),
    fc
      .tuple(place, list(argument))
      .map(([callee, args]) => ({ kind: 'call', call: { kind: 'apply', callee, arguments: args, span }, span })),
    tie('define'),
    tie('if'),
    fc.record({ ...kind('for'), names: list(word, 1), over: expression, body: tie('block') }),
    fc.record({ ...kind('while'), condition: expression, body: tie('block') }),
  ),
}));

const options = fc.letrec<{ options: s.OptionsSyntax; value: s.OptionValueSyntax }>((tie) => ({
  options: fc.record({ ...kind('options'), entries: list(fc.record({ key: label, value: tie('value'), ...at })) }),
  value: fc.oneof<Arbitrary<s.OptionValueSyntax>[]>(
    { depthSize: 'small', withCrossShrink: true },
    expression,
    tie('options'),
    fc
      .tuple(list(tie('value')), tie('options'), list(tie('value')))
      .map(([a, one, b]) => ({ kind: 'option-list', items: [...a, one, ...b], span })),
  ),
}));
const pluginId = fc.tuple(name, list(anyWord, 0, 2)).map((parts): s.Word => ({ text: parts.flat().join('.'), span }));
const plugin = fc.record({ id: pluginId, options: maybe(options.options), ...at });

const studyStatement = fc.oneof<Arbitrary<s.StudyStatementSyntax>[]>(
  bind,
  cite,
  statements.define,
  fc.record({ ...kind('seed'), value: expression }),
  fc.record({ ...kind('repeat'), value: expression }),
  fc.record({ ...kind('sweep'), name: word, over: expression }),
  fc.record({
    ...kind('solve'),
    name: word,
    plugin: maybe(plugin),
    within: maybe(fc.record({ amount: number.map((amount): s.Word => ({ text: amount, span })), unit: word, ...at })),
  }),
  fc.record({ ...kind('seat'), who: place, plugin }),
  fc.record({ ...kind('rule'), target: place, value: expression }),
  fc.record({ ...kind('verify'), property: expression, of: list(word) }),
  fc.record({ ...kind('expect'), condition: expression, tolerance: maybe(expression) }),
  fc.record({ ...kind('plot'), values: list(expression, 1), against: expression, curves: list(word) }),
);

const item = fc.oneof<Arbitrary<s.ItemSyntax>[]>(
  bind,
  statements.define,
  fc.record({ ...kind('use'), path: plainText, as: word }),
  fc.record({
    ...kind('scenario'),
    name: word,
    parameters: list(fc.record({ name: word, value: maybe(expression), ...at })),
    body: statements.block,
  }),
  fc.record({ ...kind('study'), name: word, of: place, doc, statements: list(studyStatement, 0, 4) }),
);

/** Any expression of the language. */
export const expressionArbitrary: Arbitrary<s.ExpressionSyntax> = expression;

/** Any file of the language, as a tree without places. */
export const fileArbitrary: Arbitrary<s.FileSyntax> = list(item, 0, 4).map((items) => ({
  kind: 'file',
  items,
  comments: [],
  span,
}));

import { describe, expect, test } from 'vitest';
import { DiagnosticError } from '../../dsl/diagnostic.ts';
import type { CompareExpression, ExpectStatement, Expression } from '../../dsl/model.ts';
import { rational } from '../../dsl/number.ts';
import type { Span } from '../../dsl/span.ts';
import { Float, type Value } from '../play/value.ts';
import { checkExpectation } from './expectation.ts';

const span: Span = { file: 'a.icsap', start: 7, end: 8 };
const source = 'line 1\nline 2';
const type = { kind: 'unknown' } as const;

/** Expressions that stand for values: each is a name of the table. */
const values = new Map<string, () => Value>([
  ['third', () => rational(1, 3)],
  ['nearlyThird', () => new Float(0.3333333334)],
  ['farFromThird', () => new Float(0.34)],
  ['small', () => new Float(0.011)],
  ['one', () => 1],
  ['two', () => 2],
  ['yes', () => true],
  ['no', () => false],
  ['symbol', () => 'convict'],
  [
    'unsolved',
    () => {
      throw new DiagnosticError([{ code: 'run/not-solved', span, solution: 'eq' }]);
    },
  ],
]);

const named = (name: string): Expression => ({ kind: 'constant', value: name, span, type });
const compared = (first: string, ...rest: [CompareExpression['rest'][number]['operator'], string][]): Expression => ({
  kind: 'compare',
  first: named(first),
  rest: rest.map(([operator, operand]) => ({ operator, operand: named(operand) })),
  span,
  type,
});

/** Comparisons of things that are no numbers are left to the play; here they are equal if they are the same. */
function evaluate(expression: Expression): Value {
  if (expression.kind === 'constant') return values.get(String(expression.value))?.() ?? null;
  if (expression.kind !== 'compare') throw new Error('unforeseen');
  const [link] = expression.rest;
  return link !== undefined && evaluate(expression.first) === evaluate(link.operand);
}

function check(condition: Expression, tolerance?: string) {
  const statement: ExpectStatement = {
    kind: 'expect',
    span,
    condition,
    tolerance: tolerance === undefined ? undefined : named(tolerance),
    text: 'as written',
  };
  return checkExpectation(statement, source, evaluate);
}

describe('numbers', () => {
  test('that are exact must be equal', () => {
    expect(check(compared('third', ['==', 'third']))).toMatchObject({ passed: true, line: 2, text: 'as written' });
    expect(check(compared('third', ['==', 'third'])).tolerance).toBeUndefined();
    expect(check(compared('one', ['==', 'third']))).toMatchObject({ passed: false, actual: 1, expected: 1 / 3 });
  });

  test('that are not both exact may differ by 1e-9', () => {
    expect(check(compared('nearlyThird', ['==', 'third']))).toMatchObject({ passed: true, tolerance: 1e-9 });
    expect(check(compared('farFromThird', ['==', 'third']))).toMatchObject({ passed: false, tolerance: 1e-9 });
    expect(check(compared('nearlyThird', ['!=', 'third'])).passed).toBe(false);
  });

  test('may differ by the tolerance that is written', () => {
    expect(check(compared('farFromThird', ['==', 'third']), 'small')).toMatchObject({ passed: true, tolerance: 0.011 });
    expect(check(compared('third', ['>=', 'farFromThird']), 'small').passed).toBe(true);
  });

  test('are compared without tolerance by <, <=, >, >=', () => {
    expect(check(compared('nearlyThird', ['<=', 'third'])).passed).toBe(false);
    expect(check(compared('third', ['<', 'third'])).passed).toBe(false);
    expect(check(compared('third', ['<=', 'third'])).passed).toBe(true);
  });
});

test('a chain holds if each link does, and shows the first that does not', () => {
  expect(check(compared('third', ['<', 'one'], ['<', 'two'])).passed).toBe(true);
  expect(check(compared('third', ['<', 'two'], ['<', 'one']))).toMatchObject({
    passed: false,
    actual: 2,
    expected: 1,
    relation: '<',
  });
});

test('other values are compared as the language does', () => {
  expect(check(compared('symbol', ['==', 'symbol']))).toMatchObject({
    passed: true,
    actual: 'convict',
    relation: '==',
  });
  expect(check(compared('symbol', ['==', 'one'])).passed).toBe(false);
});

test('truth values, and their negation', () => {
  const negated: Expression = { kind: 'unary', operator: 'not', operand: named('no'), span, type };
  expect(check(named('yes'))).toMatchObject({ passed: true, actual: true, expected: true });
  expect(check(negated)).toMatchObject({ passed: true, actual: false, expected: false });
});

test('`and` shows the side that failed, `or` is done with the side that held', () => {
  const both = (operator: 'and' | 'or', left: Expression, right: Expression): Expression => ({
    kind: 'logical',
    operator,
    left,
    right,
    span,
    type,
  });
  const good = compared('third', ['<', 'one']);
  const bad = compared('two', ['<', 'one']);
  expect(check(both('and', good, bad))).toMatchObject({ passed: false, actual: 2 });
  expect(check(both('or', good, named('unsolved'))).passed).toBe(true);
});

test('what cannot be evaluated fails, and says why', () => {
  expect(check(compared('unsolved', ['==', 'one']))).toMatchObject({
    passed: false,
    actual: null,
    error: { code: 'run/not-solved' },
  });
  expect(check(named('one')).error).toMatchObject({ code: 'run/not-a-truth-value' });
  expect(check(compared('one', ['==', 'one']), 'symbol').error).toMatchObject({ code: 'run/not-a-number' });
});

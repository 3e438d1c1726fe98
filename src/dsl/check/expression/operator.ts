import type { ArithmeticExpression, Expression } from '../../model.ts';
import type {
  BinaryExpression,
  ConditionalExpression,
  RangeExpression,
  UnaryExpression,
  WhenExpression,
} from '../../syntax.ts';
import {
  alternatives,
  booleanType,
  isOpen,
  neverType,
  numberType,
  setType,
  type Type,
  unknownType,
} from '../../types.ts';
import type { Env } from '../env.ts';
import { join, joinAll } from '../types/join.ts';
import { is } from '../types/shape.ts';
import { markLiteral } from './literal.ts';
import { reportFamily, requireBoolean, requireNumber, said } from './require.ts';

export function lowerUnary(node: UnaryExpression, env: Env): Expression {
  const operand = env.lower(node.operand);
  const { operator, span } = node;
  if (operator === 'not')
    return { kind: 'unary', operator, operand: requireBoolean(operand, env), type: booleanType, span };
  return { kind: 'unary', operator, operand: requireNumber(operand, '`-`', env), type: numberType, span };
}

export function lowerBinary(node: BinaryExpression, env: Env): Expression {
  const { operator, span } = node;
  const left = env.lower(node.left);
  const right = env.lower(node.right);
  if (operator !== 'and' && operator !== 'or') {
    return { kind: 'arithmetic', operator, left, right, type: arithmeticType(operator, left, right, env), span };
  }
  requireBoolean(left, env);
  requireBoolean(right, env);
  return { kind: 'logical', operator, left, right, type: booleanType, span };
}

type Operator = ArithmeticExpression['operator'];

/** Numbers with numbers; for `+ - *` also sets with sets. */
function arithmeticType(operator: Operator, left: Expression, right: Expression, env: Env): Type {
  const onSets = ['+', '-', '*'].includes(operator);
  const results: Type[] = [];
  if (is(left.type, 'number') && is(right.type, 'number')) results.push(numberType);
  if (onSets && is(left.type, 'set') && is(right.type, 'set')) results.push(setOf(operator, left.type, right.type));
  if (results.length === 0) return reportOperands(operator, left, right, env);
  return isOpen(left.type) && isOpen(right.type) && onSets ? openResult(left.type, right.type) : joinAll(results);
}

/** Of two operands of which nothing is known, nothing is known, unless they just have no value yet. */
function openResult(left: Type, right: Type): Type {
  return [left, right].some((type) => alternatives(type).length === 0) ? neverType : unknownType;
}

function setOf(operator: Operator, left: Type, right: Type): Type {
  const members = (type: Type): Type =>
    joinAll(alternatives(type).map((one) => (one.kind === 'set' ? one.of : unknownType)));
  return setType(operator === '+' ? join(members(left), members(right)) : members(left));
}

function reportOperands(operator: Operator, left: Expression, right: Expression, env: Env): Type {
  const onSets = ['+', '-', '*'].includes(operator);
  const fits = (type: Type): boolean => is(type, 'number') || (onSets && is(type, 'set'));
  const wrong = fits(left.type) ? right : left;
  const other = wrong === left ? right : left;
  if (reportFamily(wrong, env)) return unknownType;
  const what = `\`${operator}\``;
  if (fits(wrong.type)) {
    env.report({ code: 'type/operands', span: wrong.span, what, ...said(wrong, env), other: said(other, env).found });
  } else env.report({ code: 'type/number', span: wrong.span, what, ...said(wrong, env) });
  return unknownType;
}

export function lowerRange(node: RangeExpression, env: Env): Expression {
  const number = (part: Expression): Expression => requireNumber(part, 'a range', env);
  const low = number(env.lower(node.low));
  const high = number(env.lower(node.high));
  const step = node.step && number(env.lower(node.step));
  return { kind: 'range', low, high, step, type: setType(numberType), span: node.span };
}

export function lowerWhen(node: WhenExpression, env: Env): Expression {
  const value = env.lower(node.value);
  const condition = requireBoolean(env.lower(node.condition), env);
  reportFamily(value, env);
  return { kind: 'when', value, condition, type: join(value.type, numberType), span: node.span };
}

export function lowerConditional(node: ConditionalExpression, env: Env): Expression {
  const condition = requireBoolean(env.lower(node.condition), env);
  if (env.program.inLiteral.has(node)) for (const branch of [node.then, node.otherwise]) markLiteral(branch, env);
  const then = env.lower(node.then);
  const otherwise = env.lower(node.otherwise);
  return { kind: 'conditional', condition, then, otherwise, type: join(then.type, otherwise.type), span: node.span };
}

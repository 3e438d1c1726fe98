import type { CompareExpression, Expression } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { CompareExpression as CompareSyntax, ComparisonOperator, ExpressionSyntax } from '../../syntax.ts';
import { alternatives, booleanType, isOpen, type Type } from '../../types.ts';
import type { Env } from '../env.ts';
import { resolve } from '../resolve.ts';
import { overlap } from '../types/overlap.ts';
import { soughtType } from '../types/shape.ts';
import { symbol, unknown } from './make.ts';
import { isBuiltinName } from './name.ts';
import { reportFamily, requireNumber, said } from './require.ts';

/** A chain, `0 <= x < n`: each neighbour with the next. */
export function lowerCompare(node: CompareSyntax, env: Env): CompareExpression {
  const nodes = [node.first, ...node.rest.map((link) => link.operand)];
  const operands = lowerOperands(nodes, env);
  const [first = symbol('', node.span)] = operands;
  const rest = node.rest.map(({ operator }, index) => ({ operator, operand: operands[index + 1] ?? first }));
  for (const [index, { operator, operand }] of rest.entries()) {
    checkPair(operands[index] ?? first, operator, operand, env);
  }
  return { kind: 'compare', first, rest, type: booleanType, span: node.span };
}

/** A bare name that nothing defines, beside a value whose symbols are known, is one of these if it is spelt so. */
function lowerOperands(nodes: readonly ExpressionSyntax[], env: Env): readonly Expression[] {
  const lowered = nodes.map((node) => (isUndefined(node, env) ? undefined : env.lower(node)));
  return nodes.map((node, index) => lowered[index] ?? lowerBare(node, lowered, env));
}

/** Solutions have names of their own: `exact.status == exact`. */
function isUndefined(node: ExpressionSyntax, env: Env): boolean {
  if (node.kind !== 'name') return false;
  const resolved = resolve(node.name, env);
  return resolved === undefined ? env.program.symbol(node.name) === undefined : resolved.kind === 'solution';
}

function lowerBare(node: ExpressionSyntax, others: readonly (Expression | undefined)[], env: Env): Expression {
  if (node.kind !== 'name') return env.lower(node);
  const domain = new Set(others.flatMap((other) => (other === undefined ? [] : [...symbolsOf(other.type)])));
  if (domain.has(node.name)) return symbol(node.name, node.span);
  const isDefined = resolve(node.name, env) !== undefined || isBuiltinName(node.name);
  if (domain.size === 0 || isDefined) return env.lower(node);
  if (env.program.isFirstUnknown(node.name)) {
    const meant = nearest(node.name, domain);
    env.report({ code: 'name/unknown', span: node.span, name: node.name, nearest: meant, members: [...domain] });
  }
  return unknown(node.span);
}

function* symbolsOf(type: Type): Iterable<string> {
  for (const one of alternatives(type)) if (one.kind === 'symbol' && one.members !== undefined) yield* one.members;
}

function checkPair(left: Expression, operator: ComparisonOperator, right: Expression, env: Env): void {
  if (operator === '==' || operator === '!=') checkEqual(left, right, env);
  else if (operator === 'in' || operator === 'not in') checkMember(left, right, env);
  else for (const side of [left, right]) requireNumber(side, `\`${operator}\``, env);
}

function checkEqual(left: Expression, right: Expression, env: Env): void {
  if (overlap(left.type, right.type)) return;
  if (reportForeign(left, right, env) || reportForeign(right, left, env)) return;
  if (reportFamily(left, env) || reportFamily(right, env)) return;
  const other = said(right, env);
  env.report({
    code: 'type/compare',
    span: right.span,
    ...said(left, env),
    other: other.text,
    otherFound: other.found,
  });
}

function checkMember(value: Expression, collection: Expression, env: Env): void {
  const sought = soughtType(collection.type);
  if (sought === undefined) {
    env.report({ code: 'type/collection', span: collection.span, ...said(collection, env) });
    return;
  }
  if (collection.kind === 'collection' && checkListed(value, collection.elements, env)) return;
  if (overlap(value.type, sought)) return;
  if (reportForeign(value, { ...collection, type: sought }, env)) return;
  env.report({ code: 'type/member', span: value.span, ...said(value, env), collection: said(collection, env).found });
}

/** Each symbol that is listed must be one that the value can be. True if one is not, and is reported. */
function checkListed(value: Expression, elements: readonly { readonly value: Expression }[], env: Env): boolean {
  let found = false;
  for (const element of elements) {
    if (element.value.kind !== 'constant' || overlap(value.type, element.value.type)) continue;
    checkEqual(value, element.value, env);
    found = true;
  }
  return found;
}

/** A symbol beside a value that is never this symbol. True if it is one, and is reported. */
function reportForeign(written: Expression, subject: Expression, env: Env): boolean {
  const isSymbol = written.kind === 'constant' && written.type.kind === 'symbol' && typeof written.value === 'string';
  const members = [...symbolsOf(subject.type)];
  if (!isSymbol || members.length === 0 || isOpen(subject.type)) return false;
  const name = String(written.value);
  const text = env.program.text(subject.span);
  env.report({ code: 'domain/symbol', span: written.span, name, text, members, nearest: nearest(name, members) });
  return true;
}

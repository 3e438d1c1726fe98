import type { CompareExpression } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import type { ComparisonOperator } from '../../../dsl/syntax.ts';
import type { Evaluate } from '../expression.ts';
import { refused, wrong } from '../fault.ts';
import { contains, equalValues, keyOf } from '../key.ts';
import type { Machine } from '../machine.ts';
import { compareNumbers } from '../numeric.ts';
import type { Scope } from '../scope.ts';
import { kindOf } from '../show.ts';
import { Affine, FamilyValue, isList, MapValue, SetValue, Team, Tuple, type Value } from '../value.ts';
import { numberAt } from './operator.ts';

/** Two neighbours in a chain, and where they stand. */
export interface Link {
  readonly operator: ComparisonOperator;
  readonly left: Span;
  readonly right: Span;
  readonly span: Span;
}

/** The links of a chain `a <= b < c`. */
export function linksOf(expression: CompareExpression): readonly Link[] {
  const operands = [expression.first, ...expression.rest.map(({ operand }) => operand)];
  return expression.rest.map(({ operator, operand }, i) => ({
    operator,
    left: operands[i]?.span ?? expression.span,
    right: operand.span,
    span: expression.span,
  }));
}

/** Each operand is evaluated once, and none after a link that does not hold. */
export function compare(expression: CompareExpression, scope: Scope): Evaluate {
  const first = scope.compile(expression.first);
  const operands = expression.rest.map(({ operand }) => scope.compile(operand));
  const links = linksOf(expression);
  const [operand] = operands;
  const [link] = links;
  if (operands.length === 1 && operand !== undefined && link !== undefined) return single(first, operand, link);
  return (machine) => {
    let a = first(machine);
    for (let i = 0; i < links.length; i++) {
      const b = operands[i]?.(machine) ?? null;
      const one = links[i];
      if (one === undefined || !related(one, a, b, machine)) return false;
      a = b;
    }
    return true;
  };
}

/** Whole numbers, symbols and players take a short way. */
function single(first: Evaluate, operand: Evaluate, link: Link): Evaluate {
  switch (link.operator) {
    case '==':
      return (machine) => {
        const a = first(machine);
        const b = operand(machine);
        return a === b || (isPlain(a) && isPlain(b) ? false : related(link, a, b, machine));
      };
    case '!=':
      return (machine) => {
        const a = first(machine);
        const b = operand(machine);
        return a !== b && (isPlain(a) && isPlain(b) ? true : related(link, a, b, machine));
      };
    case '<':
      return (machine) => {
        const a = first(machine);
        const b = operand(machine);
        return typeof a === 'number' && typeof b === 'number' ? a < b : related(link, a, b, machine);
      };
    case '>':
      return (machine) => {
        const a = first(machine);
        const b = operand(machine);
        return typeof a === 'number' && typeof b === 'number' ? a > b : related(link, a, b, machine);
      };
    default:
      return (machine) => related(link, first(machine), operand(machine), machine);
  }
}

function isPlain(value: Value): boolean {
  return typeof value === 'number' || typeof value === 'string';
}

/** Whether the link holds between two values. Orders and equations with committed reals are refused. */
export function related(link: Link, a: Value, b: Value, machine: Machine): boolean {
  switch (link.operator) {
    case '==':
      return same(link, a, b, machine);
    case '!=':
      return !same(link, a, b, machine);
    case 'in':
      return isMember(a, b, link.right);
    case 'not in':
      return !isMember(a, b, link.right);
    default:
      return ordered(link, a, b, machine);
  }
}

function same(link: Link, a: Value, b: Value, machine: Machine): boolean {
  if (!(a instanceof Affine || b instanceof Affine) || keyOf(a) === keyOf(b)) return equalValues(a, b);
  return order(link, a, b, machine) === 0;
}

function ordered(link: Link, a: Value, b: Value, machine: Machine): boolean {
  const difference = order(link, a, b, machine);
  switch (link.operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    default:
      return difference >= 0;
  }
}

function order(link: Link, a: Value, b: Value, machine: Machine): number {
  const x = numberAt(a, link.left);
  const y = numberAt(b, link.right);
  try {
    return compareNumbers(x, y);
  } catch (error) {
    throw refused(error, link.span, machine, 'condition');
  }
}

/** Membership: of a map, among its keys; of a family, among its values. */
export function isMember(item: Value, collection: Value, span: Span): boolean {
  if (collection instanceof SetValue) return contains(collection, item);
  if (collection instanceof FamilyValue)
    return [...collection.entries.values()].some(([, value]) => holds(value, item));
  if (collection instanceof MapValue) return collection.entries.has(keyOf(item));
  if (collection instanceof Tuple) return includes(collection.items, item);
  if (collection instanceof Team) return includes(collection.members, item);
  return isList(collection) ? includes(collection, item) : wrong(span, 'a collection', kindOf(collection));
}

function holds(value: Value, item: Value): boolean {
  if (value instanceof FamilyValue) return [...value.entries.values()].some(([, inner]) => holds(inner, item));
  return equalValues(value, item);
}

function includes(items: readonly Value[], item: Value): boolean {
  return items.some((other) => other === item || equalValues(other, item));
}

import type { ConstantExpression, Declaration, Expression } from '../../model.ts';
import { equal, Rational } from '../../number.ts';
import { childrenOf } from '../walk.ts';

/** What the loop variables around a `commits` stand for where a study names a member of the family. */
export type Substitution = ReadonlyMap<Declaration, Expression>;

/** Whether two expressions are written alike, once the variables of `b` are replaced. Cost: the smaller of the two. */
export function sameExpression(a: Expression, b: Expression, replace: Substitution = new Map()): boolean {
  const replaced = b.kind === 'reference' ? replace.get(b.to) : undefined;
  if (replaced !== undefined) return sameExpression(a, replaced);
  if (!sameHead(a, b)) return false;
  const left = childrenOf(a);
  const right = childrenOf(b);
  return left.length === right.length && left.every((child, index) => sameChild(child, right[index], replace));
}

function sameChild(a: Expression, b: Expression | undefined, replace: Substitution): boolean {
  return b !== undefined && sameExpression(a, b, replace);
}

/** Everything but what is inside. */
function sameHead(a: Expression, b: Expression): boolean {
  if (a.kind === 'constant') return b.kind === 'constant' && sameConstant(a.value, b.value);
  if (a.kind === 'reference') return b.kind === 'reference' && a.to === b.to;
  if (a.kind === 'field') return b.kind === 'field' && a.field === b.field;
  if (a.kind === 'arithmetic') return b.kind === 'arithmetic' && a.operator === b.operator;
  if (a.kind === 'builtin') return b.kind === 'builtin' && a.name === b.name;
  if (a.kind === 'apply') return b.kind === 'apply' && a.function === b.function;
  if (a.kind === 'compare') return b.kind === 'compare' && operators(a) === operators(b);
  return (
    a.kind === b.kind && ['index', 'range', 'unary', 'collection', 'conditional', 'when', 'logical'].includes(a.kind)
  );
}

function sameConstant(a: ConstantExpression['value'], b: ConstantExpression['value']): boolean {
  return a === b || (a instanceof Rational && b instanceof Rational && equal(a, b));
}

function operators(compare: Expression & { readonly kind: 'compare' }): string {
  return compare.rest.map((link) => link.operator).join(' ');
}

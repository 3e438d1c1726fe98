import type { BinaryExpression, ExpressionSyntax } from '../syntax.ts';

/** How tightly an expression binds, as the levels of the grammar. */
export const level = {
  when: 0,
  conditional: 1,
  or: 2,
  and: 3,
  not: 4,
  compare: 5,
  range: 6,
  sum: 7,
  product: 8,
  minus: 9,
  power: 10,
  postfix: 11,
} as const;

export const binaryLevel = {
  or: level.or,
  and: level.and,
  '+': level.sum,
  '-': level.sum,
  '*': level.product,
  '/': level.product,
  '%': level.product,
  '^': level.power,
} as const;

/** The level of an expression: it needs parentheses where a tighter one must stand. */
export function levelOf(e: ExpressionSyntax): number {
  switch (e.kind) {
    case 'when':
    case 'conditional':
    case 'compare':
    case 'range':
      return level[e.kind];
    case 'binary':
      return binaryLevel[e.operator];
    case 'unary':
      return e.operator === 'not' ? level.not : level.minus;
    default:
      return level.postfix;
  }
}

/** A sum left of `when` gets parentheses: without them a reader may take only its last term to be meant. */
export function leastBeforeWhen(value: ExpressionSyntax): number {
  if (value.kind === 'binary' && binaryLevel[value.operator] === level.sum) return level.postfix;
  return value.kind === 'conditional' ? level.or : level.when;
}

/** `1/2`, `-1/2` and `1/n` are set without spaces. */
export function isFraction({ operator, left, right }: BinaryExpression): boolean {
  const top = left.kind === 'unary' ? left.operand : left;
  return operator === '/' && top.kind === 'number' && (right.kind === 'number' || right.kind === 'name');
}

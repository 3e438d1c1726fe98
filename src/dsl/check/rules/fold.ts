import type { Expression } from '../../model.ts';
import { add, compare, div, type Exact, isZero, mul, neg, Rational, sub } from '../../number.ts';

/** The number that an expression of literals stands for; undefined where it depends on anything else. */
export function foldNumber(expression: Expression): Exact | undefined {
  if (expression.kind === 'constant') return isExact(expression.value) ? expression.value : undefined;
  if (expression.kind === 'unary') {
    const operand = expression.operator === '-' ? foldNumber(expression.operand) : undefined;
    return operand === undefined ? undefined : neg(operand);
  }
  if (expression.kind !== 'arithmetic') return undefined;
  const left = foldNumber(expression.left);
  const right = foldNumber(expression.right);
  return left === undefined || right === undefined ? undefined : foldOperation(expression.operator, left, right);
}

function foldOperation(operator: string, left: Exact, right: Exact): Exact | undefined {
  if (operator === '+') return add(left, right);
  if (operator === '-') return sub(left, right);
  if (operator === '*') return mul(left, right);
  return operator === '/' && !isZero(right) ? div(left, right) : undefined;
}

function isExact(value: unknown): value is Exact {
  return typeof value === 'number' || value instanceof Rational;
}

/** Longer ranges are not spelt out. */
const LONGEST = 10_000;

/** The numbers in a set, list or range of literals, or the values of a distribution over such. */
export function foldMembers(expression: Expression): readonly Exact[] | undefined {
  switch (expression.kind) {
    case 'range':
      return foldRange(expression);
    case 'collection':
      return foldAll(expression.elements.map((one) => (one.clauses.length === 0 ? one.value : undefined)));
    case 'map':
      return foldAll(expression.entries.map((one) => (one.clauses.length === 0 ? one.key : undefined)));
    case 'conditional':
      return joined(foldMembers(expression.then), foldMembers(expression.otherwise));
    case 'builtin': {
      const [first] = expression.arguments;
      if (expression.name === 'bernoulli') return [0, 1];
      const isPick = expression.name === 'uniform' || expression.name === 'weighted';
      return isPick && first !== undefined ? foldMembers(first) : undefined;
    }
    default:
      return undefined;
  }
}

function foldAll(values: readonly (Expression | undefined)[]): readonly Exact[] | undefined {
  const folded = values.map((value) => value && foldNumber(value));
  return folded.every((value) => value !== undefined) ? folded : undefined;
}

function joined(a: readonly Exact[] | undefined, b: readonly Exact[] | undefined): readonly Exact[] | undefined {
  return a === undefined || b === undefined ? undefined : [...a, ...b];
}

function foldRange(range: Expression & { readonly kind: 'range' }): readonly Exact[] | undefined {
  const low = foldNumber(range.low);
  const high = foldNumber(range.high);
  const step = range.step === undefined ? 1 : foldNumber(range.step);
  if (low === undefined || high === undefined || step === undefined || compare(step, 0) <= 0) return undefined;
  const members: Exact[] = [];
  for (let next = low; compare(next, high) <= 0; next = add(next, step)) {
    if (members.length === LONGEST) return undefined;
    members.push(next);
  }
  return members;
}

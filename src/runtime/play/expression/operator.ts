import type { Bend } from '../../../dsl/diagnostics/play-values.ts';
import type {
  ArithmeticExpression,
  ConditionalExpression,
  Expression,
  LogicalExpression,
  UnaryExpression,
  WhenExpression,
} from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import type { Evaluate } from '../expression.ts';
import { refused, wrong } from '../fault.ts';
import { contains, setOf } from '../key.ts';
import type { Machine } from '../machine.ts';
import { add, divide, isNumeric, modulo, multiply, negate, power, subtract } from '../numeric.ts';
import type { Scope } from '../scope.ts';
import { kindOf } from '../show.ts';
import { type Numeric, SetValue, type Value } from '../value.ts';

/** A condition: what is no truth value is an error at its place. */
export type Holds = (machine: Machine) => boolean;

export function condition(expression: Expression, scope: Scope): Holds {
  const evaluate = scope.compile(expression);
  const { span } = expression;
  return (machine) => {
    const value = evaluate(machine);
    return typeof value === 'boolean' ? value : truthAt(value, span);
  };
}

export function truthAt(value: Value, span: Span): boolean {
  return typeof value === 'boolean' ? value : wrong(span, 'a condition', kindOf(value));
}

export function numberAt(value: Value, span: Span): Numeric {
  return isNumeric(value) ? value : wrong(span, 'a number', kindOf(value));
}

export function unary(expression: UnaryExpression, scope: Scope): Evaluate {
  const { span } = expression.operand;
  if (expression.operator === 'not') {
    const holds = condition(expression.operand, scope);
    return (machine) => !holds(machine);
  }
  const operand = scope.compile(expression.operand);
  return (machine) => {
    const value = operand(machine);
    return typeof value === 'number' ? 0 - value : negated(value, span);
  };
}

/** Minus a number of any kind. */
export function negated(value: Value, span: Span): Value {
  return negate(numberAt(value, span));
}

type Operator = ArithmeticExpression['operator'];

const onNumbers: Readonly<Record<Operator, (a: Numeric, b: Numeric) => Numeric>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': modulo,
  '^': power,
};

/** What would become of a committed real; sums of them are linear. */
const bends: Readonly<Record<Operator, Bend>> = {
  '+': 'function',
  '-': 'function',
  '*': 'product',
  '/': 'quotient',
  '%': 'quotient',
  '^': 'power',
};

/** Any two operands: numbers of all kinds, and sets. */
export function combined(expression: ArithmeticExpression, a: Value, b: Value, machine: Machine): Value {
  const { operator, left, right, span } = expression;
  if (a instanceof SetValue || b instanceof SetValue) return onSets(expression, a, b);
  const x = numberAt(a, left.span);
  const y = numberAt(b, right.span);
  try {
    return onNumbers[operator](x, y);
  } catch (error) {
    throw refused(error, span, machine, bends[operator]);
  }
}

function onSets({ operator, left, right, span }: ArithmeticExpression, a: Value, b: Value): Value {
  const x = a instanceof SetValue ? a : wrong(left.span, 'a set', kindOf(a));
  const y = b instanceof SetValue ? b : wrong(right.span, 'a set', kindOf(b));
  if (operator === '+') return union(x, y);
  if (operator === '-') return new SetValue(x.items.filter((item) => !contains(y, item)));
  if (operator === '*') return new SetValue(x.items.filter((item) => contains(y, item)));
  return wrong(span, 'numbers', 'sets');
}

/** Up to so many members are added one by one. */
const FEW = 4;

function union(x: SetValue, y: SetValue): SetValue {
  if (y.items.length > FEW) return setOf([...x.items, ...y.items]);
  const items = x.items.slice();
  for (const item of y.items) if (!contains(x, item)) items.push(item);
  return new SetValue(items);
}

/** Whole numbers take a short way, one closure for each operator. */
export function arithmetic(expression: ArithmeticExpression, scope: Scope): Evaluate {
  const left = scope.compile(expression.left);
  const right = scope.compile(expression.right);
  switch (expression.operator) {
    case '+':
      return (machine) => {
        const a = left(machine);
        const b = right(machine);
        const sum = typeof a === 'number' && typeof b === 'number' ? a + b : Number.NaN;
        return Number.isSafeInteger(sum) ? sum : combined(expression, a, b, machine);
      };
    case '-':
      return (machine) => {
        const a = left(machine);
        const b = right(machine);
        const difference = typeof a === 'number' && typeof b === 'number' ? a - b : Number.NaN;
        return Number.isSafeInteger(difference) ? difference : combined(expression, a, b, machine);
      };
    case '*':
      return (machine) => {
        const a = left(machine);
        const b = right(machine);
        const product = typeof a === 'number' && typeof b === 'number' ? a * b : Number.NaN;
        return Number.isSafeInteger(product) ? product + 0 : combined(expression, a, b, machine);
      };
    case '/':
      return (machine) => {
        const a = left(machine);
        const b = right(machine);
        const quotient = typeof a === 'number' && typeof b === 'number' ? a / b : Number.NaN;
        return Number.isSafeInteger(quotient) && b !== 0 ? quotient + 0 : combined(expression, a, b, machine);
      };
    case '%':
      return (machine) => {
        const a = left(machine);
        const b = right(machine);
        const isShort = typeof a === 'number' && typeof b === 'number' && a >= 0 && b > 0;
        return isShort ? a % b : combined(expression, a, b, machine);
      };
    case '^':
      return (machine) => combined(expression, left(machine), right(machine), machine);
  }
}

export function logical(expression: LogicalExpression, scope: Scope): Evaluate {
  const left = condition(expression.left, scope);
  const right = condition(expression.right, scope);
  if (expression.operator === 'and') return (machine) => left(machine) && right(machine);
  return (machine) => left(machine) || right(machine);
}

export function when(expression: WhenExpression, scope: Scope): Evaluate {
  const holds = condition(expression.condition, scope);
  const value = scope.compile(expression.value);
  return (machine) => (holds(machine) ? value(machine) : 0);
}

export function conditional(expression: ConditionalExpression, scope: Scope): Evaluate {
  const holds = condition(expression.condition, scope);
  const then = scope.compile(expression.then);
  const otherwise = scope.compile(expression.otherwise);
  return (machine) => (holds(machine) ? then(machine) : otherwise(machine));
}

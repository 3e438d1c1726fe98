import type { ArithmeticExpression, Expression, LogicalExpression, UnaryExpression } from '../../../dsl/model.ts';
import type { Writer } from './writer.ts';

const MOST = Number.MAX_SAFE_INTEGER;

export function emitUnary({ operator, operand }: UnaryExpression, writer: Writer): string {
  if (operator === 'not') return writer.keep(`!${writer.condition(operand)}`);
  const value = writer.emit(operand);
  return writer.keep(
    `typeof ${value} === 'number' ? 0 - ${value} : o.negated(${value}, ${writer.constant(operand.span)})`,
  );
}

/** That the operands are whole numbers, as a list of tests: a literal needs none. */
export function areWhole(operands: readonly string[]): readonly string[] {
  return operands.filter((operand) => !/^\d/.test(operand)).map((operand) => `typeof ${operand} === 'number'`);
}

/** Whole numbers take a short way: the test computes the result, which counts if the test holds. */
export function emitArithmetic(expression: ArithmeticExpression, writer: Writer): string {
  const a = writer.emit(expression.left);
  const b = writer.emit(expression.right);
  const result = writer.variable();
  const tests = [...areWhole([a, b]), shortWay(expression.operator, a, b, result)];
  writer.line(`if (!(${tests.join(' && ')})) ${result} = o.combined(${writer.constant(expression)}, ${a}, ${b}, m);`);
  return result;
}

function shortWay(operator: ArithmeticExpression['operator'], a: string, b: string, result: string): string {
  switch (operator) {
    case '+':
    case '-':
      return `(${result} = ${a} ${operator} ${b}) <= ${MOST} && ${result} >= -${MOST}`;
    case '*':
      return `(${result} = ${a} * ${b} + 0) <= ${MOST} && ${result} >= -${MOST}`;
    case '/':
      return `${b} !== 0 && ${a} % ${b} === 0 && ((${result} = ${a} / ${b} + 0), true)`;
    case '%':
      return `${a} >= 0 && ${b} > 0 && ((${result} = ${a} % ${b}), true)`;
    case '^':
      return 'false';
  }
}

/** The second operand is evaluated only where it matters. */
export function emitLogical({ operator, left, right }: LogicalExpression, writer: Writer): string {
  const result = writer.variable(writer.condition(left));
  writer.block(`if (${operator === 'and' ? result : `!${result}`})`, () => {
    writer.line(`${result} = ${writer.condition(right)};`);
  });
  return result;
}

/** `e when c` has no other branch: there it is 0. */
export function emitChoice(
  condition: Expression,
  then: Expression,
  otherwise: Expression | undefined,
  writer: Writer,
): string {
  const test = writer.condition(condition);
  const result = writer.variable();
  writer.block(`if (${test})`, () => {
    writer.line(`${result} = ${writer.emit(then)};`);
  });
  writer.block('else', () => {
    writer.line(`${result} = ${otherwise === undefined ? '0' : writer.emit(otherwise)};`);
  });
  return result;
}

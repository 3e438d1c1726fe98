import type { ArithmeticExpression, Expression } from '../../../dsl/model.ts';
import { Rational } from '../../../dsl/number.ts';
import type { Writer } from './writer.ts';

/** Arguments from 0 up to here have their results kept. */
const MOST = 4096;

/**
 * Arithmetic with fractions over one value of the play, `(place - 1/2) / 50`: for a whole number it is computed once.
 * Undefined for other expressions; `compute` writes the computation.
 */
export function emitTabled(
  expression: ArithmeticExpression,
  compute: () => string,
  writer: Writer,
): string | undefined {
  const reading = new Reading(writer);
  if (!reading.isSimple(expression) || !reading.hasFractions || reading.read === undefined) return undefined;
  const value = writer.emit(reading.read);
  const table = writer.constant([]);
  const isKept = `typeof ${value} === 'number' && ${value} >= 0 && ${value} < ${MOST}`;
  const result = writer.variable(`${isKept} ? ${table}[${value}] : undefined`);
  writer.block(`if (${result} === undefined)`, () => {
    writer.given.set(reading.read, value);
    writer.line(`${result} = ${compute()};`);
    writer.given.delete(reading.read);
    writer.line(`if (${isKept}) ${table}[${value}] = ${result};`);
  });
  return result;
}

/** What arithmetic reads: whether it is one thing besides constants and parameters, which cannot fail. */
class Reading {
  read: Expression | undefined;
  hasFractions = false;
  private readonly writer: Writer;

  constructor(writer: Writer) {
    this.writer = writer;
  }

  isSimple(expression: Expression): boolean {
    switch (expression.kind) {
      case 'constant':
        if (expression.value instanceof Rational) this.hasFractions = true;
        return true;
      case 'arithmetic':
        if (expression.operator === '/') this.hasFractions = true;
        return this.isSimple(expression.left) && this.isSimple(expression.right);
      case 'reference':
        if (expression.to.frame === 'play' && this.writer.scope.fixed.has(expression.to.slot)) return true;
        return this.isOnly(expression);
      case 'index':
        return this.isOnly(expression);
      default:
        return false;
    }
  }

  private isOnly(expression: Expression): boolean {
    if (this.read !== undefined || this.writer.given.has(expression)) return false;
    this.read = expression;
    return true;
  }
}

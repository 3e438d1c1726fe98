import { DiagnosticError } from '../../dsl/diagnostic.ts';
import { neg, numerator, parseExact, rational } from '../../dsl/number.ts';
import type { Value } from '../play/value.ts';

const number = /^(-?)(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;
const fraction = /^(-?)(\d+)\s*\/\s*(\d+)$/;
const symbol = /^[\p{L}_][\p{L}\p{N}_]*$/u;
const quoted = /^"([^"\\{}]*)"$/;

/**
 * The value of a parameter given from outside as a text: a number (`0.3`, `1/3`, exactly), `true` or `false`, a symbol, or a
 * text in quotes. Throws a DiagnosticError for anything else.
 */
export function parameterValue(name: string, text: string): Value {
  const [, sign, digits] = number.exec(text) ?? [];
  if (digits !== undefined) return sign === '-' ? neg(parseExact(digits)) : parseExact(digits);
  const [, minus, over, under] = fraction.exec(text) ?? [];
  if (over !== undefined && under !== undefined && BigInt(under) !== 0n) {
    const value = rational(BigInt(over), BigInt(under));
    return minus === '-' && numerator(value) !== 0 ? neg(value) : value;
  }
  if (text === 'true' || text === 'false') return text === 'true';
  if (symbol.test(text)) return text;
  const inner = quoted.exec(text)?.[1];
  if (inner !== undefined) return inner;
  throw new DiagnosticError([{ code: 'run/parameter-value', span: { file: '', start: 0, end: 0 }, name, given: text }]);
}

import * as exact from '../../../dsl/number.ts';
import { refused, wrong } from '../fault.ts';
import { isExact } from '../key.ts';
import type { Machine } from '../machine.ts';
import { compareNumbers, divide, multiply, negate, plain, toDouble } from '../numeric.ts';
import { kindOf, show } from '../show.ts';
import { Float, type Numeric, type Value } from '../value.ts';
import type { Given } from './builtin.ts';
import { numberAt } from './operator.ts';

/** A function of one number; `round` takes how many digits to keep besides. */
export type FunctionOfOne = (x: Given, digits: Given | undefined, machine: Machine) => Value;

function ofOne(run: (x: Numeric, digits: number) => Value): FunctionOfOne {
  return ({ value, span }, digits, machine) => {
    const x = numberAt(value, span);
    const kept = digits === undefined ? 0 : wholeAt(digits);
    try {
      return run(x, kept);
    } catch (error) {
      throw refused(error, span, machine, 'function');
    }
  };
}

/** A whole number from 0 on. */
export function wholeAt({ value, span }: Given): number {
  return typeof value === 'number' && value >= 0 ? value : wrong(span, 'a whole number from 0 on', kindOf(value));
}

function rounded(x: Numeric, onExact: (x: exact.Exact) => exact.Exact, onFloat: (x: number) => number): exact.Exact {
  const value = plain(x);
  return isExact(value) ? onExact(value) : onFloat(value.value) + 0;
}

function inexact(x: Numeric, words: string, run: (x: number) => number): Float {
  const value = plain(x);
  const result = run(toDouble(value));
  if (!Number.isFinite(result)) throw new RangeError(`${words} ${show(value)}`);
  return new Float(result);
}

const HALF = exact.rational(1, 2);

function ceil(x: exact.Exact): exact.Exact {
  return exact.neg(exact.floor(exact.neg(x)));
}

/** A half goes up. */
function round(x: Numeric, digits: number): Numeric {
  const scale = exact.pow(10, digits);
  const value = multiply(x, scale);
  const whole = rounded(
    value,
    (y) => exact.floor(exact.add(y, HALF)),
    (y) => Math.floor(y + 0.5),
  );
  return divide(plain(x) instanceof Float ? new Float(exact.toNumber(whole)) : whole, scale);
}

/** Exact where the root is a fraction. */
function sqrt(x: Numeric): Numeric {
  const value = plain(x);
  const root = isExact(value) && exact.sign(value) >= 0 ? exactRoot(value) : undefined;
  return root ?? inexact(value, 'the square root of', Math.sqrt);
}

function exactRoot(value: exact.Exact): exact.Exact | undefined {
  const num = Math.round(Math.sqrt(Number(exact.numerator(value))));
  const den = Math.round(Math.sqrt(Number(exact.denominator(value))));
  if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den) || den === 0) return undefined;
  const root = exact.rational(num, den);
  return exact.equal(exact.mul(root, root), value) ? root : undefined;
}

export const functionsOfOne: Readonly<Record<string, FunctionOfOne>> = {
  abs: ofOne((x) => (compareNumbers(x, 0) < 0 ? negate(x) : x)),
  sign: ofOne((x) => Math.sign(compareNumbers(x, 0)) + 0),
  floor: ofOne((x) => rounded(x, exact.floor, Math.floor)),
  ceil: ofOne((x) => rounded(x, ceil, Math.ceil)),
  round: ofOne(round),
  percent: ofOne((x) => `${show(round(multiply(x, 100), 4))}%`),
  exp: ofOne((x) => inexact(x, 'e to the power of', Math.exp)),
  log: ofOne((x) => inexact(x, 'the logarithm of', Math.log)),
  sqrt: ofOne(sqrt),
};

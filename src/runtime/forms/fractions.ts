import Fraction from 'fraction.js';
import type { Exact } from '../../dsl/number.ts';
import type { Limit } from '../../plugins/contract/exact-program.ts';
import type { Float } from '../play/value.ts';

export const ZERO = new Fraction(0);
export const ONE = new Fraction(1);

/** A number of the game without rounding: a double is the fraction that it is, not the decimal that it is close to. */
export function fractionOf(value: Exact | Float | undefined): Fraction {
  if (value === undefined || value === 0) return ZERO;
  if (value === 1) return ONE;
  if (typeof value === 'number') return new Fraction(value);
  return 'value' in value ? dyadic(value.value) : new Fraction(value.num, value.den);
}

/** A bound: infinite ones stay what they are. */
export function limitOf(value: Exact | Float): Limit {
  const double = typeof value === 'number' ? value : 'value' in value ? value.value : 0;
  return Number.isFinite(double) ? fractionOf(value) : double;
}

function dyadic(value: number): Fraction {
  let scaled = value;
  let halvings = 0n;
  for (; !Number.isInteger(scaled); halvings++) scaled *= 2;
  return new Fraction(BigInt(scaled), 2n ** halvings);
}

export function sumOf(terms: Iterable<Fraction>): Fraction {
  let sum = ZERO;
  for (const term of terms) sum = sum.add(term);
  return sum;
}

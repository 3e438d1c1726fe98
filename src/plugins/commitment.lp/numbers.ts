import Fraction from 'fraction.js';
import type { Exact, Float } from '../contract/index.ts';
import { type Accumulator, DoubleAccumulator, ExactAccumulator } from './vector.ts';

/** The arithmetic in which rows are built: doubles to find an answer, fractions to make it exact. */
export interface Numbers<N> {
  readonly isExact: boolean;
  readonly zero: N;
  readonly one: N;
  of(value: Exact | Float): N;
  add(a: N, b: N): N;
  subtract(a: N, b: N): N;
  multiply(a: N, b: N): N;
  divide(a: N, b: N): N;
  /** True for what only rounding has left, measured against `size`, a number of the sum's own magnitude. */
  vanishes(a: N, size: number): boolean;
  toNumber(a: N): number;
  /** The number without rounding; whole and infinite doubles stay as they are. */
  toExact(a: N | number): Exact;
  /** For sums of linear forms. */
  accumulator(): Accumulator<N>;
}

const ROUNDING = 1e-12;

export const doubles: Numbers<number> = {
  isExact: false,
  zero: 0,
  one: 1,
  of: toDouble,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  vanishes: (a, size) => Math.abs(a) <= ROUNDING * size,
  toNumber: (a) => a,
  toExact: exactly,
  accumulator: () => new DoubleAccumulator(ROUNDING),
};

export const fractions: Numbers<Fraction> = {
  isExact: true,
  zero: new Fraction(0),
  one: new Fraction(1),
  of: toFraction,
  add: (a, b) => a.add(b),
  subtract: (a, b) => a.sub(b),
  multiply: (a, b) => a.mul(b),
  divide: (a, b) => a.div(b),
  vanishes: (a) => a.n === 0n,
  toNumber: (a) => a.valueOf(),
  toExact: (a) => (typeof a === 'number' ? exactly(a) : { num: a.s * a.n, den: a.d }),
  accumulator: () =>
    new ExactAccumulator(
      (a, b) => a.add(b),
      (a) => a.n === 0n,
    ),
};

function exactly(value: number): Exact {
  if (Number.isSafeInteger(value) || !Number.isFinite(value)) return value;
  const { s, n, d } = dyadic(value);
  return { num: s * n, den: d };
}

export function toDouble(value: Exact | Float): number {
  if (typeof value === 'number') return value;
  return 'value' in value ? value.value : Number(value.num) / Number(value.den);
}

function toFraction(value: Exact | Float): Fraction {
  if (typeof value === 'number') return new Fraction(value);
  return 'value' in value ? dyadic(value.value) : new Fraction(value.num, value.den);
}

/** A double as the fraction that it is, not as the decimal that it is close to. */
function dyadic(value: number): Fraction {
  let scaled = value;
  let halvings = 0n;
  for (; !Number.isInteger(scaled); halvings++) scaled *= 2;
  return new Fraction(BigInt(scaled), 2n ** halvings);
}

/** Equal numbers have equal keys. */
export function keyOf(value: Exact | Float | undefined): string {
  if (value === undefined || typeof value === 'number') return String(value);
  return 'value' in value ? String(value.value) : `${value.num}/${value.den}`;
}

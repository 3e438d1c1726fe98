import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compare,
  denominator,
  div,
  type Exact,
  equal,
  floor,
  format,
  mod,
  mul,
  neg,
  numerator,
  parseExact,
  pow,
  rational,
  sub,
  toNumber,
} from './number.ts';

/** Small, around the safe integers, and far beyond. */
const whole = fc.oneof(
  fc.integer({ min: -50, max: 50 }),
  fc.maxSafeInteger(),
  fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }),
);
const fraction = fc
  .tuple(
    whole,
    whole.filter((n) => Number(n) !== 0),
  )
  .map(([n, d]) => rational(n, d));

/** The same in big integers, without any short way. */
type Pair = readonly [bigint, bigint];
const pair = (a: Exact): Pair => [BigInt(numerator(a)), BigInt(denominator(a))];
const same = (a: Exact, [n, d]: Pair): boolean => BigInt(numerator(a)) * d === n * BigInt(denominator(a));

describe('exact numbers', () => {
  test('agree with big integers', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        const [an, ad] = pair(a);
        const [bn, bd] = pair(b);
        expect(same(add(a, b), [an * bd + bn * ad, ad * bd])).toBe(true);
        expect(same(sub(a, b), [an * bd - bn * ad, ad * bd])).toBe(true);
        expect(same(mul(a, b), [an * bn, ad * bd])).toBe(true);
        expect(same(neg(a), [-an, ad])).toBe(true);
        expect(Math.sign(compare(a, b))).toBe(an * bd === bn * ad ? 0 : an * bd < bn * ad ? -1 : 1);
        if (bn !== 0n) expect(same(div(a, b), [an * bd, ad * bn])).toBe(true);
      }),
    );
  });

  test('are in lowest terms, small ones as plain numbers, never -0', () => {
    fc.assert(
      fc.property(fraction, fraction, (a, b) => {
        for (const x of [add(a, b), sub(a, b), mul(a, b), neg(a)]) {
          const [n, d] = pair(x);
          expect(d > 0n).toBe(true);
          expect(gcd(n, d)).toBe(1n);
          if (d === 1n && n <= 2n ** 53n - 1n && n >= -(2n ** 53n - 1n)) expect(Number.isSafeInteger(x)).toBe(true);
          expect(Object.is(x, -0)).toBe(false);
        }
        expect(equal(sub(add(a, b), b), a)).toBe(true);
      }),
    );
  });

  test('remainders have the sign of the divisor, and floors are below', () => {
    fc.assert(
      fc.property(
        fraction,
        fraction.filter((b) => b !== 0),
        (a, b) => {
          const rest = mod(a, b);
          expect(rest === 0 || compare(rest, 0) < 0 === compare(b, 0) < 0).toBe(true);
          expect(equal(add(mul(floor(div(a, b)), b), rest), a)).toBe(true);
          expect(compare(floor(a), a) <= 0 && compare(add(floor(a), 1), a) > 0).toBe(true);
        },
      ),
    );
  });

  test('powers', () => {
    expect(format(pow(rational(2, 3), 3))).toBe('8/27');
    expect(format(pow(2, -2))).toBe('0.25');
    expect(pow(-1, 1_000_001)).toBe(-1);
    expect(format(pow(10, 20))).toBe('100000000000000000000');
    expect(() => pow(0, -1)).toThrow(RangeError);
    expect(() => pow(3, 1_000_000)).toThrow(RangeError);
  });

  test('are read and written as an author would', () => {
    expect(['0.3', '1e-3', '12', '2.50', '1e3'].map((text) => format(parseExact(text)))).toEqual([
      '0.3',
      '0.001',
      '12',
      '2.5',
      '1000',
    ]);
    expect(format(rational(3, 7))).toBe('3/7');
    expect(format(rational(-1, 8))).toBe('-0.125');
    expect(format(rational(1, 2 ** 20))).toBe('1/1048576');
    expect(() => parseExact('1e100000000')).toThrow(RangeError);
    expect(() => div(1, 0)).toThrow(RangeError);
  });

  test('are rounded to the nearest double', () => {
    expect(toNumber(parseExact('0.1'))).toBe(0.1);
    expect(toNumber(rational(10n ** 400n + 1n, 10n ** 400n))).toBe(1);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
        expect(toNumber(parseExact(String(x)))).toBe(x);
      }),
    );
  });
});

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

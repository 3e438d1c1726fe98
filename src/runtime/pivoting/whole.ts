import { denominator, type Exact, numerator } from '../../dsl/number.ts';

/** Numbers times the smallest positive number that makes all of them whole. */
export function wholeNumbers(values: readonly Exact[]): readonly bigint[] {
  const fractions = values.map(fraction);
  const common = fractions.reduce((all, [, den]) => (all / gcd(all, den)) * den, 1n);
  return fractions.map(([num, den]) => num * (common / den));
}

function fraction(value: Exact): readonly [bigint, bigint] {
  if (typeof value !== 'number' || Number.isInteger(value))
    return [BigInt(numerator(value)), BigInt(denominator(value))];
  let scaled = value;
  let halvings = 0n;
  for (; !Number.isInteger(scaled); halvings++) scaled *= 2;
  return [BigInt(scaled), 2n ** halvings];
}

function gcd(a: bigint, b: bigint): bigint {
  let [one, two] = [a, b];
  while (two !== 0n) [one, two] = [two, one % two];
  return one;
}

/** The nearest double, up to one unit in the last place. */
export function ratio(num: bigint, den: bigint): number {
  const size = num < 0n ? -num : num;
  const shift = BigInt(Math.max(0, Math.max(bits(size), bits(den)) - 1000));
  const quotient = Number(size >> shift) / Number(den >> shift);
  return num < 0n ? -quotient : quotient;
}

function bits(value: bigint): number {
  return value.toString(16).length * 4;
}

import Fraction from 'fraction.js';
import type { Ratio } from '../contract/index.ts';

/** As many digits as a number may have, those of its exponent written out. */
const MOST_DIGITS = 2000;

/**
 * `3`, `-3/4`, `.5`, `1e19`, `0.5/3`: exactly. Undefined for a division by zero and for exponents that would make numbers of
 * thousands of digits.
 */
export function ratioOf(text: string): Fraction | undefined {
  const [numerator = '', denominator = '1'] = text.split('/');
  const [above, below] = [decimal(numerator), decimal(denominator)];
  return above && below && below.n !== 0n ? above.div(below) : undefined;
}

function decimal(text: string): Fraction | undefined {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const power = Number(exponent) - fraction.length;
  if (Math.abs(power) + whole.length + fraction.length > MOST_DIGITS) return undefined;
  const digits = BigInt(`${whole}${fraction}` || '0') * (sign === '-' ? -1n : 1n);
  return power >= 0 ? new Fraction(digits * 10n ** BigInt(power)) : new Fraction(digits, 10n ** BigInt(-power));
}

export function plain(value: Fraction): Ratio {
  return { num: value.s * value.n, den: value.d };
}

/** Chances may miss 1 by this much: other programs write 1/3 as 0.333333. */
const SLACK = 1e-5;
/** The simplest fraction this near to a decimal is what the decimal was rounded from. */
const NEAR = 1e-6;
const MOST_DENOMINATOR = 10_000;

/**
 * Chances as they were meant: as written if they sum to 1; else, where they miss it by rounding only, the simple fractions they
 * were rounded from, or, where those do not sum to 1 either, the written ones over their sum. Undefined where they are no
 * distribution.
 */
export function chancesOf(written: readonly Fraction[]): readonly Fraction[] | undefined {
  if (written.some((chance) => chance.s < 0n)) return undefined;
  const sum = total(written);
  if (sum.equals(1)) return written;
  if (Math.abs(sum.valueOf() - 1) > SLACK) return undefined;
  const simple = written.map(simplest);
  return total(simple).equals(1) ? simple : written.map((chance) => chance.div(sum));
}

function simplest(chance: Fraction): Fraction {
  const near = chance.simplify(NEAR);
  return near.d <= MOST_DENOMINATOR ? near : chance;
}

export function total(values: readonly Fraction[]): Fraction {
  return values.reduce((sum, value) => sum.add(value), new Fraction(0));
}

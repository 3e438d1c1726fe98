/** Exact rational numbers: a safe integer is a plain number, every other fraction is a Rational. */
export type Exact = number | Rational;

/**
 * num / den in lowest terms with den > 1, or a whole number beyond the safe integers (den = 1). Kept as a pair of safe
 * integers where both fit (`n`, `d`), else as big integers.
 */
export class Rational {
  readonly num: number | bigint;
  readonly den: number | bigint;
  constructor(num: number | bigint, den: number | bigint) {
    this.num = num;
    this.den = den;
  }
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function gcd(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return Math.abs(a);
}

function bigGcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a < 0n ? -a : a;
}

/** num / den from safe integers, den not zero. */
function small(num: number, den: number): Exact {
  if (den < 0) return small(-num, -den);
  const g = gcd(num, den);
  const n = num / g;
  const d = den / g;
  return d === 1 ? n + 0 : new Rational(n, d);
}

function big(num: bigint, den: bigint): Exact {
  if (den < 0n) return big(-num, -den);
  const g = bigGcd(num, den);
  const n = num / g;
  const d = den / g;
  const fits = n <= SAFE && n >= -SAFE && d <= SAFE;
  if (fits) return d === 1n ? Number(n) : new Rational(Number(n), Number(d));
  return new Rational(n, d);
}

/** num / den, in lowest terms. Throws a RangeError if den is zero. */
export function rational(num: number | bigint, den: number | bigint): Exact {
  if (Number(den) === 0) throw new RangeError('division by zero');
  if (typeof num === 'number' && typeof den === 'number') return small(num, den);
  return big(BigInt(num), BigInt(den));
}

export function numerator(a: Exact): number | bigint {
  return typeof a === 'number' ? a : a.num;
}

export function denominator(a: Exact): number | bigint {
  return typeof a === 'number' ? 1 : a.den;
}

/** As many digits as a number may have: beyond that, arithmetic is no longer a matter of moments. */
const MOST_DIGITS = 10_000;

/**
 * `12`, `0.30`, `1e-3`: exactly. The text must be a literal of the language. Throws a RangeError where the number would
 * have over 10,000 digits.
 */
export function parseExact(text: string): Exact {
  const [mantissa = '0', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const power = Number(exponent) - fraction.length;
  if (Math.abs(power) + whole.length + fraction.length > MOST_DIGITS) throw new RangeError('the number is too long');
  const digits = BigInt(whole + fraction);
  return power >= 0 ? big(digits * 10n ** BigInt(power), 1n) : big(digits, 10n ** BigInt(-power));
}

export function add(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return combine(a, b, 1);
}

export function sub(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return combine(a, b, -1);
}

function combine(a: Exact, b: Exact, sign: 1 | -1): Exact {
  const an = numerator(a);
  const ad = denominator(a);
  const bn = numerator(b);
  const bd = denominator(b);
  if (typeof an === 'number' && typeof ad === 'number' && typeof bn === 'number' && typeof bd === 'number') {
    const left = an * bd;
    const right = sign * bn * ad;
    const den = ad * bd;
    const num = left + right;
    const fits = Number.isSafeInteger(left) && Number.isSafeInteger(right) && Number.isSafeInteger(num);
    if (fits && Number.isSafeInteger(den)) return small(num, den);
  }
  const signed = BigInt(sign) * BigInt(bn) * BigInt(ad);
  return big(BigInt(an) * BigInt(bd) + signed, BigInt(ad) * BigInt(bd));
}

export function mul(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  const an = numerator(a);
  const ad = denominator(a);
  const bn = numerator(b);
  const bd = denominator(b);
  if (typeof an === 'number' && typeof ad === 'number' && typeof bn === 'number' && typeof bd === 'number') {
    const num = an * bn;
    const den = ad * bd;
    if (Number.isSafeInteger(num) && Number.isSafeInteger(den)) return small(num, den);
  }
  return big(BigInt(an) * BigInt(bn), BigInt(ad) * BigInt(bd));
}

/** Throws a RangeError if b is zero. */
export function div(a: Exact, b: Exact): Exact {
  if (isZero(b)) throw new RangeError('division by zero');
  return mul(a, rational(denominator(b), numerator(b)));
}

/** a - b * floor(a / b): has the sign of b. Throws a RangeError if b is zero. */
export function mod(a: Exact, b: Exact): Exact {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) {
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest + 0;
  }
  return sub(a, mul(b, floor(div(a, b))));
}

/** The largest whole number not above a. */
export function floor(a: Exact): Exact {
  if (typeof a === 'number') return a;
  if (typeof a.num === 'number' && typeof a.den === 'number') return Math.floor(a.num / a.den);
  const num = BigInt(a.num);
  const den = BigInt(a.den);
  const quotient = num / den;
  return big(num < 0n && quotient * den !== num ? quotient - 1n : quotient, 1n);
}

/** a to a whole power. Throws a RangeError for 0 to a negative power, or where the result would have over 10,000 digits. */
export function pow(a: Exact, exponent: number): Exact {
  if (exponent < 0) return div(1, pow(a, -exponent));
  if (typeof a === 'number') {
    const power = a ** exponent;
    if (Number.isSafeInteger(power)) return power;
    if (Math.abs(a) <= 1) return exponent % 2 === 0 ? a * a : a;
  }
  const size = Math.log10(Math.max(2, Math.abs(Number(numerator(a))), Number(denominator(a)))) * exponent;
  if (!(size <= MOST_DIGITS)) throw new RangeError('the power is too large');
  return big(BigInt(numerator(a)) ** BigInt(exponent), BigInt(denominator(a)) ** BigInt(exponent));
}

export function neg(a: Exact): Exact {
  return typeof a === 'number' ? 0 - a : new Rational(-a.num, a.den);
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Exact, b: Exact): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return sign(sub(a, b));
}

export function sign(a: Exact): number {
  return Math.sign(Number(numerator(a)));
}

export function equal(a: Exact, b: Exact): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b;
  return a.num === b.num && a.den === b.den;
}

export function isZero(a: Exact): boolean {
  return a === 0;
}

export function isInteger(a: Exact): boolean {
  return typeof a === 'number' || Number(a.den) === 1;
}

/** The nearest double. */
export function toNumber(a: Exact): number {
  if (typeof a === 'number') return a;
  if (typeof a.num === 'number' && typeof a.den === 'number') return a.num / a.den;
  return bigRatio(BigInt(a.num), BigInt(a.den));
}

/** Big integers shifted into 64 significant bits before they are divided, so that neither overflows a double. */
function bigRatio(num: bigint, den: bigint): number {
  const negative = num < 0n;
  const top = negative ? -num : num;
  const shift = top.toString(2).length - den.toString(2).length - 64;
  const quotient = shift > 0 ? top / (den << BigInt(shift)) : (top << BigInt(-shift)) / den;
  const value = Number(quotient) * 2 ** shift;
  return negative ? -value : value;
}

/** As an author would write it: `3`, `0.3` where the decimal is finite and short, else `3/7`. */
export function format(a: Exact): string {
  if (typeof a === 'number') return String(a);
  const decimal = finiteDecimal(a);
  return decimal ?? (Number(a.den) === 1 ? String(a.num) : `${a.num}/${a.den}`);
}

function finiteDecimal(a: Rational): string | undefined {
  let den = BigInt(a.den);
  let places = 0;
  for (let twos = 0; den % 2n === 0n && twos < 12; twos++) {
    den /= 2n;
    places = Math.max(places, twos + 1);
  }
  for (let fives = 0; den % 5n === 0n && fives < 12; fives++) {
    den /= 5n;
    places = Math.max(places, fives + 1);
  }
  if (den !== 1n || places > 6 || places === 0) return undefined;
  const scaled = (BigInt(a.num) * 10n ** BigInt(places)) / BigInt(a.den);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/0+$/, '');
  return scaled < 0n ? `-${text}` : text;
}

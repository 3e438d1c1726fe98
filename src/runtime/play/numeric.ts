import * as exact from '../../dsl/number.ts';
import { isExact } from './key.ts';
import { Affine, Float, type Numeric, Terms, type Value } from './value.ts';

type Plain = exact.Exact | Float;

/** A product, quotient or order of committed reals; caught where the span is known. */
export class Nonlinear extends Error {
  readonly cells: readonly number[];
  constructor(cells: readonly number[]) {
    super('not linear in a committed real');
    this.cells = cells;
  }
}

export function isNumeric(value: Value): value is Numeric {
  return (
    typeof value === 'number' || value instanceof exact.Rational || value instanceof Float || value instanceof Affine
  );
}

/** The nearest double of a number without committed reals. */
export function toDouble(value: Plain): number {
  if (typeof value === 'number') return value;
  return value instanceof Float ? value.value : exact.toNumber(value);
}

/** The number itself; throws Nonlinear if committed reals are in it. */
export function plain(value: Numeric): Plain {
  if (value instanceof Affine) throw new Nonlinear(value.terms.cells);
  return value;
}

/** A result that must be a number: neither infinite nor undefined. */
function float(value: number): Float {
  if (!Number.isFinite(value)) throw new RangeError('a number beyond all bounds');
  return new Float(value);
}

export function addPlain(a: Plain, b: Plain): Plain {
  return isExact(a) && isExact(b) ? exact.add(a, b) : float(toDouble(a) + toDouble(b));
}

export function subtractPlain(a: Plain, b: Plain): Plain {
  return isExact(a) && isExact(b) ? exact.sub(a, b) : float(toDouble(a) - toDouble(b));
}

export function mulPlain(a: Plain, b: Plain): Plain {
  return isExact(a) && isExact(b) ? exact.mul(a, b) : float(toDouble(a) * toDouble(b));
}

function dividePlain(a: Plain, b: Plain): Plain {
  if (isZero(b)) throw new RangeError('division by zero');
  return isExact(a) && isExact(b) ? exact.div(a, b) : float(toDouble(a) / toDouble(b));
}

export function isZero(a: Plain): boolean {
  return a instanceof Float ? a.value === 0 : a === 0;
}

/** a + factor x b; terms that cancel are dropped, and terms that stay as they are are shared. */
function combine(a: Numeric, b: Numeric, factor: Plain): Numeric {
  if (!(b instanceof Affine))
    return a instanceof Affine ? shifted(a, mulPlain(factor, b)) : addPlain(a, mulPlain(factor, b));
  if (a instanceof Affine) return summed(a, b, factor);
  if (factor === 1) return shifted(b, a);
  const constant = plus(a, b.constant, factor);
  const terms = scaled(b.terms, factor);
  return terms.cells.length === 0 ? constant : new Affine(constant, terms);
}

/** a + factor x b; most sums of committed reals have the constant 0. */
function plus(a: Plain, b: Plain, factor: Plain): Plain {
  return b === 0 && isExact(a) && isExact(factor) ? a : addPlain(a, mulPlain(factor, b));
}

function shifted(affine: Affine, by: Plain): Affine {
  return by === 0 && isExact(affine.constant) ? affine : new Affine(addPlain(affine.constant, by), affine.terms);
}

function scaled(terms: Terms, factor: Plain): Terms {
  if (factor === 1) return terms;
  if (factor !== -1) return times(terms, factor);
  terms.negated ??= times(terms, factor);
  return terms.negated;
}

function times({ cells, coefficients }: Terms, factor: Plain): Terms {
  return withoutZeros(
    cells,
    coefficients.map((coefficient) => mulPlain(factor, coefficient)),
  );
}

function withoutZeros(cells: readonly number[], coefficients: readonly Plain[]): Terms {
  if (!coefficients.some(isZero)) return new Terms(cells, coefficients);
  const stays = (_: unknown, at: number): boolean => !isZero(coefficients[at] ?? 0);
  return new Terms(cells.filter(stays), coefficients.filter(stays));
}

function summed(a: Affine, b: Affine, factor: Plain): Numeric {
  const constant = plus(a.constant, b.constant, factor);
  const terms = together(a.terms, scaled(b.terms, factor));
  return terms.cells.length === 0 ? constant : new Affine(constant, terms);
}

function together(a: Terms, b: Terms): Terms {
  if (a.other === b && a.sum !== undefined) return a.sum;
  const sum = areApart(a, b) ? joined(a, b) : merged(a, b);
  a.other = b;
  a.sum = sum;
  return sum;
}

/** Up to so many pairs of cells are compared one by one. */
const FEW = 64;

/** Whether two short sums have no cell in common. */
function areApart({ cells: a }: Terms, { cells: b }: Terms): boolean {
  if (a.length * b.length > FEW) return false;
  for (let i = 0; i < b.length; i++) if (a.includes(b[i] ?? -1)) return false;
  return true;
}

function joined(a: Terms, b: Terms): Terms {
  return new Terms([...a.cells, ...b.cells], [...a.coefficients, ...b.coefficients]);
}

function merged(a: Terms, b: Terms): Terms {
  const sums = new Map(a);
  for (const [cell, coefficient] of b) sums.set(cell, addPlain(sums.get(cell) ?? 0, coefficient));
  return withoutZeros([...sums.keys()], [...sums.values()]);
}

export function add(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') return exact.add(a, b);
  return a instanceof Affine || b instanceof Affine ? combine(a, b, 1) : addPlain(a, b);
}

export function subtract(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') return exact.sub(a, b);
  return a instanceof Affine || b instanceof Affine ? combine(a, b, -1) : subtractPlain(a, b);
}

/** Throws Nonlinear for a product of committed reals. */
export function multiply(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') return exact.mul(a, b);
  if (a instanceof Affine && b instanceof Affine) throw new Nonlinear([...a.terms.cells, ...b.terms.cells]);
  if (a instanceof Affine) return combine(0, a, plain(b));
  if (b instanceof Affine) return combine(0, b, plain(a));
  return mulPlain(a, b);
}

/** Throws a RangeError for a division by zero. */
export function divide(a: Numeric, b: Numeric): Numeric {
  const divisor = plain(b);
  return a instanceof Affine ? combine(0, a, dividePlain(1, divisor)) : dividePlain(a, divisor);
}

/** Has the sign of the divisor. Throws a RangeError for a division by zero. */
export function modulo(a: Numeric, b: Numeric): Numeric {
  const x = plain(a);
  const y = plain(b);
  if (isZero(y)) throw new RangeError('division by zero');
  if (isExact(x) && isExact(y)) return exact.mod(x, y);
  return float(toDouble(x) - toDouble(y) * Math.floor(toDouble(x) / toDouble(y)));
}

/** Exact for whole exponents, else a Float. Throws a RangeError where there is no real result. */
export function power(a: Numeric, b: Numeric): Numeric {
  const x = plain(a);
  const y = plain(b);
  return isExact(x) && typeof y === 'number' ? exact.pow(x, y) : float(toDouble(x) ** toDouble(y));
}

export function negate(a: Numeric): Numeric {
  if (typeof a === 'number') return 0 - a;
  if (a instanceof Affine) return combine(0, a, -1);
  return a instanceof Float ? new Float(-a.value) : exact.neg(a);
}

/** Negative, zero or positive. Throws Nonlinear on committed reals: what follows would depend on them. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const x = plain(a);
  const y = plain(b);
  return isExact(x) && isExact(y) ? exact.compare(x, y) : toDouble(x) - toDouble(y);
}

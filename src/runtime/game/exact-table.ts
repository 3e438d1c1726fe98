import { type Exact, Rational } from '../../dsl/number.ts';
import { toDouble } from '../play/numeric.ts';
import { Float } from '../play/value.ts';
import type { ExactColumn } from './game.ts';

/** Whole numbers from -SMALL up to here have their positions in an array. */
const SMALL = 1024;

/** Different exact numbers, each kept once; a column of them is a column of positions. Inexact numbers have their place too. */
export class ExactTable {
  readonly numbers: (Exact | Float)[] = [];
  private readonly doubles: number[] = [];
  private readonly small = new Int32Array(2 * SMALL).fill(-1);
  private readonly fractions = new Int32Array(SMALL).fill(-1);
  /** The number of each double that was seen last, and for each number the one before it with the same double. */
  private readonly latest = new Map<number, number>();
  private readonly before: number[] = [];

  /** The position of a number. */
  of(number: Exact | Float): number {
    if (number instanceof Rational) return this.fraction(number);
    if (typeof number !== 'number' || !(number >= -SMALL && number < SMALL && Number.isInteger(number)))
      return this.find(number);
    const known = this.small[number + SMALL] ?? -1;
    if (known >= 0) return known;
    const position = this.find(number);
    this.small[number + SMALL] = position;
    return position;
  }

  /** Fractions come again and again: each is looked for first where one with its hash was found last. */
  private fraction(fraction: Rational): number {
    const { num, den } = fraction;
    if (typeof num !== 'number' || typeof den !== 'number') return this.find(fraction);
    const slot = (num * 31 + den) & (SMALL - 1);
    const latest = this.fractions[slot] ?? -1;
    const known = this.numbers[latest];
    if (known instanceof Rational && known.num === num && known.den === den) return latest;
    const position = this.find(fraction);
    this.fractions[slot] = position;
    return position;
  }

  /** The nearest double of the number at a position. */
  doubleAt(position: number): number {
    return this.doubles[position] ?? Number.NaN;
  }

  private find(number: Exact | Float): number {
    const double = toDouble(number);
    const latest = this.latest.get(double) ?? -1;
    for (let at = latest; at >= 0; at = this.before[at] ?? -1) if (isSame(this.numbers[at] ?? 0, number)) return at;
    this.before.push(latest);
    this.latest.set(double, this.numbers.length);
    this.doubles.push(double);
    return this.numbers.push(number) - 1;
  }
}

function isSame(a: Exact | Float, b: Exact | Float): boolean {
  if (a instanceof Rational) return b instanceof Rational && a.num === b.num && a.den === b.den;
  if (a instanceof Float) return b instanceof Float && Object.is(a.value, b.value);
  return a === b;
}

/** Numbers by their positions in a table: four bytes each. */
export class IndexedColumn implements ExactColumn {
  private readonly positions: Int32Array;
  private readonly numbers: readonly (Exact | Float)[];

  constructor(positions: Int32Array, numbers: readonly (Exact | Float)[]) {
    this.positions = positions;
    this.numbers = numbers;
  }

  get length(): number {
    return this.positions.length;
  }

  at(position: number): Exact | Float | undefined {
    return this.numbers[this.positions[position] ?? -1];
  }
}

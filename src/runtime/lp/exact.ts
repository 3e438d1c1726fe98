import Fraction from 'fraction.js';
import type { Exact } from '../../dsl/number.ts';
import type { ExactNumbers, LinearProgram, LpAnswer } from '../../plugins/contract/lp.ts';
import { solveSystem } from './system.ts';

/** Elimination in fractions is cubic with growing numbers: beyond this many basic columns the rounded answer stays. */
const MOST_BASIC = 160;
const BASIC = 1;
const UPPER = 2;
const ZERO = new Fraction(0);

/**
 * Solves the basis of an answer in fractions, primal and dual, and checks both against every bound without tolerance.
 * The answer comes back with numbers that were rounded once; undefined where there is no basis, it is too large, or it
 * is not exactly optimal.
 */
export function exactAnswer(program: LinearProgram, exact: ExactNumbers, answer: LpAnswer): LpAnswer | undefined {
  if (answer.status !== 'optimal' || !answer.basis || program.integer) return undefined;
  const basis = new Basis(program, exact, answer.basis);
  if (basis.basic.length !== basis.tight.length || basis.basic.length > MOST_BASIC) return undefined;
  const columns = basis.columns();
  if (!columns || !basis.isFeasible(columns)) return undefined;
  const prices = basis.prices();
  const reduced = prices && basis.reducedCosts(prices);
  if (!prices || !reduced || !basis.isOptimal(prices, reduced)) return undefined;
  return {
    ...answer,
    value: rounded(columns.reduce((sum, x, j) => sum.add(basis.cost(j).mul(x)), ZERO)),
    columns: Float64Array.from(columns, rounded),
    prices: Float64Array.from(prices, rounded),
    reducedCosts: Float64Array.from(reduced, rounded),
    exact: true,
  };
}

/** Which columns are basic and which rows hold with equality, and what follows from that. */
class Basis {
  readonly #program: LinearProgram;
  readonly #exact: ExactNumbers;
  readonly #codes: NonNullable<LpAnswer['basis']>;
  readonly #rows: readonly (readonly (readonly [column: number, value: Fraction])[])[];
  readonly basic: readonly number[];
  readonly tight: readonly number[];

  constructor(program: LinearProgram, exact: ExactNumbers, codes: NonNullable<LpAnswer['basis']>) {
    this.#program = program;
    this.#exact = exact;
    this.#codes = codes;
    this.basic = positions(codes.columns, (code) => code === BASIC);
    this.tight = positions(codes.rows, (code) => code !== BASIC);
    const { starts, indices } = program;
    this.#rows = Array.from(program.rowLower, (_, r) =>
      Array.from({ length: at(starts, r + 1) - at(starts, r) }, (_, k): [number, Fraction] => {
        const place = at(starts, r) + k;
        return [at(indices, place), fraction(exact.values[place])];
      }),
    );
  }

  cost(column: number): Fraction {
    return fraction(this.#exact.cost[column]);
  }

  /** The basic solution: nonbasic columns at their bounds, the others from the tight rows. */
  columns(): readonly Fraction[] | undefined {
    const { columnLower, columnUpper, rowLower, rowUpper } = this.#exact;
    const x = Array.from(columnLower, (lower, j) => {
      const bound = this.#codes.columns[j] === UPPER ? columnUpper[j] : lower;
      return this.#codes.columns[j] === BASIC || !hasBound(bound) ? ZERO : fraction(bound);
    });
    const place = new Map(this.basic.map((j, n) => [j, n]));
    const system = this.tight.map((r) => {
      const bound = this.#codes.rows[r] === UPPER ? rowUpper[r] : rowLower[r];
      const row = new Map<number, Fraction>();
      let right = hasBound(bound) ? fraction(bound) : ZERO;
      for (const [j, value] of this.#rows[r] ?? []) {
        const n = place.get(j);
        if (n === undefined) right = right.sub(value.mul(x[j] ?? ZERO));
        else row.set(n, value);
      }
      return { row, right };
    });
    const solved = solveSystem(system);
    solved?.forEach((value, n) => {
      x[at(this.basic, n)] = value;
    });
    return solved && x;
  }

  /** Prices of the tight rows that make every basic column's reduced cost vanish; 0 for the others. */
  prices(): readonly Fraction[] | undefined {
    const place = new Map(this.basic.map((j, n) => [j, n]));
    const system = this.basic.map((j) => ({ row: new Map<number, Fraction>(), right: this.cost(j) }));
    this.tight.forEach((r, n) => {
      for (const [j, value] of this.#rows[r] ?? []) system[place.get(j) ?? -1]?.row.set(n, value);
    });
    const solved = solveSystem(system);
    if (!solved) return undefined;
    const prices: Fraction[] = this.#rows.map(() => ZERO);
    this.tight.forEach((r, n) => {
      prices[r] = solved[n] ?? ZERO;
    });
    return prices;
  }

  isFeasible(x: readonly Fraction[]): boolean {
    const { columnLower, columnUpper, rowLower, rowUpper } = this.#exact;
    const activity = this.#rows.map((row) => row.reduce((sum, [j, value]) => sum.add(value.mul(x[j] ?? ZERO)), ZERO));
    return (
      x.every((value, j) => isWithin(value, columnLower[j], columnUpper[j])) &&
      activity.every((value, r) => isWithin(value, rowLower[r], rowUpper[r]))
    );
  }

  /** What the prices leave of each column's cost. */
  reducedCosts(prices: readonly Fraction[]): readonly Fraction[] {
    const reduced = this.#exact.cost.map((cost) => fraction(cost));
    prices.forEach((price, r) => {
      for (const [j, value] of this.#rows[r] ?? []) reduced[j] = (reduced[j] ?? ZERO).sub(price.mul(value));
    });
    return reduced;
  }

  /**
   * Signs of prices and reduced costs: a bound that holds something back has the sign of the sense, a missing bound has
   * none.
   */
  isOptimal(prices: readonly Fraction[], reduced: readonly Fraction[]): boolean {
    const { columnLower, columnUpper, rowLower, rowUpper } = this.#exact;
    return (
      prices.every((price, r) => this.#mayPush(price, this.#codes.rows[r], rowLower[r], rowUpper[r])) &&
      reduced.every((cost, j) => this.#mayPush(cost, this.#codes.columns[j], columnLower[j], columnUpper[j]))
    );
  }

  #mayPush(price: Fraction, code: number | undefined, lower: Exact | undefined, upper: Exact | undefined): boolean {
    const push = price.compare(ZERO) * (this.#program.sense === 'maximize' ? 1 : -1);
    if (push === 0) return true;
    if (code === BASIC) return false;
    if (hasBound(lower) && hasBound(upper) && fraction(lower).equals(fraction(upper))) return true;
    return push > 0 ? code === UPPER && hasBound(upper) : code !== UPPER && hasBound(lower);
  }
}

function isWithin(value: Fraction, lower: Exact | undefined, upper: Exact | undefined): boolean {
  return (
    (!hasBound(lower) || value.compare(fraction(lower)) >= 0) &&
    (!hasBound(upper) || value.compare(fraction(upper)) <= 0)
  );
}

function hasBound(bound: Exact | undefined): boolean {
  return typeof bound !== 'number' || Number.isFinite(bound);
}

function fraction(value: Exact | undefined): Fraction {
  if (value === undefined) return ZERO;
  return typeof value === 'number' ? new Fraction(value) : new Fraction(value.num, value.den);
}

/** The nearest double, up to one unit in the last place. */
function rounded({ s, n, d }: Fraction): number {
  const excess = Math.max(n.toString(2).length, d.toString(2).length) - 1000;
  const shift = excess > 0 ? BigInt(excess) : 0n;
  return Number(s) * (Number(n >> shift) / Number(d >> shift));
}

function positions(codes: Int32Array, keep: (code: number) => boolean): number[] {
  const kept: number[] = [];
  codes.forEach((code, n) => {
    if (keep(code)) kept.push(n);
  });
  return kept;
}

function at(list: ArrayLike<number>, index: number): number {
  return list[index] ?? 0;
}

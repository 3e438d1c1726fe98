import Fraction from 'fraction.js';

export type Column = readonly Fraction[];

/** An optimal basis of a program in standard form. */
export interface Basis {
  readonly value: Fraction;
  /** Positions of the basic columns with what they take. */
  readonly weights: readonly (readonly [column: number, weight: Fraction])[];
  /** Price of each row: no column costs less than what its entries are worth. */
  readonly prices: readonly Fraction[];
}

const ZERO = new Fraction(0);
const ONE = new Fraction(1);

/**
 * Minimises cost · x over x >= 0 with sum of x(j) column(j) = right side, exactly, by the revised simplex method in two
 * phases with Bland's rule, which cannot cycle. For few rows and many columns: a step costs rows x columns. Undefined
 * where nothing meets the equations; `stop` is asked at every step and ends the search likewise. Programs here are
 * bounded by construction; for an unbounded one it throws a RangeError.
 */
export function minimise(
  columns: readonly Column[],
  costs: readonly Fraction[],
  rightSide: readonly Fraction[],
  stop: () => boolean,
): Basis | undefined {
  const signs = rightSide.map((value) => (value.s < 0n ? -1 : 1));
  const flipped = columns.map((column) => column.map((entry, row) => entry.mul(signs[row] ?? 1)));
  const artificial = rightSide.map((_, row) => rightSide.map((__, other) => (row === other ? ONE : ZERO)));
  const tableau = new Tableau(
    [...flipped, ...artificial],
    rightSide.map((value) => value.abs()),
    columns.length,
  );
  const first = [...costs.map(() => ZERO), ...artificial.map(() => ONE)];
  if (!tableau.improve(first, first.length, stop) || tableau.value(first).n !== 0n) return undefined;
  tableau.expel(columns.length);
  const second = [...costs, ...artificial.map(() => ZERO)];
  if (!tableau.improve(second, columns.length, stop)) return undefined;
  return {
    value: tableau.value(second),
    weights: tableau.weights(columns.length),
    prices: tableau.prices(second).map((price, row) => price.mul(signs[row] ?? 1)),
  };
}

/**
 * Minimises cost · x over x >= 0 with sum of x(j) column(j) <= right side, exactly, for costs that are not negative: then the slacks are a
 * basis whose prices are right, and the dual simplex method needs a step or two for each negative right side. Undefined where nothing meets
 * the limits, or if stopped. `weights` are those of the columns, without slacks.
 */
export function minimiseWithin(
  columns: readonly Column[],
  costs: readonly Fraction[],
  rightSide: readonly Fraction[],
  stop: () => boolean,
): Basis | undefined {
  const slacks = rightSide.map((_, row) => rightSide.map((__, other) => (row === other ? ONE : ZERO)));
  const tableau = new Tableau([...columns, ...slacks], rightSide, columns.length);
  const all = [...costs, ...slacks.map(() => ZERO)];
  if (!tableau.repair(all, stop)) return undefined;
  return { value: tableau.value(all), weights: tableau.weights(columns.length), prices: tableau.prices(all) };
}

/** The inverse of the basis, kept up to date by pivots. */
class Tableau {
  readonly #columns: readonly Column[];
  readonly #inverse: Fraction[][];
  readonly #right: Fraction[];
  readonly #basic: number[];

  /** Starts from the unit columns at `firstUnit`. */
  constructor(columns: readonly Column[], rightSide: readonly Fraction[], firstUnit: number) {
    this.#columns = columns;
    this.#right = [...rightSide];
    this.#inverse = rightSide.map((_, row) => rightSide.map((__, other) => (row === other ? ONE : ZERO)));
    this.#basic = rightSide.map((_, row) => firstUnit + row);
  }

  value(costs: readonly Fraction[]): Fraction {
    return this.#basic.reduce(
      (sum, column, row) => sum.add((costs[column] ?? ZERO).mul(this.#right[row] ?? ZERO)),
      ZERO,
    );
  }

  prices(costs: readonly Fraction[]): readonly Fraction[] {
    return this.#right.map((_, row) =>
      this.#basic.reduce(
        (sum, column, place) => sum.add((costs[column] ?? ZERO).mul(this.#inverse[place]?.[row] ?? ZERO)),
        ZERO,
      ),
    );
  }

  weights(real: number): readonly (readonly [number, Fraction])[] {
    const all = this.#basic.map((column, row): [number, Fraction] => [column, this.#right[row] ?? ZERO]);
    return all.filter(([column, weight]) => column < real && weight.n !== 0n);
  }

  /** Pivots until no column below `limit` improves; false if stopped. */
  improve(costs: readonly Fraction[], limit: number, stop: () => boolean): boolean {
    for (;;) {
      if (stop()) return false;
      const prices = this.prices(costs);
      const entering = this.#columns.findIndex(
        (column, j) => j < limit && !this.#basic.includes(j) && (costs[j] ?? ZERO).sub(dot(prices, column)).s < 0n,
      );
      if (entering < 0) return true;
      this.#exchange(this.#leaving(entering), entering);
    }
  }

  /**
   * The dual simplex method: pivots until no weight is negative, the prices staying right. Bland's choices. False if a row cannot be met, or
   * if stopped.
   */
  repair(costs: readonly Fraction[], stop: () => boolean): boolean {
    for (;;) {
      if (stop()) return false;
      const negative = [...this.#basic.keys()].filter((row) => (this.#right[row] ?? ZERO).s < 0n);
      const [leaving] = negative.sort((a, b) => (this.#basic[a] ?? 0) - (this.#basic[b] ?? 0));
      if (leaving === undefined) return true;
      const entering = this.#cheapest(this.#inverse[leaving] ?? [], costs);
      if (entering < 0) return false;
      this.#exchange(leaving, entering);
    }
  }

  /** Of the columns that stand in a row with a negative entry the one whose cost gives way first; -1 if there is none. */
  #cheapest(row: readonly Fraction[], costs: readonly Fraction[]): number {
    const prices = this.prices(costs);
    let best = -1;
    let least = ZERO;
    this.#columns.forEach((column, j) => {
      const entry = dot(row, column);
      if (entry.s >= 0n || this.#basic.includes(j)) return;
      const ratio = (costs[j] ?? ZERO).sub(dot(prices, column)).div(entry.neg());
      if (best < 0 || ratio.lt(least)) [best, least] = [j, ratio];
    });
    return best;
  }

  /** Artificial columns that are still basic, at zero, make room for real ones. */
  expel(real: number): void {
    for (const [row, basic] of this.#basic.entries()) {
      if (basic < real) continue;
      const entering = this.#columns.findIndex(
        (column, j) => j < real && !this.#basic.includes(j) && dot(this.#inverse[row] ?? [], column).n !== 0n,
      );
      if (entering >= 0) this.#exchange(row, entering);
    }
  }

  #exchange(leaving: number, entering: number): void {
    const direction = this.#inverse.map((row) => dot(row, this.#columns[entering] ?? []));
    const by = direction[leaving] ?? ONE;
    const row = (this.#inverse[leaving] ?? []).map((entry) => entry.div(by));
    const right = (this.#right[leaving] ?? ZERO).div(by);
    direction.forEach((factor, other) => {
      if (other === leaving || factor.n === 0n) return;
      this.#inverse[other] = (this.#inverse[other] ?? []).map((entry, k) => entry.sub(factor.mul(row[k] ?? ZERO)));
      this.#right[other] = (this.#right[other] ?? ZERO).sub(factor.mul(right));
    });
    this.#inverse[leaving] = row;
    this.#right[leaving] = right;
    this.#basic[leaving] = entering;
  }

  /** The row whose column becomes zero first when another one enters; Bland's choice among equals. */
  #leaving(entering: number): number {
    const direction = this.#inverse.map((row) => dot(row, this.#columns[entering] ?? []));
    let best = -1;
    let least = ZERO;
    direction.forEach((step, row) => {
      if (step.s < 0n || step.n === 0n) return;
      const ratio = (this.#right[row] ?? ZERO).div(step);
      const order = best < 0 ? -1 : ratio.compare(least);
      const isFirst = (this.#basic[row] ?? 0) < (this.#basic[best] ?? 0);
      if (order < 0 || (order === 0 && isFirst)) [best, least] = [row, ratio];
    });
    if (best < 0) throw new RangeError('the program has no limit');
    return best;
  }
}

export function dot(a: readonly Fraction[], b: readonly Fraction[]): Fraction {
  return a.reduce((sum, entry, k) => sum.add(entry.mul(b[k] ?? ZERO)), ZERO);
}

import type { ServiceIdentifier } from 'inversify';
import type { Exact } from '../../dsl/number.ts';

/** A sparse linear program, rows in CSR. Infinite bounds are ±Infinity. */
export interface LinearProgram {
  readonly sense: 'maximize' | 'minimize';
  readonly cost: Float64Array;
  readonly columnLower: Float64Array;
  readonly columnUpper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Entries of row r: starts[r] … starts[r + 1] - 1; length rows + 1. A column stands at most once in a row. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** 1 for columns that must be whole. */
  readonly integer?: Int32Array;
  /**
   * The same numbers without rounding. Programs that have them, and are small, are solved exactly: see
   * `LpAnswer.exact`.
   */
  readonly exact?: ExactNumbers;
}

/** The numbers of a LinearProgram as fractions, place by place; bounds may be ±Infinity. */
export interface ExactNumbers {
  readonly cost: readonly Exact[];
  readonly columnLower: readonly Exact[];
  readonly columnUpper: readonly Exact[];
  readonly rowLower: readonly Exact[];
  readonly rowUpper: readonly Exact[];
  readonly values: readonly Exact[];
}

export interface LpAnswer {
  /**
   * `budget`: time was up; `columns` may then hold a feasible point, `value` its value. `failed`: the library gave up.
   */
  readonly status: 'optimal' | 'infeasible' | 'unbounded' | 'budget' | 'failed';
  readonly value: number;
  readonly columns: Float64Array;
  /**
   * Price of each row: the change of the value for one more unit of the bound that holds. So when maximizing, the price
   * of a binding `>=` row is at most 0 and that of a `<=` row at least 0. All zero for programs with whole columns.
   */
  readonly prices: Float64Array;
  /** HiGHS basis codes, where there is a basis: 0 at the lower bound, 1 basic, 2 at the upper bound, 3 free at zero. */
  readonly basis: { readonly columns: Int32Array; readonly rows: Int32Array } | undefined;
  /**
   * True if the basis was solved in fractions and is feasible and optimal without any tolerance; numbers are then
   * rounded once.
   */
  readonly exact: boolean;
  /** Rows of an irreducible conflict, if infeasible. */
  readonly conflict: readonly number[];
  /** A direction in which the value grows for ever, if unbounded. */
  readonly ray: Float64Array | undefined;
}

/**
 * What one call may spend, and how. `simplex` suits small programs, `interior` large ones; by default the size decides.
 */
export interface LpOptions {
  readonly milliseconds?: number;
  readonly method?: 'simplex' | 'interior';
}

/** Solves linear programs. */
export interface LpEngine {
  solve(program: LinearProgram, options?: LpOptions): Promise<LpAnswer>;
}

export const LpEngine: ServiceIdentifier<LpEngine> = Symbol.for('icsap/LpEngine');

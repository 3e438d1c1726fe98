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
  /** What is left of each column's cost after the rows' prices: cost - prices x column; 0 at basic columns. */
  readonly reducedCosts: Float64Array;
  readonly basis: LpBasis | undefined;
  /**
   * True if the basis was solved in fractions and is feasible and optimal without any tolerance; numbers are then
   * rounded once.
   */
  readonly exact: boolean;
  /** Rows of an irreducible conflict, if infeasible. */
  readonly conflict: readonly number[];
  /** A direction in which the value grows for ever, if unbounded. */
  readonly ray: Float64Array | undefined;
  /**
   * Row multipliers that prove infeasibility, if infeasible and the library has them: multiplied and added up, the rows
   * demand more of the columns than their bounds allow. Positive at a lower bound, negative at an upper bound.
   */
  readonly refutation: Float64Array | undefined;
  /** Steps of the simplex method that this answer took; a warm start takes few. */
  readonly iterations: number;
}

/** Codes as in HiGHS, a place for each column and row: 0 at the lower bound, 1 basic, 2 at the upper bound, 3 free at zero. */
export interface LpBasis {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

/**
 * What one call may spend, and how. `simplex` suits small programs, `interior` large ones; by default the size decides.
 */
export interface LpOptions {
  readonly milliseconds?: number;
  readonly method?: 'simplex' | 'interior';
  /** Ends a large program at once, with status `budget`; a small one is over before anybody could ask. */
  readonly signal?: AbortSignal;
  /** A basis to start from: that of a similar program with as many columns and rows. */
  readonly start?: LpBasis;
}

/** Rows to add to a program, in CSR as there. */
export type LpRows = Pick<LinearProgram, 'rowLower' | 'rowUpper' | 'starts' | 'indices' | 'values'> & {
  readonly exact?: Pick<ExactNumbers, 'rowLower' | 'rowUpper' | 'values'>;
};

/** Columns to add: entries of column c are at starts[c] … starts[c + 1] - 1, `indices` are rows. A row stands at most once. */
export type LpColumns = Pick<
  LinearProgram,
  'cost' | 'columnLower' | 'columnUpper' | 'starts' | 'indices' | 'values'
> & {
  readonly exact?: Pick<ExactNumbers, 'cost' | 'columnLower' | 'columnUpper' | 'values'>;
};

/**
 * One program that grows and changes between solves. Each solve starts from the basis of the one before, so that a few
 * more rows or columns cost a few more steps: row and column generation, one program for many objectives.
 *
 * Changes are cheap and take effect at the next `solve`. Answers stay exact as long as the program and all
 * that is added have exact numbers, and changed numbers are whole or infinite. Places to change are given in increasing
 * order. After `dispose` every call throws.
 */
export interface LpSession {
  /** How many there are by now. */
  readonly columns: number;
  readonly rows: number;
  solve(options?: LpOptions): Promise<LpAnswer>;
  addRows(rows: LpRows): void;
  addColumns(columns: LpColumns): void;
  changeCosts(columns: Int32Array, cost: Float64Array): void;
  changeColumnBounds(columns: Int32Array, lower: Float64Array, upper: Float64Array): void;
  changeRowBounds(rows: Int32Array, lower: Float64Array, upper: Float64Array): void;
  /** Frees the library's memory. Calling it again does nothing. */
  dispose(): void;
}

/** Solves linear programs. */
export interface LpEngine {
  solve(program: LinearProgram, options?: LpOptions): Promise<LpAnswer>;
  /** Opens a session on a program with at least one column. Whoever opens one must dispose of it. */
  open(program: LinearProgram): Promise<LpSession>;
}

export const LpEngine: ServiceIdentifier<LpEngine> = Symbol.for('icsap/LpEngine');

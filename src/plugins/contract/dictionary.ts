import type { ServiceIdentifier } from 'inversify';
import type { Exact } from '../../dsl/number.ts';

/**
 * A system of equations solved for its basic variables, each at least 0 as are all others:
 *
 *   basic[i] = right side of row i - sum over columns j of entry (i, j) x nonbasic[j]
 *
 * What pivoting methods walk on: Lemke's, vertex enumeration. Variables are numbers: at first the nonbasic ones are
 * 0 … columns - 1 and the basic ones columns … columns + rows - 1.
 */
export interface Dictionary {
  readonly rows: number;
  /** Nonbasic variables; the right side is column `columns`. */
  readonly columns: number;
  /** Variable of each row, and of each column. */
  readonly basic: Int32Array;
  readonly nonbasic: Int32Array;
  /** -1, 0 or 1; doubles within rounding of 0 count as 0. */
  sign(row: number, column: number): number;
  /** The entry, rounded once where the dictionary is exact. */
  value(row: number, column: number): number;
  /** Entries of some rows of a column, divided by their sum; rounded once where the dictionary is exact. */
  proportions(rows: readonly number[], column: number): readonly number[];
  /** Rows that allow the variable of a column the smallest rise, in increasing order; empty if it may rise for ever. */
  tightest(column: number): readonly number[];
  /**
   * The one of them that the lexicographic rule chooses, as if the right sides of the first dictionary had been raised by
   * powers of a tiny number: with it no basis comes twice. -1 if there is none.
   */
  leaving(column: number): number;
  /** Exchanges the variables of a row and a column; the entry must not be 0. O(rows x columns). */
  pivot(row: number, column: number): void;
}

/** Makes dictionaries from rows of entries, the right side last. */
export interface Dictionaries {
  /** In whole numbers of any length: nothing is ever rounded. */
  exact(rows: readonly (readonly bigint[])[]): Dictionary;
  doubles(rows: readonly (readonly number[])[]): Dictionary;
  /** Numbers times the smallest positive number that makes all of them whole. Doubles are the fractions that they are. */
  whole(values: readonly Exact[]): readonly bigint[];
}

export const Dictionaries: ServiceIdentifier<Dictionaries> = Symbol.for('icsap/Dictionaries');

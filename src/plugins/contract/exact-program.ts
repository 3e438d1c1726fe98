import type Fraction from 'fraction.js';
import type { ServiceIdentifier } from 'inversify';
import type { LpAnswer, LpOptions } from './lp.ts';

/** A bound of a column or a row; ±Infinity where there is none. */
export type Limit = Fraction | number;

/** A linear program written in fractions. */
export interface ExactProgram {
  readonly sense: 'maximize' | 'minimize';
  readonly columns: readonly { readonly cost: Fraction; readonly lower: Limit; readonly upper: Limit }[];
  /** A column stands at most once in a row. */
  readonly rows: readonly {
    readonly terms: readonly (readonly [column: number, value: Fraction])[];
    readonly lower: Limit;
    readonly upper: Limit;
  }[];
}

/** What one call may spend, and how. */
export interface ExactProgramOptions extends LpOptions {
  /** Solve in doubles: for programs whose answer is only compared. */
  readonly isRounded?: boolean;
}

/** Solves programs in fractions by the `LpEngine`: small ones exactly, all numbers of the answer rounded once. */
export interface ExactPrograms {
  solve(program: ExactProgram, options?: ExactProgramOptions): Promise<LpAnswer>;
}

export const ExactPrograms: ServiceIdentifier<ExactPrograms> = Symbol.for('icsap/ExactPrograms');

import type { ServiceIdentifier } from 'inversify';
import type { PersuasionForm } from './forms.ts';
import type { LpAnswer } from './lp.ts';

/** The best obeyed recommendations in a persuasion problem, and what proves it. */
export interface BestRecommendations {
  readonly status: LpAnswer['status'];
  /** What the sender gets. */
  readonly value: number;
  /** By state, the chance of each joint action. */
  readonly chances: readonly Float64Array[];
  /** Price of obedience of a receiver to a recommendation, against acting otherwise; weighted as `PersuasionForm.proof` wants it. */
  price(receiver: number, told: number, instead: number): number;
}

/**
 * One linear program (Bergemann and Morris 2016, for any audiences): the chance of each joint action in each state, such
 * that nobody gains from acting otherwise, given what its message recommends to all who see it. A column for each state
 * and joint action, a row for each receiver, recommendation and other action; small ones in fractions.
 */
export interface Recommendations {
  best(form: PersuasionForm, milliseconds: number): Promise<BestRecommendations>;
}

export const Recommendations: ServiceIdentifier<Recommendations> = Symbol.for('icsap/Recommendations');

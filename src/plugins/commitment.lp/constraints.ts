import type { Ends } from './sums.ts';
import type { Vector } from './vector.ts';

/**
 * What keeps the followers in a plan, participation, and requirements: a linear form over the unknowns, plus regrets,
 * that must not be negative (or, for `==`, vanish).
 */
export interface Constraint<N> {
  readonly source: Source;
  readonly sum: Vector<N>;
  /** Regrets, by number, that are added or subtracted. */
  readonly regrets: readonly (readonly [regret: number, factor: number])[];
  readonly relation: '>=' | '==';
}

export type Source =
  /**
   * The plan at the set of this action is at least as good as this action; or, for sets off the plan, bounds the regret
   * there.
   */
  | { readonly kind: 'deviation'; readonly incentives: number; readonly position: number }
  | { readonly kind: 'participation'; readonly groups: readonly number[] }
  | { readonly kind: 'requirement'; readonly indices: readonly number[] }
  /** What followers pay in, over these ends, covers what they are paid. */
  | { readonly kind: 'budget'; readonly ends: Ends; readonly isAverage: boolean };

/** Everything that a plan asks of a rule, and what the leader gets. */
export interface Conditions<N> {
  readonly objective: Vector<N>;
  readonly constraints: readonly Constraint<N>[];
  /** Those of participation, whether they stand among the constraints or not. */
  readonly participation: readonly Constraint<N>[];
  /**
   * How many regrets there are: how much more than by the plan's base action a follower gets at a set that the plan
   * excludes; at least 0.
   */
  readonly regrets: number;
  /** Rows of single deviations that were left out: nothing can be decided after them. */
  more(deviations: readonly Deviation[]): readonly Constraint<N>[];
}

/** One action that a plan does not take at a set that it reaches. */
export interface Deviation {
  /** Position among the incentives. */
  readonly incentives: number;
  readonly position: number;
}

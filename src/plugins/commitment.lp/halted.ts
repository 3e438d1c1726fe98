import type { LpAnswer } from '../contract/index.ts';

/** What there is of a program's answer where time runs out. The value is one that no columns exceed; NaN: nothing is known. */
export function halted(known: Pick<LpAnswer, 'value' | 'columns' | 'prices' | 'reducedCosts'>): LpAnswer {
  return {
    ...known,
    status: 'budget',
    basis: undefined,
    exact: false,
    conflict: [],
    ray: undefined,
    refutation: undefined,
    iterations: 0,
  };
}

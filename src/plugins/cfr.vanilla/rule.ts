import type { RegretRule } from '../contract/index.ts';

/**
 * Counterfactual regret minimisation (Zinkevich et al. 2007). At every information set a player adds up how much better each
 * action would have been than what it did, weighted with the chance that the others and nature lead there, and then
 * chooses in proportion to what is positive of these regrets. The average of the plans approaches an equilibrium
 * of a two-player zero-sum game as 1/sqrt(iterations). The players are updated in turn, as in OpenSpiel. A step costs one
 * product of the payoff matrix and a plan, and two passes over the information sets, for each player.
 */
export const rule: RegretRule = { floor: false, predict: false, positive: () => 1, negative: () => 1, weight: () => 1 };

import type { RegretRule } from '../contract/index.ts';

/**
 * CFR+ (Tammelin 2014): counterfactual regret minimisation in which negative regrets are forgotten at once (regret matching+),
 * the players are updated in turn, and iteration t counts t times in the average. In two-player zero-sum games the average
 * approaches an equilibrium at least as 1/sqrt(iterations), in practice about as 1/iterations. The regrets of a
 * player are floored right after its update, as in OpenSpiel. A step costs one product of the payoff matrix and a plan, and
 * two passes over the information sets, for each player.
 */
export const rule: RegretRule = { floor: true, predict: false, positive: () => 1, negative: () => 1, weight: (t) => t };

import type { RegretRule } from '../contract/index.ts';

/**
 * Predictive CFR+ (Farina, Kroer and Sandholm 2021): as CFR+, but the next chances are proportional to the positive part of
 * regrets plus the latest instantaneous regrets, which are what each player predicts to meet again; iteration t
 * counts t^2 times in the average. Two-player zero-sum: at least 1/sqrt(iterations), in many games far faster than CFR+ (in
 * poker often not). Players are updated in turn. A step costs what one of CFR costs.
 */
export const rule: RegretRule = {
  floor: true,
  predict: true,
  positive: () => 1,
  negative: () => 1,
  weight: (t) => t * t,
};

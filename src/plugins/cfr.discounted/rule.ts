import type { RegretRule } from '../contract/index.ts';
import type { DiscountedOptions } from './options.ts';

/** t^power / (t^power + 1), also where the power is too large for a number. */
function discount(t: number, power: number): number {
  return 1 / (1 + t ** -power);
}

/**
 * Discounted CFR (Brown and Sandholm 2019): after iteration t positive regrets are multiplied with t^alpha / (t^alpha + 1),
 * negative ones with t^beta / (t^beta + 1), and plans count t^gamma times in the average (the paper's discounting of
 * the sum by (t / (t + 1))^gamma, up to a factor). The defaults are the paper's: 1.5, 0, 2; linear CFR is 1, 1, 1.
 * Converges in two-player zero-sum games as CFR does, in practice faster than CFR+ where payoffs differ much in size. A step costs
 * what one of CFR costs.
 */
export function ruleOf({ alpha, beta, gamma }: DiscountedOptions): RegretRule {
  return {
    floor: false,
    predict: false,
    positive: (t) => discount(t, alpha),
    negative: (t) => discount(t, beta),
    weight: (t) => t ** gamma,
  };
}

import type { MirrorRule } from '../contract/index.ts';
import type { MirrorOptions } from './options.ts';

/** Temperature and step size at the start. */
export interface Scale {
  readonly temperature: number;
  readonly stepSize: number;
  /** The largest step size that is proved to be stable. */
  readonly stable: number;
}

/** What is not given follows from the smoothness of the game; where all payoffs are the same, everything is stable. */
export function scaleOf({ temperature: given, stepSize }: MirrorOptions, smoothness: number): Scale {
  const unit = smoothness > 0 ? smoothness : 1;
  const temperature = given ?? unit / 5;
  const stable = temperature / unit ** 2;
  return { temperature, stepSize: stepSize ?? stable, stable };
}

/** Annealed, temperature and step size both fall as 1/sqrt(t): their ratio, and with it stability, stays. */
export function ruleOf({ magnet, refresh, pull }: MirrorOptions, { temperature, stepSize }: Scale): MirrorRule {
  const falling = (t: number): number => (magnet === 'annealed' ? 1 / Math.sqrt(t) : 1);
  return {
    temperature: (t) => temperature * falling(t),
    stepSize: (t) => stepSize * falling(t),
    share: (t) => {
      if (magnet === 'moving') return pull;
      return magnet === 'periodic' && t % refresh === 0 ? 1 : 0;
    },
  };
}

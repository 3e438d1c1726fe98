import type { MirrorRule, PlayerForm, SequenceForm } from '../contract/index.ts';
import type { MirrorOptions } from './options.ts';

/** Temperature and step size at the start. */
export interface Scale {
  readonly temperature: number;
  readonly stepSize: number | 'proved';
  /** The largest step size that is proved to be stable before anything is tried. */
  readonly stable: number;
}

/**
 * What is not given follows from the game. At the default temperature all the entropy there is weighs as much as what best responses
 * gain from uniform play: a quantal response equilibrium is at most that far from an equilibrium. Where they gain nothing it
 * is a fifth of the smoothness; where all payoffs are the same, everything is stable.
 */
export function scaleOf({ temperature: given, stepSize }: MirrorOptions, form: SequenceForm): Scale {
  const unit = form.smoothness > 0 ? form.smoothness : 1;
  const temperature = given ?? (balanced(form) || unit / 5);
  return { temperature, stepSize: stepSize ?? 'proved', stable: temperature / unit ** 2 };
}

function balanced(form: SequenceForm): number {
  const most = form.acting.reduce((sum, player) => sum + mostEntropy(form.players[player]), 0);
  return most > 0 ? form.nashConv(form.uniform()) / most : 0;
}

/** The largest dilated entropy of a player: the logarithm of the number of its plans. */
function mostEntropy(own: PlayerForm | undefined): number {
  if (!own) return 0;
  const { sets, first, parent, sequences } = own;
  const entropy = new Float64Array(sequences);
  for (let set = sets - 1; set >= 0; set--) {
    const actions = entropy.subarray(first[set], first[set + 1]);
    const most = Math.max(...actions);
    const before = parent[set] ?? 0;
    const sum = actions.reduce((total, each) => total + Math.exp(each - most), 0);
    entropy[before] = (entropy[before] ?? 0) + most + Math.log(sum);
  }
  return entropy[0] ?? 0;
}

/** Annealed, the temperature falls as 1/sqrt(t), and a step size that was given with it: their ratio, and with it stability, stays. */
export function ruleOf({ magnet, refresh, pull }: MirrorOptions, { temperature, stepSize }: Scale): MirrorRule {
  const falling = (t: number): number => (magnet === 'annealed' ? 1 / Math.sqrt(t) : 1);
  return {
    temperature: (t) => temperature * falling(t),
    stepSize: stepSize === 'proved' ? stepSize : (t) => stepSize * falling(t),
    share: (t) => {
      if (magnet === 'moving') return pull;
      return magnet === 'periodic' && t % refresh === 0 ? 1 : 0;
    },
  };
}

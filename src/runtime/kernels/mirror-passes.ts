import type { PlayerForm } from '../../plugins/contract/kernels.ts';
import { uniformChances } from './player-form.ts';

/** One player's iterate and magnet, by sequence; chances as logarithms, so that none is ever 0. */
export interface Learner {
  readonly form: PlayerForm;
  readonly logChances: Float64Array;
  readonly logMagnet: Float64Array;
  readonly chances: Float64Array;
  readonly plan: Float64Array;
  readonly sum: Float64Array;
  readonly gradient: Float64Array;
  /** By set: how many sets of the game it stands for, each with an entropy of its own. */
  readonly weight: Float64Array;
}

/** A learner at uniform play, its magnet there too; `plan` and `sum` are kept by others as well. */
export function learner(form: PlayerForm, plan: Float64Array, sum: Float64Array): Learner {
  const { sequences, sets, multiplicity } = form;
  const chances = uniformChances(form);
  const logChances = chances.map(Math.log);
  const weight = multiplicity ?? new Float64Array(sets).fill(1);
  const gradient = new Float64Array(sequences);
  return { form, logChances, logMagnet: logChances.slice(), chances, plan, sum, gradient, weight };
}

/** Bottom-up, the closed form of the proximal step; `pull` is step size x temperature. The gradient is used up. */
export function descend(learnt: Learner, stepSize: number, pull: number): void {
  const { form, logChances, logMagnet, chances, gradient, weight } = learnt;
  const { sets, first, parent } = form;
  const shrink = 1 / (1 + pull);
  let to = first[sets] ?? 0;
  for (let k = sets - 1; k >= 0; k--) {
    const from = first[k] ?? 0;
    const before = parent[k] ?? 0;
    if (to - from === 1) {
      // Nothing to choose: both divergences are 0.
      gradient[before] = (gradient[before] ?? 0) + (gradient[from] ?? 0);
      to = from;
      continue;
    }
    const copies = weight[k] ?? 1;
    const size = stepSize / copies;
    let most = Number.NEGATIVE_INFINITY;
    for (let s = from; s < to; s++) {
      const force = size * (gradient[s] ?? 0);
      const logit = (pull * (logMagnet[s] ?? 0) + (logChances[s] ?? 0) + force) * shrink;
      logChances[s] = logit;
      if (logit > most) most = logit;
    }
    let sum = 0;
    for (let s = from; s < to; s++) {
      const share = Math.exp((logChances[s] ?? 0) - most);
      chances[s] = share;
      sum += share;
    }
    const norm = most + Math.log(sum);
    const scale = 1 / sum;
    for (let s = from; s < to; s++) {
      logChances[s] = (logChances[s] ?? 0) - norm;
      chances[s] = (chances[s] ?? 0) * scale;
    }
    gradient[before] = (gradient[before] ?? 0) + (norm * (1 + pull)) / size;
    to = from;
  }
}

/** Top-down: the new plan, and what it adds to the average. */
export function walk({ form, chances, plan, sum }: Learner): void {
  const { sets, first, parent } = form;
  sum[0] = (sum[0] ?? 0) + 1;
  let from = 1;
  for (let k = 0; k < sets; k++) {
    const to = first[k + 1] ?? 0;
    const reach = plan[parent[k] ?? 0] ?? 0;
    for (let s = from; s < to; s++) {
      const weight = reach * (chances[s] ?? 0);
      plan[s] = weight;
      sum[s] = (sum[s] ?? 0) + weight;
    }
    from = to;
  }
}

/** Top-down: the new plan alone. */
export function realise({ form, chances, plan }: Learner): void {
  const { sets, first, parent } = form;
  for (let k = 0; k < sets; k++) {
    const reach = plan[parent[k] ?? 0] ?? 0;
    for (let s = first[k] ?? 0; s < (first[k + 1] ?? 0); s++) plan[s] = reach * (chances[s] ?? 0);
  }
}

/** Takes the plan into the average. */
export function addUp({ plan, sum }: Learner): void {
  for (let s = 0; s < sum.length; s++) sum[s] = (sum[s] ?? 0) + (plan[s] ?? 0);
}

/** magnet <- magnet^(1 - share) x iterate^share, normalised. */
export function moveMagnet({ form, logChances, logMagnet }: Learner, share: number): void {
  if (share === 1) {
    logMagnet.set(logChances);
    return;
  }
  const { sets, first } = form;
  for (let k = 0; k < sets; k++) {
    const from = first[k] ?? 0;
    const to = first[k + 1] ?? from;
    let sum = 0;
    for (let s = from; s < to; s++) {
      const logit = (1 - share) * (logMagnet[s] ?? 0) + share * (logChances[s] ?? 0);
      logMagnet[s] = logit;
      sum += Math.exp(logit);
    }
    const norm = Math.log(sum);
    for (let s = from; s < to; s++) logMagnet[s] = (logMagnet[s] ?? 0) - norm;
  }
}

/** Expected payoff less temperature x divergence from the magnet, of the present iterate. */
export function regularisedValue(learnt: Learner, temperature: number): number {
  const { plan, gradient, logMagnet } = learnt;
  const payoff = gradient.reduce((sum, worth, s) => sum + worth * (plan[s] ?? 0), 0);
  return payoff - temperature * divergence(learnt, logMagnet);
}

/** Of the present iterate from others: the sum over sets of the chance to get there times the divergence of the chances. */
export function divergence({ form, plan, logChances, weight }: Learner, others: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < form.sets; k++) {
    let own = 0;
    for (let s = form.first[k] ?? 0; s < (form.first[k + 1] ?? 0); s++) {
      own += (plan[s] ?? 0) * ((logChances[s] ?? 0) - (others[s] ?? 0));
    }
    sum += (weight[k] ?? 1) * own;
  }
  return sum;
}

/** What the player could still reach by a quantal response to the others as they are, and how far from it it is. */
interface Response {
  /** The best expected payoff less temperature x divergence from the magnet. */
  readonly value: number;
  /** The largest difference of a chance from that in the best response, times the chance of getting there. */
  readonly distance: number;
}

/** Bottom-up: the best response is the magnet times exp(worth / temperature). The gradient is used up. */
export function quantalResponse(learnt: Learner, heat: number, logMagnet = learnt.logMagnet): Response {
  const { form, gradient, chances, plan, weight } = learnt;
  const { sets, first, parent } = form;
  let distance = 0;
  for (let k = sets - 1; k >= 0; k--) {
    const from = first[k] ?? 0;
    const to = first[k + 1] ?? from;
    const before = parent[k] ?? 0;
    const temperature = heat * (weight[k] ?? 1);
    let most = Number.NEGATIVE_INFINITY;
    for (let s = from; s < to; s++) most = Math.max(most, (logMagnet[s] ?? 0) + (gradient[s] ?? 0) / temperature);
    let sum = 0;
    for (let s = from; s < to; s++) sum += Math.exp((logMagnet[s] ?? 0) + (gradient[s] ?? 0) / temperature - most);
    const norm = most + Math.log(sum);
    for (let s = from; s < to; s++) {
      const response = Math.exp((logMagnet[s] ?? 0) + (gradient[s] ?? 0) / temperature - norm);
      distance = Math.max(distance, (plan[before] ?? 0) * Math.abs(response - (chances[s] ?? 0)));
    }
    gradient[before] = (gradient[before] ?? 0) + temperature * norm;
  }
  return { value: gradient[0] ?? 0, distance };
}

import type { Dynamics, RegretRule } from '../../plugins/contract/dynamics.ts';
import type { Plans, PlayerForm, SequenceForm } from '../../plugins/contract/kernels.ts';
import { uniformChances } from './player-form.ts';

/** Regrets below this share of the largest payoff are 0: otherwise rounding would decide ties. */
const NEGLIGIBLE = 1e-12;

/** What one player has learnt, by sequence. */
interface Learner {
  readonly form: PlayerForm;
  readonly regrets: Float64Array;
  readonly chances: Float64Array;
  readonly plan: Float64Array;
  readonly sum: Float64Array;
  readonly gradient: Float64Array;
  /** By set: regrets below this are 0. */
  readonly least: Float64Array;
}

/**
 * Counterfactual regret minimisation on the sequence form (Zinkevich et al. 2007; Tammelin 2014; Brown and Sandholm 2019;
 * Farina, Kroer and Sandholm 2021), with alternating updates. A step costs one gradient and two passes over the sets for
 * each player: O(entries x players + sequences).
 */
export class CounterfactualRegret implements Dynamics {
  readonly form: SequenceForm;
  readonly last: Plans;
  readonly average: Plans;
  readonly state: readonly Float64Array[];
  readonly #rule: RegretRule;
  readonly #learners: readonly Learner[];

  constructor(form: SequenceForm, rule: RegretRule) {
    this.form = form;
    this.#rule = rule;
    const plans = form.uniform();
    const sums = plans.map(({ length }) => new Float64Array(length));
    this.last = plans;
    this.average = sums;
    this.#learners = form.acting.flatMap((player) => {
      const own = form.players[player];
      const plan = plans[player];
      const sum = sums[player];
      return own && plan && sum ? [learner(own, plan, sum, NEGLIGIBLE * form.largest)] : [];
    });
    this.state = this.#learners.flatMap(({ regrets, chances, plan, sum }) => [regrets, chances, plan, sum]);
  }

  step(iteration: number): void {
    const weight = this.#rule.weight(iteration);
    const positive = this.#rule.positive(iteration);
    const negative = this.#rule.negative(iteration);
    for (const each of this.#learners) {
      this.form.gradient(each.form.player, this.last, each.gradient);
      learn(each, this.#rule, positive, negative);
      walk(each, weight);
    }
  }
}

function learner(form: PlayerForm, plan: Float64Array, sum: Float64Array, negligible: number): Learner {
  const { sequences, sets, multiplicity } = form;
  const chances = uniformChances(form);
  const zeros = (): Float64Array => new Float64Array(sequences);
  // Where a set stands for several, its regrets are theirs added up.
  const least = Float64Array.from({ length: sets }, (_, k) => negligible * (multiplicity?.[k] ?? 1));
  return { form, regrets: zeros(), chances, plan, sum, gradient: zeros(), least };
}

/** Bottom-up: counterfactual values, regrets, and the chances that follow from them. */
function learn(
  { form, regrets, chances, gradient, least: leastBySet }: Learner,
  { floor, predict }: RegretRule,
  positive: number,
  negative: number,
): void {
  const { sets, first, parent } = form;
  const foresight = predict ? 1 : 0;
  let to = first[sets] ?? 0;
  for (let k = sets - 1; k >= 0; k--) {
    const from = first[k] ?? 0;
    const before = parent[k] ?? 0;
    if (to - from === 1) {
      // Nothing to choose, and half of all sets in some games.
      gradient[before] = (gradient[before] ?? 0) + (gradient[from] ?? 0);
      to = from;
      continue;
    }
    const least = leastBySet[k] ?? 0;
    let value = 0;
    for (let s = from; s < to; s++) value += (chances[s] ?? 0) * (gradient[s] ?? 0);
    gradient[before] = (gradient[before] ?? 0) + value;
    let sum = 0;
    for (let s = from; s < to; s++) {
      const gain = (gradient[s] ?? 0) - value;
      const grown = (regrets[s] ?? 0) + gain;
      const kept = floor && grown < least ? 0 : grown;
      const regret = kept * (kept > 0 ? positive : negative);
      regrets[s] = regret;
      const drawn = regret + foresight * gain;
      const weight = drawn < least ? 0 : drawn;
      chances[s] = weight;
      sum += weight;
    }
    const scale = sum > 0 ? 1 / sum : 0;
    const rest = sum > 0 ? 0 : 1 / (to - from);
    for (let s = from; s < to; s++) chances[s] = (chances[s] ?? 0) * scale + rest;
    to = from;
  }
}

/** Top-down: the plan of this iteration goes to the average, and the chances become the next plan. */
function walk({ form, chances, plan, sum }: Learner, weight: number): void {
  const { sets, first, parent } = form;
  sum[0] = (sum[0] ?? 0) + weight;
  let from = 1;
  for (let k = 0; k < sets; k++) {
    const to = first[k + 1] ?? 0;
    const reach = plan[parent[k] ?? 0] ?? 0;
    for (let s = from; s < to; s++) {
      sum[s] = (sum[s] ?? 0) + weight * (plan[s] ?? 0);
      plan[s] = reach * (chances[s] ?? 0);
    }
    from = to;
  }
}

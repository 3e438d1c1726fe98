import type { PlayerForm, Rng } from '../contract/index.ts';
import type { JointSequences } from './joint-sequences.ts';
import type { JointPlan, OwnPlan } from './plans.ts';

/** The best plan of a player where each of its sequences is worth so much; first actions where it does not matter. */
export function bestPlan(form: PlayerForm, worth: Float64Array): OwnPlan {
  const { sets, first, parent, sequences } = form;
  const best = worth.slice();
  const chosen = new Int32Array(sets);
  for (let set = sets - 1; set >= 0; set--) {
    let at = first[set] ?? 0;
    for (let s = at + 1; s < (first[set + 1] ?? at); s++) if ((best[s] ?? 0) > (best[at] ?? 0)) at = s;
    chosen[set] = at;
    const before = parent[set] ?? 0;
    best[before] = (best[before] ?? 0) + (best[at] ?? 0);
  }
  const plays = new Uint8Array(sequences);
  plays[0] = 1;
  for (let set = 0; set < sets; set++) if (plays[parent[set] ?? 0] === 1) plays[chosen[set] ?? 0] = 1;
  return { plays };
}

/** Joint plans by their weight: the sum over the combinations of sequences that they play. */
export class Weighed {
  readonly #combinations: JointSequences;
  readonly #weights: Float64Array;
  /** Combinations that weigh something. */
  readonly #heavy: Int32Array;

  constructor(combinations: JointSequences, weights: Float64Array) {
    this.#combinations = combinations;
    this.#weights = weights;
    this.#heavy = Int32Array.from([...weights.keys()].filter((combination) => weights[combination] !== 0));
  }

  weight(plan: JointPlan): number {
    let sum = 0;
    for (const c of this.#heavy) if (this.#combinations.isPlayed(c, plan)) sum += this.#weights[c] ?? 0;
    return sum;
  }

  /** The best plan of one player where the others' plans stay. O(terms). */
  reply(plan: JointPlan, player: number): JointPlan {
    const form = this.#combinations.forms[player];
    if (!form) return plan;
    const worth = new Float64Array(form.sequences);
    for (const c of this.#heavy) {
      if (!this.#combinations.isPlayed(c, plan, player)) continue;
      const own = this.#combinations.of(c, player);
      worth[own] = (worth[own] ?? 0) + (this.#weights[c] ?? 0);
    }
    const own = bestPlan(form, worth);
    return plan.map((other, each) => (each === player ? own : other));
  }

  /** Players reply in turn until nobody finds anything better. */
  climb(plan: JointPlan): { readonly plan: JointPlan; readonly weight: number } {
    let [best, weight] = [plan, this.weight(plan)];
    for (let player = 0, idle = 0; idle < plan.length; player = (player + 1) % plan.length) {
      const next = this.reply(best, player);
      const better = this.weight(next);
      idle = better > weight + ROUNDING * Math.abs(weight) ? 0 : idle + 1;
      if (idle === 0) [best, weight] = [next, better];
    }
    return { plan: best, weight };
  }
}

/** A gain this small relative to what there is may be rounding, which climbs for ever. */
const ROUNDING = 1e-12;

/** A plan drawn at random, each action with the same chance. */
export function randomPlan(forms: readonly PlayerForm[], rng: Rng): JointPlan {
  return forms.map((form) =>
    bestPlan(
      form,
      Float64Array.from({ length: form.sequences }, () => rng.next() ** 8),
    ),
  );
}

/** The same text for the same plan. */
export function planKey(plan: JointPlan): string {
  return plan.map(({ plays }) => plays.join('')).join('|');
}

import type { CorrelatedPlay, SequenceForm } from '../contract/index.ts';
import type { JointPlan } from './plans.ts';
import type { Concept } from './triggers.ts';

/** Chances below this are rounding. */
const ROUNDING = 1e-12;

/** The lottery of the drawn plans. */
export function correlatedPlay(
  form: SequenceForm,
  concept: Concept,
  plans: readonly JointPlan[],
  chances: Float64Array,
): CorrelatedPlay {
  const drawn = plans.flatMap((plan, n) => ((chances[n] ?? 0) > ROUNDING ? [{ plan, chance: chances[n] ?? 0 }] : []));
  const sum = drawn.reduce((total, { chance }) => total + chance, 0);
  return {
    concept,
    plans: drawn.map(({ plan, chance }) => ({ chance: chance / sum, actions: actionsOf(form, plan) })),
  };
}

/** The action at each information set that the plan does not exclude itself; else -1. */
function actionsOf({ game, players }: SequenceForm, plan: JointPlan): Int32Array {
  const actions = new Int32Array(game.informationSets.count).fill(-1);
  for (const { player, sets, first, set } of players) {
    for (let own = 0; own < sets; own++) {
      const from = first[own] ?? 0;
      for (let s = from; s < (first[own + 1] ?? from); s++) {
        if (plan[player]?.plays[s] === 1) actions[set[own] ?? 0] = s - from;
      }
    }
  }
  return actions;
}

/** What each player shows alone. */
export function marginals(form: SequenceForm, plans: readonly JointPlan[], chances: Float64Array): Float64Array {
  const sums = form.players.map(({ sequences, player }) => {
    const weights = new Float64Array(sequences);
    plans.forEach((plan, n) => {
      const chance = chances[n] ?? 0;
      if (chance <= ROUNDING) return;
      plan[player]?.plays.forEach((plays, s) => {
        if (plays === 1) weights[s] = (weights[s] ?? 0) + chance;
      });
    });
    return weights;
  });
  return form.chancesOf(sums);
}

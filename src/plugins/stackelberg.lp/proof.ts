import type { BoundCase, PlayerForm } from '../contract/index.ts';
import type { FollowerPlan } from './plans.ts';

/** A plan and the prices of its rows, as data from which the bound can be computed again. */
export function boundCase(
  follower: PlayerForm,
  plan: FollowerPlan,
  prices: Float64Array,
  actionRow: number,
  counts: { readonly sets: number; readonly actions: number },
): BoundCase {
  const actions = new Int32Array(counts.sets).fill(-1);
  const flow = new Float64Array(counts.actions);
  const { sets, first, parent, set, position } = follower;
  const weight = new Float64Array(follower.sequences);
  for (let own = 0; own < sets; own++) {
    const from = first[own] ?? 0;
    const to = first[own + 1] ?? from;
    let sum = 0;
    for (let s = from; s < to; s++) {
      if (plan[s] === 1) actions[set[own] ?? 0] = s - from;
      // The price of a binding `>=` row of a maximum is at most 0.
      weight[s] = Math.max(0, -(prices[actionRow + s - 1] ?? 0));
      sum += weight[s] ?? 0;
    }
    // What rounding has moved goes back: the flow through a set is that of the action before it.
    const before = parent[own] ?? 0;
    const through = before === 0 ? sum : (weight[before] ?? 0);
    for (let s = from; s < to; s++) {
      weight[s] = sum > 0 ? ((weight[s] ?? 0) * through) / sum : through / (to - from);
      flow[position[s] ?? 0] = weight[s] ?? 0;
    }
  }
  return {
    plan: actions,
    deviations: [{ follower: follower.player, others: undefined, flow }],
    participation: new Map(),
    requirements: new Map(),
  };
}

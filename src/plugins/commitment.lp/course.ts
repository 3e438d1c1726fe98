import { firstOption, type Tree } from './tree.ts';

/** Nobody has left the plan on the way to this node. */
export const ON_PLAN = -1;
const SEVERAL = -2;

/**
 * For each information set the follower's action; -1 at the leader's sets, and where a follower's own earlier actions
 * exclude the set.
 */
export type Plan = Int32Array;

/**
 * For each node the only follower that has left the plan on the way there; ON_PLAN, or -2 if several have. Linear in
 * the nodes.
 */
export function deviators({ game, leader, innerNodes }: Tree, plan: Plan): Int8Array {
  const { nodes, firstChild, actor, index } = game;
  const deviator = new Int8Array(nodes).fill(ON_PLAN);
  for (let from = 0; from < innerNodes; from++) {
    const first = firstChild[from] ?? 0;
    const next = firstChild[from + 1] ?? 0;
    if (first === next) continue;
    const who = actor[from] ?? -1;
    const before = deviator[from] ?? ON_PLAN;
    if (who < 0 || who === leader || before === who || before === SEVERAL) {
      if (before !== ON_PLAN) for (let node = first; node < next; node++) deviator[node] = before;
      continue;
    }
    const after = before === ON_PLAN ? who : SEVERAL;
    for (let node = first; node < next; node++) deviator[node] = after;
    const planned = first + (plan[index[from] ?? 0] ?? -1) - firstOption(game, from);
    if (planned >= first && planned < next) deviator[planned] = before;
  }
  return deviator;
}

/** The ends to which everybody comes by the plan. */
export function plannedEnds({ ends, endNode }: Tree['game'], deviator: Int8Array): Int32Array {
  const planned = new Int32Array(ends);
  let count = 0;
  for (let end = 0; end < ends; end++) if (deviator[endNode[end] ?? 0] === ON_PLAN) planned[count++] = end;
  return planned.slice(0, count);
}

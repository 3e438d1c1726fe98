import { actionTo, at, isReport, positionOf, type Tree } from './tree.ts';

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
export function deviators({ game, leader }: Tree, plan: Plan): Int8Array {
  const { nodes, parent, actor, index } = game;
  const deviator = new Int8Array(nodes).fill(ON_PLAN);
  for (let node = 1; node < nodes; node++) {
    const from = at(parent, node);
    const who = at(actor, from);
    const before = at(deviator, from);
    deviator[node] = before;
    if (who < 0 || who === leader || before === who || before === SEVERAL) continue;
    if (actionTo(game, node) !== at(plan, at(index, from))) deviator[node] = before === ON_PLAN ? who : SEVERAL;
  }
  return deviator;
}

/**
 * Ends that count for one follower's incentives, by its last action position; a class for each profile of the others'
 * reports that it is assumed to know.
 */
export interface Incentives {
  readonly follower: number;
  /** Action positions of the others' reports; undefined where the follower knows nothing of them (Bayesian). */
  readonly others: readonly number[] | undefined;
  readonly endsAfter: ReadonlyMap<number, readonly number[]>;
}

/** Groups the ends at which everybody but possibly `follower` has kept to the plan. */
export function incentivesOf(
  tree: Tree,
  deviator: Int8Array,
  follower: number,
  truthful: 'bayesian' | 'dominant',
): readonly Incentives[] {
  const { ends, endNode } = tree.game;
  const reports = truthful === 'dominant' ? othersReports(tree, follower) : undefined;
  const classes = new Map<string, { others: readonly number[] | undefined; endsAfter: Map<number, number[]> }>();
  for (let end = 0; end < ends; end++) {
    const node = at(endNode, end);
    const who = at(deviator, node);
    const position = at(tree.last[follower], node);
    if ((who !== ON_PLAN && who !== follower) || position < 0) continue;
    const others = reports?.(node);
    const key = others?.join() ?? '';
    const entry = classes.get(key) ?? { others, endsAfter: new Map<number, number[]>() };
    classes.set(key, entry);
    const list = entry.endsAfter.get(position);
    if (list) list.push(end);
    else entry.endsAfter.set(position, [end]);
  }
  return Array.from(classes.values(), ({ others, endsAfter }) => ({ follower, others, endsAfter }));
}

/** The action positions of the reports of all players but one on the way to a node, in increasing order. */
function othersReports({ game }: Tree, follower: number): (node: number) => readonly number[] {
  return (end) => {
    const positions: number[] = [];
    for (let node = end; node > 0; node = at(game.parent, node)) {
      const from = at(game.parent, node);
      const who = at(game.actor, from);
      if (who >= 0 && who !== follower && isReport(game, at(game.index, from))) positions.push(positionOf(game, node));
    }
    return positions.sort((a, b) => a - b);
  };
}

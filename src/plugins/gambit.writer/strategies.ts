import type { TreeNode, TreeSet } from '../contract/index.ts';

/** What a player does at each of its information sets that its own choices do not exclude. */
export interface PureStrategy {
  /** The actions, in the order of the sets; `*` where a set is excluded. */
  readonly name: string;
  readonly actions: ReadonlyMap<TreeSet, number>;
}

/** So many strategies of one player are listed at the most. */
const MOST = 1_000_000;

/** One way, by the player's own moves, to an information set. */
type OwnPath = ReadonlyMap<TreeSet, number>;

/**
 * The reduced strategies of a player: two that differ only where the player itself never comes are one (Kuhn 1953). A player
 * that never moves has one. Beyond a million the list is cut, which the caller sees by its length.
 */
export function reducedStrategies(root: TreeNode, player: number): readonly PureStrategy[] {
  const sets = [...ownPaths(root, player)];
  let partial: OwnPath[] = [new Map()];
  for (const [set, paths] of sets) {
    partial = partial.flatMap((actions) =>
      paths.some((path) => isPossible(path, actions))
        ? set.actions.map((_, a) => new Map([...actions, [set, a]]))
        : [actions],
    );
    if (partial.length > MOST) break;
  }
  const order = sets.map(([set]) => set);
  return partial.map((actions) => ({ name: nameOf(order, actions), actions }));
}

/** Sets in level order, so that those that a choice leads to come after it. */
function ownPaths(root: TreeNode, player: number): ReadonlyMap<TreeSet, readonly OwnPath[]> {
  const found = new Map<TreeSet, OwnPath[]>();
  let level: (readonly [TreeNode, OwnPath])[] = [[root, new Map()]];
  while (level.length > 0) {
    const below: (readonly [TreeNode, OwnPath])[] = [];
    for (const [node, path] of level) {
      if (node.kind === 'end') continue;
      const set = node.kind === 'choice' && node.set.player === player ? node.set : undefined;
      if (set) remember(found, set, path);
      node.children.forEach((child, a) => void below.push([child, set ? new Map([...path, [set, a]]) : path]));
    }
    level = below;
  }
  return found;
}

/** With perfect recall all paths to a set are the same: one is kept of those that are. */
function remember(found: Map<TreeSet, OwnPath[]>, set: TreeSet, path: OwnPath): void {
  const paths = found.get(set) ?? [];
  if (!paths.some((known) => known.size === path.size && isPossible(known, path))) paths.push(path);
  found.set(set, paths);
}

function isPossible(path: OwnPath, actions: OwnPath): boolean {
  for (const [set, a] of path) if (actions.get(set) !== a) return false;
  return true;
}

function nameOf(sets: readonly TreeSet[], actions: OwnPath): string {
  if (sets.length === 0) return 'nothing';
  return sets.map((set) => set.actions[actions.get(set) ?? -1] ?? '*').join(' ');
}

import type { Plan } from './course.ts';
import { actionsOf, at, isReport, type Tree } from './tree.ts';

/** What the plan does at a set; where it says nothing, the truth, or the first action. */
export function baseAction({ game }: Tree, plan: Plan, set: number): number {
  const told = at(plan, set);
  if (told >= 0) return told;
  return isReport(game, set) ? at(game.informationSets.truthful, set) : 0;
}

/** The position of the plan's, or base, action at a set. */
export function toldAt(tree: Tree, plan: Plan, set: number): number {
  return at(tree.game.informationSets.firstAction, set) + baseAction(tree, plan, set);
}

/** The action positions of a set: the plan's, or base, action, and the others. */
export function positionsOf(
  tree: Tree,
  plan: Plan,
  set: number,
): { readonly told: number; readonly others: readonly number[] } {
  const first = at(tree.game.informationSets.firstAction, set);
  const told = toldAt(tree, plan, set);
  const others: number[] = [];
  for (let position = first; position < first + actionsOf(tree.game, set); position++)
    if (position !== told) others.push(position);
  return { told, others };
}

/** Whether nothing is left to decide after an action: then its row stands alone. */
export function isSimple({ next }: Tree, position: number): boolean {
  return (next[position] ?? []).length === 0;
}

/** An information set that a follower's plan reaches. Actions are named by position. */
export interface Site {
  readonly set: number;
  /** What the plan does there. */
  readonly told: number;
  /** What it does there and after. */
  readonly course: readonly number[];
  /** The other actions. */
  readonly others: readonly number[];
  /** Those after which nothing is left to decide. */
  readonly simple: Int32Array;
  /** Those after which something is. */
  readonly deep: readonly number[];
}

/** The sets that a follower's plan reaches, those before others first. Linear in their actions. */
export function sitesOf(tree: Tree, plan: Plan, follower: number): readonly Site[] {
  const sites: Site[] = [];
  const visit = (set: number): void => {
    const { told, others } = positionsOf(tree, plan, set);
    const simple = Int32Array.from(others.filter((position) => isSimple(tree, position)));
    const deep = others.filter((position) => !isSimple(tree, position));
    sites.push({ set, told, course: courseFrom(tree, plan, set), others, simple, deep });
    for (const after of tree.next[told] ?? []) visit(after);
  };
  for (const root of tree.roots[follower] ?? []) visit(root);
  return sites;
}

/** The positions that the plan takes from a set on. */
function courseFrom(tree: Tree, plan: Plan, set: number): readonly number[] {
  const { told } = positionsOf(tree, plan, set);
  return [told, ...(tree.next[told] ?? []).flatMap((after) => courseFrom(tree, plan, after))];
}

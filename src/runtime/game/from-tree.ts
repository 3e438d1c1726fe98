import { type Exact, rational } from '../../dsl/number.ts';
import type { GameTree, Ratio, TreeNode, TreeOutcome, TreeSet } from '../../plugins/contract/game-tree.ts';
import { buildGame, type SourceNode, type SourceSet } from './build.ts';
import type { Game } from './game.ts';

/** The game that a tree of another program's file is. Linear in the tree, of any depth. */
export function gameOfTree({ players, root }: GameTree): Game {
  return buildGame({ players, root: sourceOf(root) });
}

/** Made from the leaves up: in the list a node stands before its children, so from the end they are made when it comes. */
function sourceOf(root: TreeNode): SourceNode {
  const nodes = [root];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at];
    if (node && node.kind !== 'end') for (const child of node.children) nodes.push(child);
  }
  const sets = new Map<TreeSet, SourceSet>();
  const made: SourceNode[] = [];
  let below = nodes.length;
  for (const node of nodes.toReversed()) {
    const count = node.kind === 'end' ? 0 : node.children.length;
    // `made` is backwards: the children of the last node that is left are its last ones.
    below -= count;
    const start = nodes.length - below - count;
    made.push(builtOf(node, made.slice(start, start + count).toReversed(), sets));
  }
  const top = made.at(-1);
  if (!top) throw new RangeError('a tree has a root');
  return top;
}

function builtOf(node: TreeNode, children: readonly SourceNode[], sets: Map<TreeSet, SourceSet>): SourceNode {
  const pay = payOf(node.outcome);
  if (node.kind === 'end') return { kind: 'end', pay };
  if (node.kind === 'choice') return { kind: 'choice', set: setOf(node.set, sets), children, pay };
  return { kind: 'chance', label: node.label, values: node.actions, chances: node.chances.map(exactOf), children, pay };
}

function setOf(set: TreeSet, sets: Map<TreeSet, SourceSet>): SourceSet {
  const known = sets.get(set) ?? { player: set.player, label: set.label, actions: set.actions };
  sets.set(set, known);
  return known;
}

function payOf(outcome: TreeOutcome | undefined): readonly Exact[] | undefined {
  return outcome?.pay.map(exactOf);
}

function exactOf({ num, den }: Ratio): Exact {
  return rational(num, den);
}

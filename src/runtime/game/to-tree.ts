import { add, denominator, type Exact, numerator, parseExact, sub } from '../../dsl/number.ts';
import type { GameTree, Ratio, TreeNode, TreeOutcome, TreeSet } from '../../plugins/contract/game-tree.ts';
import { show } from '../play/show.ts';
import { Float, type Value } from '../play/value.ts';
import { CHANCE, END, type Game, type NodeLabel } from './game.ts';

/**
 * A game as a tree of plain objects, for other programs: utilities at the ends, what a player knows in the names of its
 * information sets. A team is one player, which does not always remember what its members knew. Where chances were rounded, the
 * last one of a draw takes what is missing from 1. Throws a RangeError for a game with commitments, which are no moves. Linear
 * in the tree.
 */
export function treeOfGame(game: Game, title: string, comment: string): GameTree {
  if (game.commitments) throw new RangeError('a game with commitments has no tree of moves');
  const labels = game.labels(game.nodes);
  const sets = Array.from({ length: game.informationSets.count }, (_, set) => setOf(game, set));
  const made: TreeNode[] = [];
  // Children come after their parents: from the end, they are made when the parent comes.
  for (let node = game.nodes - 1; node >= 0; node--) made[node] = nodeOf(game, node, { made, labels, sets });
  const [root] = made;
  if (!root) throw new RangeError('a game has a root');
  return { title, comment, players: game.payees, root };
}

interface Parts {
  readonly made: readonly TreeNode[];
  readonly labels: readonly NodeLabel[];
  readonly sets: readonly TreeSet[];
}

function nodeOf(game: Game, node: number, { made, labels, sets }: Parts): TreeNode {
  const [first, last] = [game.firstChild[node] ?? 0, game.firstChild[node + 1] ?? 0];
  const children = made.slice(first, last);
  const actor = game.actor[node];
  const index = game.index[node] ?? 0;
  if (actor === END) return { kind: 'end', outcome: outcomeOf(game, index) };
  const set = sets[index];
  if (actor !== CHANCE && set) return { kind: 'choice', set, children, outcome: undefined };
  const below = labels.slice(first, last);
  return {
    kind: 'chance',
    label: labels[node]?.place ?? '',
    actions: below.map(({ taken = null }) => nameOf(taken)),
    chances: summingTo1(below.map(({ chance = 0 }) => exactOf(chance))).map(ratioOf),
    children,
    outcome: undefined,
  };
}

function setOf({ informationSets, payeeOf, payees }: Game, set: number): TreeSet {
  const { player, label, knows } = informationSets.describe(set);
  const payee = payeeOf[player.index] ?? 0;
  const known = knows.map((each) => `${each.who ? `${each.who.name} ` : ''}${each.label} = ${show(each.value)}`);
  const member = payees[payee] === player.name ? '' : `${player.name}: `;
  return {
    player: payee,
    label: [`${member}${label}`, ...known].join(', '),
    actions: informationSets.actions(set).map(nameOf),
  };
}

/** Symbols and texts are themselves; everything else as an author writes it. */
function nameOf(value: Value): string {
  return typeof value === 'string' ? value : show(value);
}

function outcomeOf({ exact, payoff, payees }: Game, end: number): TreeOutcome {
  const first = end * payees.length;
  const pay = payees.map((_, payee) => {
    const at = first + payee;
    return ratioOf(exactOf(exact?.payoff.at(at) ?? new Float(payoff[at] ?? 0)));
  });
  return { label: '', pay };
}

function exactOf(value: Exact | Float): Exact {
  if (!(value instanceof Float)) return value;
  const text = String(Math.abs(value.value));
  return value.value < 0 ? sub(0, parseExact(text)) : parseExact(text);
}

function summingTo1(chances: readonly Exact[]): readonly Exact[] {
  const missing = sub(1, chances.reduce<Exact>(add, 0));
  const last = chances.length - 1;
  return missing === 0 ? chances : chances.map((chance, at) => (at === last ? add(chance, missing) : chance));
}

function ratioOf(value: Exact): Ratio {
  return { num: BigInt(numerator(value)), den: BigInt(denominator(value)) };
}

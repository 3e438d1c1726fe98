import type { CommitmentProblem, Commitments, Game } from '../contract/index.ts';
import { toDouble } from './numbers.ts';

/** Actor code of chance nodes, and of ends. */
const CHANCE = -1;

/**
 * What the solver asks of the game, computed in one pass over the nodes: chances on the way, and the last action of
 * each player. Actions are named by position: firstAction[set] + action.
 */
export interface Tree {
  readonly game: Game;
  readonly commitments: Commitments;
  readonly leader: number;
  /** Players other than the leader that choose or report. */
  readonly followers: readonly number[];
  /** Product of the chances on the way to each node. */
  readonly reach: Float64Array;
  /**
   * By player, then node: the position of the player's last action on the way there, or -1. Empty for players that
   * never act.
   */
  readonly last: readonly Int32Array[];
  /** The set of each action position. */
  readonly setOf: Int32Array;
  /** The position of the action that leads to a set, by set: the player's own last one, or -1. */
  readonly before: Int32Array;
  /** Sets of the same player that come next after an action, by position. */
  readonly next: readonly (readonly number[])[];
  /** Sets of each player that come before all its others. */
  readonly roots: readonly (readonly number[])[];
  /** By set, 1 where a `may leave` is a move (`quit`). */
  readonly exits: Uint8Array;
}

export function indexTree({ game, leader, followers }: CommitmentProblem): Tree | undefined {
  if (!game.commitments) return undefined;
  const { count, player, firstAction } = game.informationSets;
  const acting = new Set(player);
  const setOf = new Int32Array(firstAction[count] ?? 0);
  for (let set = 0; set < count; set++) setOf.fill(set, firstAction[set], firstAction[set + 1]);
  const last = game.players.map((_, p) => (acting.has(p) ? lastActions(game, p) : new Int32Array(0)));
  const before = new Int32Array(count).fill(-1);
  for (let node = 0; node < game.nodes; node++) {
    const actor = game.actor[node] ?? CHANCE;
    if (actor >= 0) before[game.index[node] ?? 0] = last[actor]?.[node] ?? -1;
  }
  const next = Array.from(setOf, (): number[] => []);
  const roots = game.players.map((): number[] => []);
  for (let set = 0; set < count; set++) {
    const position = at(before, set);
    (position < 0 ? roots[at(player, set)] : next[position])?.push(set);
  }
  return {
    game,
    commitments: game.commitments,
    leader,
    followers: followers.filter((f) => acting.has(f)),
    reach: chancesOf(game),
    last,
    setOf,
    before,
    next,
    roots,
    exits: exitsOf(game),
  };
}

/** The coefficient of a money term, rounded. */
export function coefficientAt({ termCoefficient }: Commitments, term: number): number {
  const coefficient = termCoefficient[term] ?? 0;
  return typeof coefficient === 'number' ? coefficient : toDouble(coefficient);
}

function chancesOf({ nodes, parent, chance }: Game): Float64Array {
  const reach = new Float64Array(nodes).fill(1);
  for (let node = 1; node < nodes; node++) reach[node] = (reach[parent[node] ?? 0] ?? 0) * (chance[node] ?? 0);
  return reach;
}

function lastActions(game: Game, player: number): Int32Array {
  const { nodes, firstChild, actor } = game;
  const last = new Int32Array(nodes);
  last[0] = -1;
  for (let from = 0; from < nodes; from++) {
    const first = firstChild[from] ?? 0;
    const next = firstChild[from + 1] ?? 0;
    const isOwn = actor[from] === player && first < next;
    let position = isOwn ? positionOf(game, first) : (last[from] ?? -1);
    // Written out: filling so short a stretch costs more by calling `fill`.
    for (let node = first; node < next; node++) last[node] = isOwn ? position++ : position;
  }
  return last;
}

/** The action position of the edge to a node whose parent is a decision. */
export function positionOf(game: Game, node: number): number {
  return at(game.informationSets.firstAction, at(game.index, at(game.parent, node))) + actionTo(game, node);
}

/**
 * The action that leads to a node whose parent is a decision. After a lie of somebody else a report has its truthful
 * branch only, since two liars at once are nobody's deviation.
 */
export function actionTo(game: Game, node: number): number {
  const { parent, firstChild, index, informationSets } = game;
  const from = at(parent, node);
  const first = at(firstChild, from);
  const set = at(index, from);
  const isWhole = at(firstChild, from + 1) - first === actionsOf(game, set);
  return node - first + (isWhole ? 0 : Math.max(0, at(informationSets.truthful, set)));
}

export function actionsOf(game: Game, set: number): number {
  const { firstAction } = game.informationSets;
  return at(firstAction, set + 1) - at(firstAction, set);
}

export function isReport(game: Game, set: number): boolean {
  return at(game.informationSets.truthful, set) >= 0;
}

/** By set, 1 where a `may leave` is a move (`quit`). Everybody stays there, unless it deviates. */
function exitsOf(game: Game): Uint8Array {
  const { informationSets } = game;
  return Uint8Array.from({ length: informationSets.count }, (_, set) =>
    isReport(game, set) && informationSets.describe(set).id < 0 ? 1 : 0,
  );
}

export function isChance(game: Game, node: number): boolean {
  return at(game.actor, node) === CHANCE;
}

/** An entry that is there by construction; 0 outside, where typed arrays have nothing. */
export function at(list: ArrayLike<number> | undefined, index: number): number {
  return list?.[index] ?? 0;
}

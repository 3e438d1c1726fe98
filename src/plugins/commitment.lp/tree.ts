import type { CommitmentProblem, Commitments, Game } from '../contract/index.ts';
import { toDouble } from './numbers.ts';
import { measured, type Units } from './units.ts';

/** Actor code of chance nodes. */
const CHANCE = -1;

/**
 * What the solver asks of the game: chances on the way to the ends, and how the sets of each player follow each other.
 * Actions are named by position: firstAction[set] + action.
 */
export interface Tree {
  /** With payoffs and money in units of their own. */
  readonly game: Game;
  readonly commitments: Commitments;
  readonly units: Units;
  /** The same conditions in the numbers of the scenario, for words. */
  readonly written: Commitments;
  readonly leader: number;
  /** Players other than the leader that choose or report. */
  readonly followers: readonly number[];
  /**
   * Nodes before the deepest level, in which there are ends alone: most nodes of a large tree. What is handed down the
   * tree is kept for these, and noted at the ends.
   */
  readonly innerNodes: number;
  /** Product of the chances on the way to each end. */
  readonly reach: Float64Array;
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

export function indexTree({ game: given, leader, followers }: CommitmentProblem): Tree | undefined {
  if (!given.commitments) return undefined;
  const { game, commitments, units } = measured(given, given.commitments, leader);
  const { count, player, firstAction } = game.informationSets;
  const acting = new Set(player);
  const setOf = new Int32Array(firstAction[count] ?? 0);
  for (let set = 0; set < count; set++) setOf.fill(set, firstAction[set], firstAction[set + 1]);
  const before = actionsBefore(game);
  const innerNodes = game.levels.at(-2) ?? 0;
  const next = Array.from(setOf, (): number[] => []);
  const roots = game.players.map((): number[] => []);
  for (let set = 0; set < count; set++) {
    const position = at(before, set);
    (position < 0 ? roots[at(player, set)] : next[position])?.push(set);
  }
  return {
    game,
    commitments,
    units,
    written: given.commitments,
    leader,
    followers: followers.filter((f) => acting.has(f)),
    innerNodes,
    reach: chancesOfEnds(game, innerNodes),
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

/** By end, the product of the chances on the way there. Linear in the nodes. */
function chancesOfEnds(game: Game, inner: number): Float64Array {
  const { ends, firstChild, actor, index, chance } = game;
  const reach = new Float64Array(ends).fill(1);
  const state = new Float64Array(inner).fill(1);
  for (let from = 0; from < inner; from++) {
    const first = firstChild[from] ?? 0;
    const next = firstChild[from + 1] ?? 0;
    const before = state[from] ?? 0;
    if (first === next) reach[index[from] ?? 0] = before;
    const isDraw = actor[from] === CHANCE;
    for (let node = first; node < next; node++) {
      const after = isDraw ? before * (chance[node] ?? 0) : before;
      if (node < inner) state[node] = after;
      else reach[index[node] ?? 0] = after;
    }
  }
  return reach;
}

/** By set, the position of the action that leads there: sequences as the game counts them, each with its position. */
function actionsBefore({ players, informationSets }: Game): Int32Array {
  const { count, player, firstAction, firstSequence, parentSequence, sequences } = informationSets;
  const positions = players.map((_, p) => new Int32Array(at(sequences, p)).fill(-1));
  for (let set = 0; set < count; set++) {
    const own = positions[at(player, set)];
    const first = at(firstAction, set);
    const shift = at(firstSequence, set) - first;
    for (let position = first; own && position < at(firstAction, set + 1); position++) own[position + shift] = position;
  }
  return Int32Array.from(player, (who, set) => positions[who]?.[at(parentSequence, set)] ?? -1);
}

/**
 * The action that leads to a decision's first child; the others follow. After a lie of somebody else a report has its
 * truthful branch only, since two liars at once are nobody's deviation.
 */
export function firstOption({ firstChild, index, informationSets }: Game, from: number): number {
  const { firstAction, truthful } = informationSets;
  const set = index[from] ?? 0;
  const children = (firstChild[from + 1] ?? 0) - (firstChild[from] ?? 0);
  const actions = (firstAction[set + 1] ?? 0) - (firstAction[set] ?? 0);
  return children === actions ? 0 : Math.max(0, truthful[set] ?? 0);
}

/** The action that leads to a node whose parent is a decision. */
export function actionTo(game: Game, node: number): number {
  const from = game.parent[node] ?? 0;
  return node - (game.firstChild[from] ?? 0) + firstOption(game, from);
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

import type { Game } from '../game/game.ts';
import { at } from './number.ts';

/**
 * What one player decides, as its own tree: sets hang on the sequences (own earlier actions) that lead to them, ends on
 * the last own action before them. With perfect recall this is a forest, and a best reply is one pass over it.
 */
export interface OwnTree {
  readonly player: number;
  readonly sequences: number;
  /** The player's information sets, those earlier in its own order first. */
  readonly sets: readonly number[];
  /** Information set to which a sequence's action belongs; -1 for the empty sequence. */
  readonly setOf: Int32Array;
  /** For each end the player's last sequence before it. */
  readonly last: Int32Array;
}

/** Sequences of a player along the tree, one for each history: 0 before its first action. */
export function sequenceAtNodes(game: Game, player: number): Int32Array {
  const { firstChild, actor, index } = game;
  const { firstSequence } = game.informationSets;
  const sequence = new Int32Array(game.nodes);
  for (let node = 0; node < game.nodes; node++) {
    const first = firstChild[node] ?? 0;
    const last = firstChild[node + 1] ?? 0;
    if (actor[node] !== player) {
      const before = sequence[node] ?? 0;
      // Written out: filling so short a stretch costs more by calling `fill`.
      if (before !== 0) for (let child = first; child < last; child++) sequence[child] = before;
      continue;
    }
    const own = at(firstSequence, at(index, node)) + firstOption(game, node) - first;
    for (let child = first; child < last; child++) sequence[child] = own + child;
  }
  return sequence;
}

/** Linear in the tree. */
export function ownTree(game: Game, player: number): OwnTree {
  const { informationSets } = game;
  const sequences = at(informationSets.sequences, player);
  const setOf = new Int32Array(sequences).fill(-1);
  // Sets after a sequence, as linked lists: the first of each sequence, and the next of each set.
  const firstAfter = new Int32Array(sequences).fill(-1);
  const nextAfter = new Int32Array(informationSets.count).fill(-1);
  for (let set = informationSets.count - 1; set >= 0; set--) {
    if (at(informationSets.player, set) !== player) continue;
    const first = at(informationSets.firstSequence, set);
    setOf.fill(set, first, first + actionCount(game, set));
    const parent = at(informationSets.parentSequence, set);
    nextAfter[set] = at(firstAfter, parent);
    firstAfter[parent] = set;
  }
  const sets: number[] = [];
  const append = (sequence: number): void => {
    for (let set = at(firstAfter, sequence); set >= 0; set = at(nextAfter, set)) sets.push(set);
  };
  append(0);
  for (let next = 0; next < sets.length; next++) {
    const set = at(sets, next);
    const first = at(informationSets.firstSequence, set);
    for (let action = 0; action < actionCount(game, set); action++) append(first + action);
  }
  return { player, sequences, sets, setOf, last: lastSequences(game, player) };
}

function lastSequences(game: Game, player: number): Int32Array {
  const nodes = sequenceAtNodes(game, player);
  const last = new Int32Array(game.ends);
  for (let end = 0; end < game.ends; end++) last[end] = nodes[game.endNode[end] ?? 0] ?? 0;
  return last;
}

/**
 * Which action leads to a decision's first child; the others follow. Below a lie of another player only the truthful branch of
 * a report is enumerated (two liars at once are nobody's deviation): then the only child is not the first action.
 */
export function firstOption(game: Game, node: number): number {
  const { index, firstChild, informationSets } = game;
  const { firstAction, truthful } = informationSets;
  const set = index[node] ?? -1;
  const children = (firstChild[node + 1] ?? 0) - (firstChild[node] ?? 0);
  const actions = (firstAction[set + 1] ?? 0) - (firstAction[set] ?? 0);
  return children < actions ? Math.max(0, truthful[set] ?? 0) : 0;
}

/** Number of actions at an information set. */
export function actionCount(game: Game, set: number): number {
  const { firstAction } = game.informationSets;
  return at(firstAction, set + 1) - at(firstAction, set);
}

export interface Reply {
  /** Worth of going on from each set (by set index), weighted as the ends were. */
  readonly worth: Float64Array;
  /** Action at each set of the player: the best where the conduct is free, else the likeliest. -1 at sets of others. */
  readonly choice: Int32Array;
}

/** For each sequence the player's first set on the way to it; -1 for the empty sequence. */
export function rootOfSequences(game: Game, tree: OwnTree): Int32Array {
  const { parentSequence, firstSequence } = game.informationSets;
  const roots = new Int32Array(tree.sequences).fill(-1);
  for (const set of tree.sets) {
    const parent = at(parentSequence, set);
    const first = at(firstSequence, set);
    roots.fill(parent === 0 ? set : at(roots, parent), first, first + actionCount(game, set));
  }
  return roots;
}

/** Sums what belongs to ends over the player's sequences; over all ends, or over some. */
export function gather(tree: OwnTree, worth: Float64Array, ends?: ArrayLike<number>): Float64Array {
  const gains = new Float64Array(tree.sequences);
  const count = ends ? ends.length : worth.length;
  for (let position = 0; position < count; position++) {
    const end = ends ? (ends[position] ?? 0) : position;
    const sequence = tree.last[end] ?? 0;
    gains[sequence] = (gains[sequence] ?? 0) + (worth[end] ?? 0);
  }
  return gains;
}

/** The sets at which the player moves first. */
export function rootSets(game: Game, tree: OwnTree): readonly number[] {
  return tree.sets.filter((set) => game.informationSets.parentSequence[set] === 0);
}

/** How a player goes on at a set: by these chances (indexed by action position), or as suits it best. */
export type Conduct = (set: number) => ArrayLike<number> | undefined;

/**
 * Backward induction over the own tree. `gains` holds, for each sequence, the sum of weight x utility over the ends that
 * have it last; it is overwritten, and its entry 0 ends as the worth of the whole. Among equally good actions, the first.
 */
export function reply(game: Game, tree: OwnTree, gains: Float64Array, conduct: Conduct): Reply {
  const { firstAction, firstSequence, parentSequence, count } = game.informationSets;
  const worth = new Float64Array(count);
  const choice = new Int32Array(count).fill(-1);
  for (let position = tree.sets.length - 1; position >= 0; position--) {
    const set = at(tree.sets, position);
    const after = gains.subarray(at(firstSequence, set), at(firstSequence, set) + actionCount(game, set));
    const chances = conduct(set);
    const first = at(firstAction, set);
    const liking = chances ? (action: number) => at(chances, first + action) : (action: number) => at(after, action);
    let best = 0;
    for (let action = 1; action < after.length; action++) if (liking(action) > liking(best)) best = action;
    choice[set] = best;
    worth[set] = chances
      ? after.reduce((sum, gain, action) => sum + at(chances, first + action) * gain, 0)
      : at(after, best);
    const parent = at(parentSequence, set);
    gains[parent] = at(gains, parent) + at(worth, set);
  }
  return { worth, choice };
}

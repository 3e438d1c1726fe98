import { at, entry } from '../certify/number.ts';
import { actionCount, firstOption } from '../certify/own-tree.ts';
import { END, type Game, type InformationSets } from '../game/game.ts';
import type { RemainingTree } from './remaining-tree.ts';

/** The information sets that are left, numbered anew in the order in which histories come to them. */
export interface RemainingSets {
  readonly informationSets: InformationSets;
  /** Information set of each remaining decision, position of each end, -1 for draws. */
  readonly index: Int32Array;
  /** The set of the whole game that each is. */
  readonly origin: readonly number[];
}

export function remainingSets(game: Game, tree: RemainingTree): RemainingSets {
  const renumbered = new Map<number, number>();
  let ends = 0;
  const index = Int32Array.from(tree.from, (old, node) => {
    if (at(tree.actor, node) === END) return ends++;
    if (at(tree.actor, node) < 0) return -1;
    const set = at(game.index, old);
    const number = renumbered.get(set) ?? renumbered.size;
    renumbered.set(set, number);
    return number;
  });
  const origin = [...renumbered.keys()];
  return { informationSets: numbered(game, tree, index, origin, renumbered), index, origin };
}

function numbered(
  game: Game,
  tree: RemainingTree,
  index: Int32Array,
  origin: readonly number[],
  renumbered: ReadonlyMap<number, number>,
): InformationSets {
  const before = game.informationSets;
  const player = Int8Array.from(origin, (set) => at(before.player, set));
  const sequences = new Int32Array(game.players.length).fill(1);
  const firstSequence = new Int32Array(origin.length);
  const firstAction = new Int32Array(origin.length + 1);
  for (const [set, old] of origin.entries()) {
    const actions = actionCount(game, old);
    firstSequence[set] = at(sequences, at(player, set));
    sequences[at(player, set)] = at(firstSequence, set) + actions;
    firstAction[set + 1] = at(firstAction, set) + actions;
  }
  return {
    count: origin.length,
    player,
    firstAction,
    parentSequence: parentSequences(game, tree, index, player, firstSequence),
    firstSequence,
    truthful: Int32Array.from(origin, (set) => at(before.truthful, set)),
    sequences,
    describe: (set) => before.describe(entry(origin, set)),
    actions: (set) => before.actions(entry(origin, set)),
    ofSituation: (situation) => renumbered.get(before.ofSituation(situation)) ?? -1,
  };
}

/** Each set's own earlier action, with fixed decisions left out. */
function parentSequences(
  game: Game,
  tree: RemainingTree,
  index: Int32Array,
  player: Int8Array,
  firstSequence: Int32Array,
): Int32Array {
  const parents = new Int32Array(player.length);
  for (const one of new Set(player)) {
    const sequence = new Int32Array(tree.from.length);
    for (let node = 0; node < tree.from.length; node++) {
      const isOwn = at(tree.actor, node) === one;
      const set = at(index, node);
      if (isOwn) parents[set] = at(sequence, node);
      const first = at(tree.firstChild, node);
      const own = isOwn ? at(firstSequence, set) + firstOption(game, entry(tree.from, node)) : -1;
      for (let child = first; child < at(tree.firstChild, node + 1); child++)
        sequence[child] = isOwn ? own + child - first : at(sequence, node);
    }
  }
  return parents;
}

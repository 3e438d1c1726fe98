import type { Game, GameSize } from './game.ts';

/** Parent, first child, actor, index and chance of a node. */
const NODE = 4 + 4 + 1 + 4 + 8;
/** A guess at how many histories are ends, and at the share of information sets. */
const ENDS = 0.6;
const SETS = 12;

/** Bytes that a history takes, about, with its share of ends and information sets; what budgets are reckoned with. */
export function bytesOf(payees: number): number {
  return NODE + SETS + ENDS * (4 + 8 * payees);
}

/** How large a game is. `bytes` counts its arrays, exact numbers left out. */
export function sizeOf(game: Game): GameSize {
  const { informationSets: sets } = game;
  const arrays = [
    game.levels,
    game.parent,
    game.firstChild,
    game.actor,
    game.index,
    game.chance,
    game.endNode,
    game.payoff,
    sets.player,
    sets.firstAction,
    sets.parentSequence,
    sets.firstSequence,
    sets.truthful,
  ];
  return {
    nodes: game.nodes,
    ends: game.ends,
    informationSets: sets.count,
    sequences: sets.sequences.reduce((sum, count) => sum + count, 0),
    bytes: arrays.reduce((sum, { byteLength }) => sum + byteLength, 0),
  };
}

import type { SeatWorld } from '../../plugins/contract/seat.ts';
import { type FixedRules, fixedPart } from '../answer/index.ts';
import { payoffs } from '../certify/walk.ts';
import { eachHistory } from '../game/decisions.ts';
import type { PlayedGame } from '../game/game.ts';
import { toDouble } from '../play/numeric.ts';
import { paidBy } from './measured.ts';

/** The game around a seat: what is fixed of it is looked at when somebody asks. */
export function seatWorld(game: PlayedGame, sets: readonly number[], rules: FixedRules): SeatWorld {
  const part = fixedPart(game, rules);
  return {
    game,
    sets,
    fixed: part.fixedSets,
    chances: Float64Array.from(part.chances, (chance) => toDouble(chance)),
    payoff: payoffs(game, paidBy(part)),
    told: (player) => toldOnTheWay(game, player),
  };
}

function toldOnTheWay(game: PlayedGame, player: number): Uint8Array {
  const knowledge = new Int32Array(game.nodes);
  const told = new Uint8Array(game.nodes);
  eachHistory(game, (node, process) => {
    knowledge[node] = process.knowledge(player);
    const parent = game.parent[node] ?? -1;
    if (node > 0 && parent >= 0 && knowledge[parent] !== knowledge[node]) told[node] = 1;
  });
  return told;
}

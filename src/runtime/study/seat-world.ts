import type { SeatWorld } from '../../plugins/contract/seat.ts';
import { type FixedPart, type FixedRules, fixedPart } from '../answer/index.ts';
import { eachHistory } from '../game/decisions.ts';
import type { PlayedGame } from '../game/game.ts';
import { toDouble } from '../play/numeric.ts';

/** The game around a seat: what is fixed of it is looked at when somebody asks. */
export function seatWorld(game: PlayedGame, sets: readonly number[], rules: FixedRules): SeatWorld {
  const part = fixedPart(game, rules);
  return {
    game,
    sets,
    fixed: part.fixedSets,
    chances: Float64Array.from(part.chances, (chance) => toDouble(chance)),
    payoff: payoffWithMoney(game, part),
    told: (player) => toldOnTheWay(game, player),
  };
}

function payoffWithMoney({ payoff, payees, commitments }: PlayedGame, { money, fixedCells }: FixedPart): Float64Array {
  const all = payoff.slice();
  if (!commitments) return all;
  const { termStart, termCell, termPayee, termCoefficient } = commitments;
  for (let end = 0; end + 1 < termStart.length; end++) {
    for (let term = termStart[end] ?? 0; term < (termStart[end + 1] ?? 0); term++) {
      const cell = termCell[term] ?? 0;
      const amount = fixedCells[cell] === 1 ? toDouble(money[cell] ?? 0) : Number.NaN;
      const at = end * payees.length + (termPayee[term] ?? 0);
      all[at] = (all[at] ?? 0) + toDouble(termCoefficient[term] ?? 0) * amount;
    }
  }
  return all;
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

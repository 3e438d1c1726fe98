import type { SeatDecision } from '../../plugins/contract/seat.ts';
import type { Game } from '../game/game.ts';
import type { Known } from '../play/play.ts';
import { printed, toJson } from '../play/show.ts';
import { knownRecords } from './strategy.ts';

/** An information set, as who sits in the seat of its player is asked about it. */
export function decisionOf({ informationSets }: Game, set: number): SeatDecision {
  const { player, label, knows } = informationSets.describe(set);
  const actions = informationSets.actions(set);
  return {
    player: player.name,
    choice: label,
    knows: knows.flatMap(knownRecords),
    known: knows.map(knownText).join(', '),
    actions: actions.map(toJson),
    names: actions.map(printed),
  };
}

/** `card[ana] = 2`; of others' open moves, who made them: `bo: act = raise`. */
function knownText({ who, label, value }: Known): string {
  return `${who ? `${who.name}: ` : ''}${label} = ${printed(value)}`;
}

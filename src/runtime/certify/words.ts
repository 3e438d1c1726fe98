import type { Game } from '../game/game.ts';
import type { Known } from '../play/play.ts';
import { show } from '../play/show.ts';
import { at } from './number.ts';
import { firstOption } from './own-tree.ts';

/** `value[1] = 0.7, bo: first = bet`; `nothing` for an empty record. */
export function showRecord(record: readonly Known[]): string {
  if (record.length === 0) return 'nothing';
  return record
    .map((known) => `${known.who ? `${known.who.name}: ` : ''}${known.label} = ${show(known.value)}`)
    .join(', ');
}

/** An action of an information set, in words. */
export function showAction(game: Game, set: number, action: number): string {
  const value = game.informationSets.actions(set)[action];
  return value === undefined ? `option ${action + 1}` : show(value);
}

/** The decisions on the way to a history: `claim = 2, quality = 8`. */
export function showPath(game: Game, node: number): string {
  const steps: string[] = [];
  for (let child = node; child > 0; child = at(game.parent, child)) {
    const parent = at(game.parent, child);
    if (at(game.actor, parent) < 0) continue;
    const set = at(game.index, parent);
    const { label } = game.informationSets.describe(set);
    steps.unshift(
      `${label} = ${showAction(game, set, child - at(game.firstChild, parent) + firstOption(game, parent))}`,
    );
  }
  return steps.length === 0 ? 'no decisions' : steps.join(', ');
}

/** At most six significant digits: `0.05`, `1.23457`. */
export function showAmount(amount: number): string {
  return String(Number(amount.toPrecision(6)));
}

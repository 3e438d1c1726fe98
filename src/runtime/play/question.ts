import type { Options } from './intern.ts';
import type { Label } from './label.ts';
import type { Machine } from './machine.ts';
import { type Asker, Moment } from './moment.ts';
import { settled } from './statement/settle.ts';
import type { Player, Value } from './value.ts';

const NO_CHANCES: readonly number[] = [];

/** A choice that a player is asked for, whatever it knows: with its record it becomes an event. */
export interface Question {
  readonly asker: Asker;
  readonly next: number;
  readonly label: Label;
  readonly player: Player;
  readonly offer: Options;
  readonly paths: readonly (readonly Value[])[];
}

/**
 * Puts a question: the event of the machine is the situation in which its player is. What has been asked in that situation
 * before, in the same words, is the same event. Throws a PlayFault where the situation has offered something else.
 */
export function put(question: Question, machine: Machine): void {
  const { asker, next, label, player, offer, paths } = question;
  const { situations } = machine.program;
  const record = machine.records[player.index] ?? 0;
  const situation = situations.id('choice', player.index, record, label.id, offer, -1);
  const before = situations.asked[situation];
  if (
    before !== undefined &&
    before.asker === asker &&
    before.paths[0] === paths[0] &&
    situations.options(situation) === offer
  ) {
    machine.event = before;
    return;
  }
  const known = settled(machine, situation, offer, -1, player, label.text, asker.span);
  const moment = new Moment(
    'choice',
    label,
    asker,
    next,
    known.values,
    NO_CHANCES,
    paths,
    player,
    situation,
    -1,
    known,
    undefined,
  );
  situations.asked[situation] = moment;
  machine.event = moment;
}

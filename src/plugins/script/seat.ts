import {
  placeOf,
  Refusal,
  type Seat,
  type SeatAnswer,
  type SeatDecision,
  type SeatRequest,
} from '../contract/index.ts';
import { lotteryOf } from './lottery.ts';
import type { ScriptOptions } from './options.ts';
import { foundIn, type Table, tableOf } from './table.ts';

/**
 * Somebody who plays by a script: at each decision the rule of its choice says a move or chances of moves, else the first row of the
 * table that fits what the player knows. Refuses, by name, a place of which neither says anything.
 */
export class ScriptSeat implements Seat<ScriptOptions> {
  behave(request: SeatRequest<ScriptOptions>, options: ScriptOptions): SeatAnswer {
    const table = options.file === undefined ? undefined : tableIn(request, options.file);
    const chances = request.decisions.map((decision, at) => chancesAt(decision, request.optionsAt(at), table));
    return { chances };
  }
}

/** Throws a Refusal for a file that cannot be read, is no table, or is for a choice that is not there. */
function tableIn({ read, decisions }: SeatRequest<ScriptOptions>, file: string): Table {
  const found = read(file);
  if ('refused' in found) throw new Refusal([`\`${file}\` cannot be read: ${found.refused}`], []);
  const table = tableOf(found.text, file);
  const stranger = [...table.keys()].find(
    (key) => !decisions.some(({ choice }) => choice === key || choice.startsWith(`${key}[`)),
  );
  if (stranger === undefined) return table;
  throw new Refusal([`\`${file}\` is for \`${stranger}\`, which who sits here never chooses`], []);
}

function chancesAt(
  decision: SeatDecision,
  { rules, file, otherwise }: ScriptOptions,
  table: Table | undefined,
): readonly number[] {
  // What is for other choices has been left out.
  const [rule] = Object.entries(rules);
  if (rule) return lotteryOf(rule[1], decision, `the rule \`${rule[0]}\``);
  const row = table && foundIn(table, decision);
  if (row) return lotteryOf(row.play, decision, `\`${file}\``);
  if (otherwise === 'uniform') return decision.actions.map(() => 1 / decision.actions.length);
  throw new Refusal(
    [`nothing says what \`${decision.player}\` does as ${placeOf(decision)}`],
    ['Write a rule for it, or `otherwise: uniform`.'],
  );
}

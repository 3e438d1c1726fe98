import {
  placeOf,
  Refusal,
  type Seat,
  type SeatAnswer,
  type SeatDecision,
  type SeatRequest,
} from '../contract/index.ts';
import { keyOf } from './key.ts';
import type { StrategyOptions } from './options.ts';
import { behaviourIn } from './read.ts';

/** Chances may miss 1 by this much, from printing; they are divided by their sum. */
const SLACK = 1e-6;

/**
 * A saved strategy in a seat: at each information set, known by its player, its choice and all that the player knows, what the
 * file says of it. A refusal names the first place of which the file says nothing, or an action that is not there.
 */
export class StrategySeat implements Seat<StrategyOptions> {
  behave({ decisions, read }: SeatRequest, options: StrategyOptions): SeatAnswer {
    const found = read(options.file);
    if ('refused' in found) throw new Refusal([`\`${options.file}\` cannot be read: ${found.refused}`], []);
    const behaviour = behaviourIn(found.text, options);
    const chances = decisions.map((decision) => {
      const saved = behaviour.get(keyOf(decision.player, decision.choice, decision.knows));
      if (saved) return placed(decision, saved, options.file);
      if (options.otherwise === 'uniform') return decision.actions.map(() => 1 / decision.actions.length);
      throw new Refusal(
        [`\`${options.file}\` does not say what \`${decision.player}\` does as ${placeOf(decision)}`],
        ['Save a strategy of this game, or write `otherwise: uniform`.'],
      );
    });
    return { chances };
  }
}

function placed(decision: SeatDecision, chances: ReadonlyMap<string, number>, file: string): readonly number[] {
  const actions = new Map(decision.actions.map((action, at) => [JSON.stringify(action), at]));
  const row = decision.actions.map(() => 0);
  for (const [action, chance] of chances) {
    const at = actions.get(action);
    if (at !== undefined) row[at] = chance;
    else if (chance > 0)
      throw new Refusal(
        [`\`${file}\` has the action ${action} as ${placeOf(decision)}, which is not among those there`],
        [],
      );
  }
  const sum = row.reduce((total, chance) => total + chance, 0);
  if (row.some((chance) => chance < 0))
    throw new Refusal([`in \`${file}\` a chance as ${placeOf(decision)} is negative`], []);
  if (!(Math.abs(sum - 1) <= SLACK))
    throw new Refusal([`in \`${file}\` the chances as ${placeOf(decision)} sum to ${sum}, and not to 1`], []);
  return row.map((chance) => chance / sum);
}

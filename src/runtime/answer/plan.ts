import type { Profile } from '../../plugins/contract/solution.ts';
import { at } from '../certify/number.ts';
import { actionCount } from '../certify/own-tree.ts';
import type { Game } from '../game/game.ts';

/** The profile with a pure plan put in: an action at each set where the plan has one; -1 leaves a set as it is. */
export function withPlan(game: Game, profile: Profile, plan: Int32Array): Profile {
  const chances = Float64Array.from(profile.chances);
  for (let set = 0; set < plan.length; set++) {
    const chosen = at(plan, set);
    if (chosen < 0) continue;
    const first = at(game.informationSets.firstAction, set);
    for (let action = 0; action < actionCount(game, set); action++) chances[first + action] = action === chosen ? 1 : 0;
  }
  return { ...profile, chances };
}

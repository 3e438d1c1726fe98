import type { Profile } from '../../../plugins/contract/solution.ts';
import type { Game } from '../../game/game.ts';
import { at } from '../number.ts';
import { actionCount, type Conduct } from '../own-tree.ts';

/** At every set as the profile says. */
export function asPlanned(profile: Profile): Conduct {
  return () => profile.chances;
}

/** As suits the player best everywhere: lies, disobedience and any mixture. */
export const freely: Conduct = () => undefined;

/** The truth at every report, whatever suits the player best elsewhere: disobedience alone. */
export function truthfully(game: Game): Conduct {
  const { truthful, firstAction, count } = game.informationSets;
  const truth = new Float64Array(at(firstAction, count));
  for (let set = 0; set < count; set++) {
    const action = at(truthful, set);
    if (action >= 0 && action < actionCount(game, set)) truth[at(firstAction, set) + action] = 1;
  }
  return (set) => (at(truthful, set) >= 0 ? truth : undefined);
}

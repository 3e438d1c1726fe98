import type { Profile } from '../../plugins/contract/solution.ts';
import type { Game } from '../game/game.ts';
import { actionCount, type OwnTree, type Reply } from './own-tree.ts';
import { at } from './number.ts';
import { showAction, showRecord } from './words.ts';

/** A deviation in words, from the set where it begins. */
export interface Story {
  readonly knows: string;
  readonly deviation: string;
}

/** More steps than this would be no help to a reader. */
const STEPS = 3;
const SURE = 1 - 1e-9;

/**
 * Tells a deviation: begins at the first set, from `root` on, at which the reply leaves the profile, following the larger
 * gain; goes on with what it does after that.
 */
export function tell(game: Game, profile: Profile, tree: OwnTree, root: number, best: Reply, usual: Reply): Story {
  let set = root;
  while (follows(game, profile, set, at(best.choice, set))) {
    const next = largestGain(after(game, tree, set, at(best.choice, set)), best, usual);
    if (next === undefined) break;
    set = next;
  }
  const knows = showRecord(game.informationSets.describe(set).knows);
  const steps = [step(game, profile, set, at(best.choice, set), true)];
  let next = largestGain(after(game, tree, set, at(best.choice, set)), best, usual);
  while (next !== undefined && steps.length < STEPS) {
    const action = at(best.choice, next);
    if (actionCount(game, next) > 1) steps.push(`then ${step(game, profile, next, action, false)}`);
    next = largestGain(after(game, tree, next, action), best, usual);
  }
  return { knows, deviation: steps.join(', ') };
}

function follows(game: Game, profile: Profile, set: number, action: number): boolean {
  return at(profile.chances, at(game.informationSets.firstAction, set) + action) >= SURE;
}

/** The player's own next sets after an action. */
function after(game: Game, tree: OwnTree, set: number, action: number): readonly number[] {
  const sequence = at(game.informationSets.firstSequence, set) + action;
  return tree.sets.filter((next) => game.informationSets.parentSequence[next] === sequence);
}

function largestGain(sets: readonly number[], best: Reply, usual: Reply): number | undefined {
  const gain = (set: number): number => at(best.worth, set) - at(usual.worth, set);
  return sets.length === 0 ? undefined : sets.reduce((most, set) => (gain(set) > gain(most) ? set : most));
}

/** `reports 0.6 instead of 0.7`, `chooses shirk instead of work`. */
function step(game: Game, profile: Profile, set: number, action: number, contrast: boolean): string {
  const { kind, label } = game.informationSets.describe(set);
  const chosen = showAction(game, set, action);
  const verb = kind === 'report' ? `reports ${chosen}` : `chooses ${chosen}`;
  const place = contrast && kind !== 'report' ? '' : ` as ${label}`;
  const usual = contrast ? usualAction(game, profile, set) : undefined;
  return usual === undefined || usual === action ? `${verb}${place}` : `${verb} instead of ${showAction(game, set, usual)}`;
}

function usualAction(game: Game, profile: Profile, set: number): number {
  const first = at(game.informationSets.firstAction, set);
  let most = 0;
  for (let action = 1; action < actionCount(game, set); action++)
    if (at(profile.chances, first + action) > at(profile.chances, first + most)) most = action;
  return most;
}

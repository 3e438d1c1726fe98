import type { Profile } from '../../plugins/contract/solution.ts';
import type { Game } from '../game/game.ts';
import { at } from './number.ts';
import { actionCount, type OwnTree, type Reply } from './own-tree.ts';
import { showAction, showRecord } from './words.ts';

/** A deviation in words, from the set where it begins. */
export interface Story {
  readonly knows: string;
  readonly deviation: string;
}

/** More steps than this would be no help to a reader. */
const STEPS = 3;

/** Situation of a `may leave` line that was made a move: the play has none for it. */
const EXIT = -1;

/** Chances from here on are taken for sure. */
const SURE = 1 - 1e-9;

/**
 * Tells a deviation: begins at the first set, from `root` on, at which the reply leaves the profile, following the largest
 * gain; goes on with what it does after that, where it is worth most.
 */
export function tell(game: Game, profile: Profile, tree: OwnTree, root: number, best: Reply, usual: Reply): Story {
  const gain = (set: number): number => at(best.worth, set) - at(usual.worth, set);
  const after = (set: number): readonly number[] => setsAfter(game, tree, set, at(best.choice, set));
  let set = root;
  for (
    let next = most(after(set), gain);
    next !== undefined && follows(game, profile, set, best);
    next = most(after(set), gain)
  )
    set = next;
  const isStaying = (one: number): boolean =>
    game.informationSets.describe(one).id === EXIT && at(best.choice, one) === 0;
  // That it stays where it may leave goes without saying.
  const onwards = (one: number): readonly number[] =>
    after(one).flatMap((next) => (isStaying(next) ? onwards(next) : [next]));
  const steps = [firstStep(game, profile, set, at(best.choice, set))];
  const worth = (one: number): number => at(best.worth, one);
  for (
    let before = set, next = most(onwards(set), worth);
    next !== undefined;
    before = next, next = most(onwards(next), worth)
  ) {
    if (actionCount(game, next) > 1) steps.push(nextStep(game, before, next, at(best.choice, next)));
    if (steps.length === STEPS) break;
  }
  return { knows: showRecord(game.informationSets.describe(set).knows), deviation: steps.join(', ') };
}

/** Whether the profile does at the set what the reply does. */
function follows(game: Game, profile: Profile, set: number, best: Reply): boolean {
  return at(profile.chances, at(game.informationSets.firstAction, set) + at(best.choice, set)) >= SURE;
}

/** The player's own next sets after an action. */
function setsAfter(game: Game, tree: OwnTree, set: number, action: number): readonly number[] {
  const sequence = at(game.informationSets.firstSequence, set) + action;
  return tree.sets.filter((next) => game.informationSets.parentSequence[next] === sequence);
}

function most(sets: readonly number[], value: (set: number) => number): number | undefined {
  return sets.length === 0 ? undefined : sets.reduce((best, set) => (value(set) > value(best) ? set : best));
}

/** `reports 0.6 instead of 0.7`, `chooses shirk instead of work`; where the profile mixes, against what it does most. */
function firstStep(game: Game, profile: Profile, set: number, action: number): string {
  const { kind, id } = game.informationSets.describe(set);
  if (id === EXIT) return exitInWords(action);
  const verb = kind === 'report' ? 'reports' : 'chooses';
  const usual = usualAction(game, profile, set);
  const contrast = usual === action ? 'always' : `instead of ${showAction(game, set, usual)}`;
  return `${verb} ${showAction(game, set, action)} ${contrast}`;
}

/** `then, told signal = up, chooses accept`. */
function nextStep(game: Game, before: number, set: number, action: number): string {
  const { kind, id, knows } = game.informationSets.describe(set);
  const known = game.informationSets.describe(before).knows.length;
  const told = knows.slice(known).filter((entry) => entry.kind !== 'own');
  const news = told.length > 0 ? `, told ${showRecord(told)},` : '';
  const does =
    id === EXIT ? exitInWords(action) : `${kind === 'report' ? 'reports' : 'chooses'} ${showAction(game, set, action)}`;
  return `then${news} ${does}`;
}

/** To stay is the first action where `may leave` is a move. */
function exitInWords(action: number): string {
  return action === 0 ? 'stays' : 'leaves';
}

function usualAction(game: Game, profile: Profile, set: number): number {
  const first = at(game.informationSets.firstAction, set);
  let usual = 0;
  for (let action = 1; action < actionCount(game, set); action++)
    if (at(profile.chances, first + action) > at(profile.chances, first + usual)) usual = action;
  return usual;
}

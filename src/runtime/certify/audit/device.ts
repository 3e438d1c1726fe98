import type { Profile } from '../../../plugins/contract/solution.ts';
import type { Game } from '../../game/game.ts';
import type { Known } from '../../play/play.ts';
import type { Witness } from '../certificate.ts';
import { at, entry } from '../number.ts';
import { actionCount, type OwnTree, ownTree } from '../own-tree.ts';
import { showAmount, showRecord } from '../words.ts';

/**
 * Whether each finite rule depends on the world only through its own arguments, although the rules of one player are drawn
 * jointly. For each value of a rule's arguments there must be one lottery that gives every draw at least the chance
 * which it has together with whatever else was drawn before: so the largest of these chances may not add up to more than 1. The excess is
 * what the rule knows too much. (Necessary; with two rules that do not know each other's arguments it is the
 * requirement that their marginals depend on their own arguments only.)
 */
export function* rulesThatKnowTooMuch(game: Game, profile: Profile): Generator<Witness> {
  for (const leader of game.commitments?.leaders ?? [])
    for (const [cell, contexts] of drawsByCell(game, profile, ownTree(game, leader))) {
      const largest: number[] = [];
      for (const chances of contexts.values())
        for (const [draw, chance] of chances.entries()) largest[draw] = Math.max(largest[draw] ?? 0, chance);
      const gain = largest.reduce((sum, chance) => sum + chance, 0) - 1;
      if (gain <= 0 || contexts.size < 2) continue;
      const deviation = `\`${cell.label}\` depends on more than its arguments, by ${showAmount(gain)}`;
      const player = entry(game.players, leader);
      yield { player, knows: cell.knows, deviation, gain, rules: [cell.label], isFault: true };
    }
}

interface Cell {
  readonly label: string;
  readonly knows: string;
}

/** For each rule and value of its arguments, in each context (the cells drawn before it), the chance of each draw. */
function drawsByCell(game: Game, profile: Profile, tree: OwnTree): ReadonlyMap<Cell, ReadonlyMap<string, number[]>> {
  const weight = weights(game, profile, tree);
  const cells = new Map<string, Cell>();
  const byCell = new Map<Cell, Map<string, number[]>>();
  for (const set of tree.sets) {
    const { label, knows, earlier } = game.informationSets.describe(set);
    const key = cellKey(label, knows);
    const cell = cells.get(key) ?? { label, knows: showRecord(knows) };
    cells.set(key, cell);
    const contexts = byCell.get(cell) ?? new Map<string, number[]>();
    byCell.set(cell, contexts);
    const context = earlier.map((draw) => cellKey(draw.label, draw.arguments)).join('; ');
    const chances = contexts.get(context) ?? [];
    contexts.set(context, chances);
    const first = at(game.informationSets.firstSequence, set);
    for (let action = 0; action < actionCount(game, set); action++)
      chances[action] = (chances[action] ?? 0) + at(weight, first + action);
  }
  return byCell;
}

function cellKey(label: string, knows: readonly Known[]): string {
  return `${label}(${showRecord(knows)})`;
}

/** Chance of each sequence of the leader's own draws, whatever the world does. */
function weights(game: Game, profile: Profile, tree: OwnTree): Float64Array {
  const { parentSequence, firstSequence, firstAction } = game.informationSets;
  const weight = new Float64Array(tree.sequences);
  weight[0] = 1;
  for (const set of tree.sets)
    for (let action = 0; action < actionCount(game, set); action++)
      weight[at(firstSequence, set) + action] =
        at(weight, at(parentSequence, set)) * at(profile.chances, at(firstAction, set) + action);
  return weight;
}

import type { Profile } from '../../plugins/contract/solution.ts';
import { at, entry } from '../certify/number.ts';
import type { Game, NodeLabel, PlayedGame } from '../game/game.ts';
import { toDouble } from '../play/numeric.ts';
import type { FixedPart } from './fixed-part.ts';
import { remainingCommitments, remainingPayoffs } from './remaining-pay.ts';
import { remainingSets } from './remaining-sets.ts';
import { remainingTree } from './remaining-tree.ts';
import { settledPlay } from './settled-play.ts';

/** The game that fixed rules leave, and how its profiles become profiles of the whole. */
export interface Remaining {
  readonly game: PlayedGame;
  /** Puts the fixed part in; sets that the fixed rules exclude get an even lottery. */
  lift(profile: Profile): Profile;
}

/**
 * The game in which what formulas fix is nature's: fixed decisions become draws, without what they never take, and fixed
 * money becomes part of the utilities. Where no rule is left to commit, participation and requirements go too, and it is an ordinary game.
 * Linear in the tree.
 */
export function remainingGame(game: PlayedGame, fixed: FixedPart): Remaining {
  const tree = remainingTree(game, fixed);
  const sets = remainingSets(game, tree);
  const { payoff, exact, terms } = remainingPayoffs(game, tree, fixed);
  const left: PlayedGame = {
    play: settledPlay(game.play),
    payees: game.payees,
    players: game.players,
    payeeOf: game.payeeOf,
    nodes: tree.from.length,
    levels: tree.levels,
    parent: tree.parent,
    firstChild: tree.firstChild,
    actor: tree.actor,
    index: sets.index,
    chance: tree.chance,
    ends: tree.endNode.length,
    endNode: tree.endNode,
    payoff,
    informationSets: sets.informationSets,
    commitments: remainingCommitments(game, tree, fixed, sets.informationSets, terms),
    cells: game.cells,
    exact: exact && tree.exactChance && { chance: tree.exactChance, payoff: exact },
    labels: (count) => labelsOf(game, tree.from.slice(0, count)),
  };
  return { game: left, lift: (profile) => lifted(game, fixed, sets.origin, profile) };
}

/** Histories are called what they are called in the whole game. */
function labelsOf(game: Game, histories: readonly number[]): readonly NodeLabel[] {
  const labels = game.labels(histories.reduce((most, node) => Math.max(most, node + 1), 0));
  return histories.map((node) => entry(labels, node));
}

function lifted(game: Game, fixed: FixedPart, origin: readonly number[], profile: Profile): Profile {
  const { firstAction, count } = game.informationSets;
  const chances = new Float64Array(at(firstAction, count));
  for (let set = 0; set < count; set++) {
    const [first, next] = [at(firstAction, set), at(firstAction, set + 1)];
    for (let action = first; action < next; action++)
      chances[action] = at(fixed.fixedSets, set) === 1 ? toDouble(fixed.chances[action] ?? 0) : 1 / (next - first);
  }
  let position = 0;
  for (const set of origin)
    for (let action = at(firstAction, set); action < at(firstAction, set + 1); action++)
      chances[action] = at(profile.chances, position++);
  const money = Float64Array.from(fixed.money, (amount, cell) =>
    at(fixed.fixedCells, cell) === 1 ? toDouble(amount) : (profile.money[cell] ?? 0),
  );
  return { ...profile, chances, money };
}

import type { Profile } from '../../plugins/contract/solution.ts';
import { asPlanned, freely } from '../certify/audit/conduct.ts';
import { endsByReports, everyEnd } from '../certify/audit/ends.ts';
import { at, NEGLIGIBLE } from '../certify/number.ts';
import { actionCount, gather, type OwnTree, ownTree, reply } from '../certify/own-tree.ts';
import { payoffs, reach, weightedUtilities } from '../certify/walk.ts';
import type { Game } from '../game/game.ts';

/** What a player would lose by an action that the answer does not take, at a set where it can come to be. */
export interface ConductSlack {
  readonly set: number;
  readonly action: number;
  /** In the player's own utility, given that it is at the set; afterwards it goes on as suits it best. */
  readonly slack: number;
  /** The chance that a play comes to the set. */
  readonly mass: number;
}

/** Relative to the payoffs: a constraint with less slack than this binds. */
export const BINDING = 1e-7;

/**
 * How far a player is from each deviation, at every set that it reaches itself. Where it would know the reports of the others, the
 * least over those. Linear in the tree (times the others' reports, where those are known).
 */
export function conductSlacks(
  game: Game,
  profile: Profile,
  player: number,
  knowsReports: boolean,
): readonly ConductSlack[] {
  const tree = ownTree(game, player);
  const payoff = payoffs(game, profile.money);
  const worth = weightedUtilities(game, profile, payoff, at(game.payeeOf, player), [player]);
  const chances = reach(game, profile);
  const atEnds = Float64Array.from(game.endNode, (node) => at(chances, node));
  const own = ownReach(game, tree, profile);
  const least = new Map<number, ConductSlack>();
  for (const ends of knowsReports ? endsByReports(game, player) : [everyEnd(game)]) {
    const usual = reply(game, tree, gather(tree, worth, ends), asPlanned(profile));
    const free = gather(tree, worth, ends);
    reply(game, tree, free, freely);
    const mass = massOfSets(game, tree, gather(tree, atEnds, ends));
    for (const set of tree.sets) {
      const share = at(own, at(game.informationSets.parentSequence, set));
      if (share <= NEGLIGIBLE || at(mass, set) <= NEGLIGIBLE) continue;
      const first = at(game.informationSets.firstAction, set);
      const sequence = at(game.informationSets.firstSequence, set);
      for (let action = 0; action < actionCount(game, set); action++) {
        if (at(profile.chances, first + action) >= 1 - NEGLIGIBLE) continue;
        const slack = ((at(usual.worth, set) - at(free, sequence + action)) * share) / at(mass, set);
        const known = least.get(first + action);
        if (!known || slack < known.slack) least.set(first + action, { set, action, slack, mass: at(mass, set) });
      }
    }
  }
  return [...least.values()];
}

/** For each sequence of the player the product of its own chances on the way. */
function ownReach(game: Game, tree: OwnTree, profile: Profile): Float64Array {
  const { firstAction, firstSequence, parentSequence } = game.informationSets;
  const own = new Float64Array(tree.sequences);
  own[0] = 1;
  for (const set of tree.sets)
    for (let action = 0; action < actionCount(game, set); action++)
      own[at(firstSequence, set) + action] =
        at(own, at(parentSequence, set)) * at(profile.chances, at(firstAction, set) + action);
  return own;
}

/** The chance that a play passes each set, from the chances of ends by the player's last sequence, which are overwritten. */
function massOfSets(game: Game, tree: OwnTree, chances: Float64Array): Float64Array {
  const { firstSequence, parentSequence, count } = game.informationSets;
  const mass = new Float64Array(count);
  for (const set of tree.sets.toReversed()) {
    const first = at(firstSequence, set);
    for (let action = 0; action < actionCount(game, set); action++)
      mass[set] = at(mass, set) + at(chances, first + action);
    const parent = at(parentSequence, set);
    chances[parent] = at(chances, parent) + at(mass, set);
  }
  return mass;
}

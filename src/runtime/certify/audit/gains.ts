import type { Profile } from '../../../plugins/contract/solution.ts';
import type { Game } from '../../game/game.ts';
import type { Witness } from '../certificate.ts';
import { tell } from '../describe.ts';
import { at, entry } from '../number.ts';
import { type Conduct, gather, type OwnTree, ownTree, reply, rootOfSequences } from '../own-tree.ts';
import { rulesMet } from '../rules-met.ts';
import { typesOf } from '../types.ts';
import { type Played, weightedUtilities } from '../walk.ts';
import { endsByReports, everyEnd } from './ends.ts';

/** What a deviation may be, and what it is compared with. */
export interface Deviations {
  /** How the player goes on where it deviates: as suits it best where this gives no chances. */
  readonly deviating: Conduct;
  /** How it goes on where it does not. */
  readonly usual: Conduct;
  /** True: the deviation may depend on what the others report. */
  readonly knowsReports: boolean;
}

/**
 * The largest gain of one type of a player from a deviation, in its own utility: divided by the chance of the type (and of
 * the others' reports, where it knows them). Undefined where nobody gains. Linear in the tree; where reports are
 * known, also in the player's sequences times the others' reports. `play` is what happens under the profile.
 */
export function largestGain(
  game: Game,
  profile: Profile,
  player: number,
  allowed: Deviations,
  play: Played,
): Witness | undefined {
  const tree = ownTree(game, player);
  const types = typesOf(game, tree);
  const worth = weightedUtilities(game, profile, play.payoff, at(game.payeeOf, player), [player]);
  const chances = atEnds(game, play.chances);
  const roots = rootOfSequences(game, tree);
  let worst: Witness | undefined;
  let from = -1;
  for (const ends of allowed.knowsReports ? endsByReports(game, player) : [everyEnd(game)]) {
    const sums = gather(tree, worth, ends);
    const usual = reply(game, tree, sums.slice(), allowed.usual);
    const best = reply(game, tree, sums, allowed.deviating);
    const mass = massOfTypes(tree, ends, chances, roots, types);
    const gains = gainsOfTypes(types, (root) => at(best.worth, root) - at(usual.worth, root));
    for (const [type, { total, root }] of gains) {
      const gain = total / (mass.get(type) ?? 0);
      if (!Number.isFinite(gain) || gain <= (worst?.gain ?? 0)) continue;
      worst = { player: entry(game.players, player), gain, ...tell(game, profile, tree, root, best, usual) };
      from = root;
    }
  }
  return worst && { ...worst, rules: rulesMet(game, historiesOf(game, from), at(game.payeeOf, player)) };
}

function historiesOf(game: Game, set: number): ReadonlySet<number> {
  const histories = new Set<number>();
  for (let node = 0; node < game.nodes; node++)
    if (at(game.index, node) === set && at(game.actor, node) >= 0) histories.add(node);
  return histories;
}

/** What stands at the histories, by end. */
function atEnds({ ends, endNode }: Game, values: Float64Array): Float64Array {
  const found = new Float64Array(ends);
  for (let end = 0; end < ends; end++) found[end] = values[endNode[end] ?? 0] ?? 0;
  return found;
}

function massOfTypes(
  tree: OwnTree,
  ends: ArrayLike<number>,
  chances: Float64Array,
  roots: Int32Array,
  types: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const typeOf = Int32Array.from(roots, (root) => types.get(root) ?? -1);
  const mass = new Map<number, number>();
  for (let position = 0; position < ends.length; position++) {
    const end = ends[position] ?? 0;
    const chance = chances[end] ?? 0;
    const type = chance === 0 ? -1 : (typeOf[tree.last[end] ?? 0] ?? -1);
    if (type >= 0) mass.set(type, (mass.get(type) ?? 0) + chance);
  }
  return mass;
}

/** For each type the sum of the gains at its root sets, and the root set that gives most of it. */
function gainsOfTypes(
  types: ReadonlyMap<number, number>,
  gain: (root: number) => number,
): ReadonlyMap<number, { readonly total: number; readonly root: number }> {
  const gains = new Map<number, { total: number; root: number }>();
  for (const [root, type] of types) {
    const sum = gains.get(type);
    if (!sum) gains.set(type, { total: gain(root), root });
    else {
      sum.total += gain(root);
      if (gain(root) > gain(sum.root)) sum.root = root;
    }
  }
  return gains;
}

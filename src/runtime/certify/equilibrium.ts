import type { Profile } from '../../plugins/contract/solution.ts';
import type { Game } from '../game/game.ts';
import { asPlanned, freely } from './audit/conduct.ts';
import { improperChances } from './audit/rules.ts';
import type { Certificate, Witness } from './certificate.ts';
import { tell } from './describe.ts';
import { at, entry } from './number.ts';
import { gather, ownTree, reply, rootSets } from './own-tree.ts';
import { type JointReply, jointBestReply } from './team.ts';
import { expectedUtilities, payoffs, reach, weightedUtilities } from './walk.ts';
import { showAction, showRecord } from './words.ts';

/** What a payee could have at best, by one player's or one team's deviation: exactly, or between two numbers. */
interface Improvement {
  readonly lower: number;
  readonly upper: number;
  readonly witness: Witness | undefined;
}

/**
 * Certifies an equilibrium by NashConv: the sum over payees of what an exact best response gains. Any number of players, any
 * sums; reports count as choices. For a team it is the joint best response of its members, who each know what they
 * know; where the search for it runs out of `work`, the certificate is estimated, its interval a proved bracket and its gap
 * the upper end. Chances that are none count by how far they are from it, where that is more. Linear in the tree for each player; teams cost more.
 */
export function certifyEquilibrium(game: Game, profile: Profile, work: number): Certificate {
  const payoff = payoffs(game, profile.money);
  const values = expectedUtilities(game, reach(game, profile), payoff);
  let lower = 0;
  let upper = 0;
  let witness: Witness | undefined;
  for (let payee = 0; payee < game.payees.length; payee++) {
    const found = improvement(game, profile, payoff, payee, at(values, payee), work);
    lower += found.lower;
    upper += found.upper;
    if (found.witness && found.witness.gain > (witness?.gain ?? 0)) witness = found.witness;
  }
  const isExact = upper - lower <= 1e-12 * Math.max(1, Math.abs(upper));
  const improper = improperChances(game, profile);
  if (improper && improper.gain > (witness?.gain ?? 0)) witness = improper;
  return {
    kind: isExact ? 'exact' : 'estimated',
    gap: Math.max(upper, improper?.gain ?? 0),
    interval: isExact ? undefined : [lower, upper],
    values,
    witness,
    bound: undefined,
    unproved: isExact
      ? undefined
      : 'the best joint deviation of a team was not found in the time allowed, only a bracket',
  };
}

function improvement(
  game: Game,
  profile: Profile,
  payoff: Float64Array,
  payee: number,
  value: number,
  work: number,
): Improvement {
  const members = actingMembers(game, payee);
  const [only] = members;
  if (only === undefined) return { lower: 0, upper: 0, witness: undefined };
  const worth = weightedUtilities(game, profile, payoff, payee, members);
  if (members.length === 1) return playersImprovement(game, profile, only, worth, value);
  return teamsImprovement(game, profile, payee, members, jointBestReply(game, members, worth, work), value);
}

/** The members of a payee that are ever asked. */
function actingMembers(game: Game, payee: number): readonly number[] {
  const { informationSets } = game;
  const acting = new Set<number>();
  for (let set = 0; set < informationSets.count; set++) {
    const player = at(informationSets.player, set);
    if (at(game.payeeOf, player) === payee) acting.add(player);
  }
  return [...acting].sort((one, other) => one - other);
}

function playersImprovement(
  game: Game,
  profile: Profile,
  player: number,
  worth: Float64Array,
  value: number,
): Improvement {
  const tree = ownTree(game, player);
  const gains = gather(tree, worth);
  const best = reply(game, tree, gains, freely);
  const usual = reply(game, tree, gather(tree, worth), asPlanned(profile));
  const gain = at(gains, 0) - value;
  if (gain <= 0) return { lower: 0, upper: 0, witness: undefined };
  const roots = rootSets(game, tree);
  const more = (set: number): number => at(best.worth, set) - at(usual.worth, set);
  const root = roots.reduce((most, set) => (more(set) > more(most) ? set : most), at(roots, 0));
  const witness = { player: entry(game.players, player), gain, ...tell(game, profile, tree, root, best, usual) };
  return { lower: gain, upper: gain, witness };
}

function teamsImprovement(
  game: Game,
  profile: Profile,
  payee: number,
  members: readonly number[],
  best: JointReply,
  value: number,
): Improvement {
  const gain = best.lower - value;
  const upper = Math.max(0, best.upper - value);
  const set = largestChange(game, profile, members, best.plan);
  if (gain <= 0 || set === undefined) return { lower: Math.max(0, gain), upper, witness: undefined };
  const { player, label, knows } = game.informationSets.describe(set);
  const deviation = `${player.name} chooses ${showAction(game, set, at(best.plan, set))} as ${label}, and so on by a joint plan`;
  return {
    lower: gain,
    upper,
    witness: { player: entry(game.payees, payee), knows: showRecord(knows), deviation, gain },
  };
}

/** The members' set at which the profile is least likely to do what the plan does. */
function largestChange(game: Game, profile: Profile, members: readonly number[], plan: Int32Array): number | undefined {
  const { informationSets } = game;
  let change: number | undefined;
  let least = 1;
  for (let set = 0; set < informationSets.count; set++) {
    if (at(plan, set) < 0 || !members.includes(at(informationSets.player, set))) continue;
    const chance = at(profile.chances, at(informationSets.firstAction, set) + at(plan, set));
    if (chance >= least) continue;
    least = chance;
    change = set;
  }
  return change;
}

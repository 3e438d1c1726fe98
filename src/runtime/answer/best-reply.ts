import type { Profile } from '../../plugins/contract/solution.ts';
import { at } from '../certify/number.ts';
import { actionCount, gather, ownTree } from '../certify/own-tree.ts';
import { payoffs, weightedUtilities } from '../certify/walk.ts';
import type { Game } from '../game/game.ts';

/** Differences up to this part of what they are differences of are taken for ties. */
const TIE = 1e-11;

/** One player's best reply, and what it brings. */
export interface BestReply {
  /** The action at each of the player's sets that it chooses at; -1 elsewhere. */
  readonly plan: Int32Array;
  /** The player's utility. */
  readonly own: number;
}

/**
 * A best reply of one player to a profile, by backward induction over its own tree: reports are honest, ties go to the
 * action that is better for `favoured` (a payee; -1: to the first). Sets that `isFixed` names keep the profile's chances.
 * Linear in the tree.
 */
export function bestReply(
  game: Game,
  profile: Profile,
  player: number,
  favoured: number,
  isFixed: (set: number) => boolean,
): BestReply {
  const tree = ownTree(game, player);
  const payoff = payoffs(game, profile.money);
  const worthOf = (payee: number): Float64Array => weightedUtilities(game, profile, payoff, payee, [player]);
  const worth = worthOf(at(game.payeeOf, player));
  const own = gather(tree, worth);
  const size = gather(tree, worth.map(Math.abs));
  const favour = favoured < 0 ? new Float64Array(own.length) : gather(tree, worthOf(favoured));
  const plan = new Int32Array(game.informationSets.count).fill(-1);
  for (let position = tree.sets.length - 1; position >= 0; position--) {
    const set = at(tree.sets, position);
    const given = isFixed(set) ? chancesAt(game, profile, set) : honest(game, set);
    if (!given) plan[set] = bestAction(game, set, own, favour, size);
    const chances = given ?? sure(game, set, at(plan, set));
    for (const sums of [own, favour, size]) passUp(game, set, chances, sums);
  }
  return { plan, own: at(own, 0) };
}

function bestAction(game: Game, set: number, own: Float64Array, favour: Float64Array, size: Float64Array): number {
  const first = at(game.informationSets.firstSequence, set);
  const actions = Array.from({ length: actionCount(game, set) }, (_, action) => action);
  const most = Math.max(...actions.map((action) => at(own, first + action)));
  const slack = TIE * Math.max(...actions.map((action) => at(size, first + action)));
  const tied = actions.filter((action) => at(own, first + action) >= most - slack);
  return tied.reduce((best, action) => (at(favour, first + action) > at(favour, first + best) ? action : best));
}

/** Chances at a report: the truth is sure; undefined at other sets. */
function honest(game: Game, set: number): readonly number[] | undefined {
  const truth = at(game.informationSets.truthful, set);
  return truth < 0 ? undefined : sure(game, set, truth);
}

function sure(game: Game, set: number, chosen: number): readonly number[] {
  return Array.from({ length: actionCount(game, set) }, (_, action) => (action === chosen ? 1 : 0));
}

function chancesAt(game: Game, profile: Profile, set: number): readonly number[] {
  const first = at(game.informationSets.firstAction, set);
  return [...profile.chances.subarray(first, first + actionCount(game, set))];
}

/** Adds what going on from a set is worth to the sequence that leads to it. */
function passUp(game: Game, set: number, chances: readonly number[], gains: Float64Array): void {
  const first = at(game.informationSets.firstSequence, set);
  const parent = at(game.informationSets.parentSequence, set);
  gains[parent] = chances.reduce((sum, chance, action) => sum + chance * at(gains, first + action), at(gains, parent));
}

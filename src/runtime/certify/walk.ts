import type { Profile } from '../../plugins/contract/solution.ts';
import { CHANCE, END, type Game } from '../game/game.ts';
import { at, toDouble } from './number.ts';
import { firstOption } from './own-tree.ts';

/**
 * Chance of each history under a profile, the moves of some players left out: what a deviation of theirs meets. Teams that
 * coordinate play by their lottery over joint plans. One pass over the tree, and one for each joint plan.
 */
function reachWithout(game: Game, profile: Profile, players: readonly number[]): Float64Array {
  const teams = (profile.joint ?? []).filter(({ payee }) => !players.some((one) => at(game.payeeOf, one) === payee));
  const apart = game.players.flatMap((_, one) =>
    teams.some(({ payee }) => at(game.payeeOf, one) === payee) ? [one] : [],
  );
  const chances = productReach(game, profile, [...players, ...apart]);
  for (const { payee, plans } of teams) {
    const weight = new Float64Array(game.nodes);
    for (const plan of plans) addPlan(game, payee, plan.actions, plan.chance, weight);
    for (let node = 0; node < game.nodes; node++) chances[node] = at(chances, node) * at(weight, node);
  }
  return chances;
}

/** Adds the chance of a joint plan to the histories that it leads to. */
function addPlan(game: Game, payee: number, actions: Int32Array, chance: number, weight: Float64Array): void {
  const open = new Uint8Array(game.nodes);
  open[0] = 1;
  for (let node = 0; node < game.nodes; node++) {
    if (at(open, node) === 0) continue;
    weight[node] = at(weight, node) + chance;
    const player = at(game.actor, node);
    if (player === END) continue;
    const isMember = player !== CHANCE && at(game.payeeOf, player) === payee;
    const first = at(game.firstChild, node);
    if (!isMember) open.fill(1, first, at(game.firstChild, node + 1));
    else if (at(actions, at(game.index, node)) >= 0)
      open[first + at(actions, at(game.index, node)) - firstOption(game, node)] = 1;
  }
}

/** The product of the chances of all moves, those of some players counted as 1. */
function productReach(game: Game, profile: Profile, players: readonly number[]): Float64Array {
  const { firstChild, actor, index, chance } = game;
  const { firstAction } = game.informationSets;
  const { chances } = profile;
  const reach = new Float64Array(game.nodes);
  requireEntries(chances, at(firstAction, game.informationSets.count));
  if (game.nodes > 0) reach[0] = 1;
  for (let node = 0; node < game.nodes; node++) {
    const player = actor[node] ?? END;
    if (player === END) continue;
    const first = firstChild[node] ?? 0;
    const last = firstChild[node + 1] ?? 0;
    const before = reach[node] ?? 0;
    if (player === CHANCE) for (let child = first; child < last; child++) reach[child] = before * (chance[child] ?? 0);
    else if (players.includes(player)) for (let child = first; child < last; child++) reach[child] = before;
    else {
      const action = (firstAction[index[node] ?? 0] ?? 0) + firstOption(game, node) - first;
      for (let child = first; child < last; child++) reach[child] = before * (chances[action + child] ?? 0);
    }
  }
  return reach;
}

/** What happens under a profile. */
export interface Played {
  /** Of each history. */
  readonly chances: Float64Array;
  /** Utilities at the ends: end x payees + payee. */
  readonly payoff: Float64Array;
}

export function played(game: Game, profile: Profile): Played {
  return { chances: reach(game, profile), payoff: payoffs(game, profile.money) };
}

/** Chance of each history under a profile. */
export function reach(game: Game, profile: Profile): Float64Array {
  return reachWithout(game, profile, []);
}

/** Utility of each payee at each end, committed money included: end x payees + payee. */
export function payoffs(game: Game, money: ArrayLike<number>): Float64Array {
  const { commitments } = game;
  if (!commitments || commitments.termCell.length === 0) return game.payoff;
  requireEntries(money, game.cells.count);
  const settled = game.payoff.slice();
  const { termStart, termCell, termPayee, termCoefficient } = commitments;
  const width = game.payees.length;
  for (let end = 0; end < game.ends; end++) {
    const last = termStart[end + 1] ?? 0;
    for (let term = termStart[end] ?? 0; term < last; term++) {
      const place = end * width + (termPayee[term] ?? 0);
      const own = termCoefficient[term];
      const share = typeof own === 'number' ? own : coefficient(game, term);
      settled[place] = (settled[place] ?? 0) + share * (money[termCell[term] ?? 0] ?? 0);
    }
  }
  return settled;
}

/** Throws a RangeError where a solution is shorter than the game that it is of. */
function requireEntries(list: ArrayLike<number>, count: number): void {
  if (list.length < count) throw new RangeError(`${list.length} numbers where the game has ${count}`);
}

/** How much one unit of the term's money cell adds to the utility of the term's payee. */
export function coefficient(game: Game, term: number): number {
  const value = game.commitments?.termCoefficient[term];
  if (value === undefined) throw new RangeError(`no money term ${term}`);
  return toDouble(value);
}

/** For each end its chance, the moves of some players left out, times the utility of a payee. */
export function weightedUtilities(
  game: Game,
  profile: Profile,
  payoff: Float64Array,
  payee: number,
  without: readonly number[],
): Float64Array {
  const chances = reachWithout(game, profile, without);
  const width = game.payees.length;
  const worth = new Float64Array(game.ends);
  for (let end = 0; end < game.ends; end++)
    worth[end] = (chances[game.endNode[end] ?? 0] ?? 0) * (payoff[end * width + payee] ?? 0);
  return worth;
}

/** Expected utility of each payee, from the chance of each history. */
export function expectedUtilities(game: Game, chances: Float64Array, payoff: Float64Array): Float64Array {
  const width = game.payees.length;
  const total = new Float64Array(width);
  for (let end = 0; end < game.ends; end++) {
    const weight = chances[game.endNode[end] ?? 0] ?? 0;
    if (weight === 0) continue;
    for (let payee = 0; payee < width; payee++)
      total[payee] = (total[payee] ?? 0) + weight * (payoff[end * width + payee] ?? 0);
  }
  return total;
}

/** The largest difference between two utilities of a payee, at least 1e-300: what tolerances are relative to. */
export function payoffScale(game: Game, payoff: Float64Array): number {
  const width = game.payees.length;
  let scale = 1e-300;
  for (let payee = 0; payee < width; payee++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let place = payee; place < payoff.length; place += width) {
      const utility = payoff[place] ?? 0;
      if (utility < low) low = utility;
      if (utility > high) high = utility;
    }
    if (high > low) scale = Math.max(scale, high - low);
  }
  return scale;
}

import type { BoundCase, Demands, DeviationFlow } from '../../../plugins/contract/solution.ts';
import type { Game } from '../../game/game.ts';
import { at, entry } from '../number.ts';
import { actionCount, type OwnTree } from '../own-tree.ts';

/** A price as it may be: negative ones, and what is no number, become 0. */
export function nonNegative(price: number | undefined): number {
  return price !== undefined && price > 0 && Number.isFinite(price) ? price : 0;
}

/**
 * A flow made out of whatever was given: entries clipped at 0, and at every set that is no root the shares of its actions
 * scaled to what comes in. Where something comes in and nothing goes out, it follows the plan, or else the first action.
 * Result by own sequence; entry 0 is not used.
 */
export function properFlow(game: Game, tree: OwnTree, plan: BoundCase['plan'], given: DeviationFlow): Float64Array {
  const { parentSequence, firstSequence, firstAction } = game.informationSets;
  const flow = new Float64Array(tree.sequences);
  for (const set of tree.sets) {
    const sequence = at(firstSequence, set);
    let out = 0;
    for (let action = 0; action < actionCount(game, set); action++) {
      flow[sequence + action] = nonNegative(given.flow[at(firstAction, set) + action]);
      out += at(flow, sequence + action);
    }
    if (at(parentSequence, set) === 0) continue;
    const into = at(flow, at(parentSequence, set));
    for (let action = 0; action < actionCount(game, set); action++)
      flow[sequence + action] = out > 0 ? (at(flow, sequence + action) * into) / out : 0;
    if (out > 0) continue;
    const planned = at(plan, set);
    flow[sequence + (planned >= 0 && planned < actionCount(game, set) ? planned : 0)] = into;
  }
  return flow;
}

/** What goes into the flow at each root set (by set index): the price of deviating there. */
export function rootPrices(game: Game, tree: OwnTree, flow: Float64Array): Float64Array {
  const { parentSequence, firstSequence, count } = game.informationSets;
  const prices = new Float64Array(count);
  for (const set of tree.sets) {
    if (at(parentSequence, set) !== 0) continue;
    const first = at(firstSequence, set);
    prices[set] = flow.subarray(first, first + actionCount(game, set)).reduce((sum, price) => sum + price, 0);
  }
  return prices;
}

/** The price of the budget at an end: on average there is one for all ends. */
export function budgetPrice(demanded: Demands['budget'], prices: BoundCase['budget'], end: number): number {
  if (typeof prices === 'number') return nonNegative(prices);
  return demanded === 'expost' ? nonNegative(prices?.get(end)) : 0;
}

/** The price of a requirement: of any sign for an equation. */
export function requirementPrice(game: Game, prices: BoundCase['requirements'], position: number): number {
  const point = entry(game.commitments?.requirements ?? [], position);
  const price = prices.get(position) ?? 0;
  return point.relation === '==' ? (Number.isFinite(price) ? price : 0) : nonNegative(price);
}

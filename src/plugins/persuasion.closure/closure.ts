import Fraction from 'fraction.js';
import { type Belief, type Corner, minus, type Payoffs } from './regions.ts';
import { minimise, minimiseWithin } from './simplex.ts';

const ZERO = new Fraction(0);
const ONE = new Fraction(1);

/** The concave closure at one belief. */
export interface Closure {
  readonly value: Fraction;
  /** The best splitting of the belief into corners of regions. */
  readonly parts: readonly (readonly [corner: Corner, weight: Fraction])[];
  /** The supporting plane there, by its height at the belief that is sure of each state. */
  readonly tangent: Belief;
}

/**
 * The best splitting of a belief into corners: the sender's value is linear on each region, so other beliefs are not
 * needed. As many rows as states. Undefined if stopped.
 */
export function closureAt(corners: readonly Corner[], belief: Belief, stop: () => boolean): Closure | undefined {
  const columns = corners.map((corner) => corner.belief);
  const costs = corners.map(({ value }) => value.neg());
  const basis = minimise(columns, costs, belief, stop);
  if (!basis) return undefined;
  return {
    value: basis.value.neg(),
    parts: basis.weights.flatMap(([column, weight]) => {
      const corner = corners[column];
      return corner ? [[corner, weight] as const] : [];
    }),
    tangent: basis.prices.map((price) => price.neg()),
  };
}

/**
 * Prices of obedience that prove the tangent: for each action told and each other one, not negative, such that in every
 * state the sender's payoff plus prices times (receiver's payoff of the action told - of the other) stays below the
 * tangent. They exist because the tangent is above the sender's value on the action's region (Farkas). Undefined if
 * stopped.
 */
export function obediencePrices(
  { receiver, sender }: Payoffs,
  tangent: Belief,
  stop: () => boolean,
): readonly (readonly Fraction[])[] | undefined {
  const costs = receiver.map(() => ONE);
  const all: Fraction[][] = [];
  for (const [told, own] of receiver.entries()) {
    const columns = receiver.map((other) => minus(own, other));
    const room = minus(tangent, sender[told] ?? []);
    // The smallest prices: large ones would only carry rounding into the proof.
    const found = minimiseWithin(columns, costs, room, stop);
    if (!found) return undefined;
    const prices = receiver.map(() => ZERO);
    for (const [column, price] of found.weights) prices[column] = price;
    all.push(prices);
  }
  return all;
}

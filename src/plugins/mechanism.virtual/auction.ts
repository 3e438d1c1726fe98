import Fraction from 'fraction.js';
import type { MechanismForm } from '../contract/index.ts';
import type { Bidder } from './bidders.ts';
import type { ValueClass } from './ironing.ts';

const ZERO = new Fraction(0);

/** A bidder with its classes of values, and the class of each type. */
export interface Ranked {
  readonly bidder: Bidder;
  readonly classes: readonly ValueClass[];
  readonly classOf: readonly number[];
}

/** The optimal auction: for each profile of reports the decision, and what each bidder pays. */
export interface Auction {
  readonly decision: Int32Array;
  /** By bidder, then profile. */
  readonly payments: readonly (readonly Fraction[])[];
}

/**
 * In every profile the decision with the largest sum of ironed virtual values, the first among equals; each bidder pays
 * the least value, share by share, with which it would still have got it. Profiles times decisions times types.
 */
export function auctionOf(form: MechanismForm, bidders: readonly Ranked[]): Auction {
  const position = new Map(form.profiles.map(({ types }, profile) => [types.join(' '), profile]));
  const own = form.decisions.map((_, decision) => form.designerUtility(decision));
  const decision = Int32Array.from(form.profiles, ({ types }) => best(bidders, own, types));
  const payments = bidders.map((ranked, agent) =>
    form.profiles.map(({ types }) =>
      payment(ranked, agent, types, (lower) => decision[position.get(lower.join(' ')) ?? 0] ?? 0),
    ),
  );
  return { decision, payments };
}

function best(bidders: readonly Ranked[], own: readonly Fraction[], types: readonly number[]): number {
  let [winner, most] = [0, virtualSurplus(bidders, own, types, 0)];
  for (let decision = 1; decision < own.length; decision++) {
    const surplus = virtualSurplus(bidders, own, types, decision);
    if (surplus.gt(most)) [winner, most] = [decision, surplus];
  }
  return winner;
}

function virtualSurplus(
  bidders: readonly Ranked[],
  own: readonly Fraction[],
  types: readonly number[],
  decision: number,
): Fraction {
  return bidders.reduce((sum, { bidder, classes, classOf }, agent) => {
    const ironed = classes[classOf[types[agent] ?? 0] ?? 0]?.ironed ?? ZERO;
    return sum.add(ironed.mul(bidder.shares[decision] ?? ZERO));
  }, own[decision] ?? ZERO);
}

/** value x share - what leaving is worth - the sum of steps in value below times the share there. */
function payment(
  { bidder, classes, classOf }: Ranked,
  agent: number,
  types: readonly number[],
  decisionAt: (types: readonly number[]) => number,
): Fraction {
  const rank = classOf[types[agent] ?? 0] ?? 0;
  const shareAt = (k: number): Fraction => {
    const type = k === rank ? (types[agent] ?? 0) : (classes[k]?.types[0] ?? 0);
    return bidder.shares[decisionAt(types.with(agent, type))] ?? ZERO;
  };
  let pay = (classes[rank]?.value ?? ZERO).mul(shareAt(rank)).sub(bidder.worth);
  for (let k = 0; k < rank; k++) {
    const step = (classes[k + 1]?.value ?? ZERO).sub(classes[k]?.value ?? ZERO);
    pay = pay.sub(step.mul(shareAt(k)));
  }
  return pay;
}

import Fraction from 'fraction.js';
import type { PersuasionForm } from '../contract/index.ts';
import { dot } from './simplex.ts';

export type Belief = readonly Fraction[];

/** A corner of the beliefs at which an action is a best reply, with what the sender gets there. */
export interface Corner {
  readonly belief: Belief;
  readonly action: number;
  readonly value: Fraction;
}

const ZERO = new Fraction(0);
const ONE = new Fraction(1);

/** Payoffs of one receiver and of the sender: by action, then state. */
export interface Payoffs {
  readonly receiver: readonly Belief[];
  readonly sender: readonly Belief[];
}

export function payoffsOf(form: PersuasionForm): Payoffs {
  const [receiver] = form.receivers;
  const table = (party: typeof form.sender): readonly Belief[] =>
    Array.from({ length: form.joints }, (_, action) =>
      form.states.map((__, state) => form.utility(party, state, action)),
    );
  return { receiver: receiver ? table(receiver) : [], sender: table(form.sender) };
}

/**
 * For each action the corners of its region, in order around it: the simplex of beliefs (a point, an interval or a
 * triangle), cut by the line of indifference to each other action. Exact. Actions that are never a best reply have none.
 */
export function regionsOf({ receiver, sender }: Payoffs, states: number): readonly (readonly Corner[])[] {
  const simplex = Array.from({ length: states }, (_, state) => unit(state, states));
  return receiver.map((own, action) => {
    let region: readonly Belief[] = simplex;
    receiver.forEach((other, instead) => {
      if (instead !== action && region.length > 0) region = cut(region, minus(own, other));
    });
    return region.map((belief) => ({ belief, action, value: dot(sender[action] ?? [], belief) }));
  });
}

export function unit(state: number, states: number): Belief {
  return Array.from({ length: states }, (_, other) => (other === state ? ONE : ZERO));
}

export function minus(a: Belief, b: Belief): Belief {
  return a.map((entry, k) => entry.sub(b[k] ?? ZERO));
}

export function isSame(a: Belief, b: Belief): boolean {
  return a.every((entry, k) => entry.equals(b[k] ?? ZERO));
}

/** What of a convex polygon (or interval, or point) lies where `line` is not negative (Sutherland and Hodgman 1974). */
function cut(corners: readonly Belief[], line: Belief): readonly Belief[] {
  const kept: Belief[] = [];
  const keep = (corner: Belief): void => {
    if (!kept.some((other) => isSame(other, corner))) kept.push(corner);
  };
  corners.forEach((corner, k) => {
    const next = corners[(k + 1) % corners.length] ?? corner;
    const [here, there] = [dot(line, corner), dot(line, next)];
    if (here.s >= 0n) keep(corner);
    if (here.s < 0n === there.s < 0n || here.n === 0n || there.n === 0n) return;
    const share = here.div(here.sub(there));
    keep(corner.map((entry, state) => entry.add(share.mul((next[state] ?? ZERO).sub(entry)))));
  });
  return kept;
}

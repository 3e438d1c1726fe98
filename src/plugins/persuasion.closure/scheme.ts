import Fraction from 'fraction.js';
import type { PersuasionForm } from '../contract/index.ts';
import type { Closure } from './closure.ts';
import type { Belief } from './regions.ts';

const ZERO = new Fraction(0);

/** A posterior of the scheme: the parts that lead to one action, put together. */
export interface Signal {
  readonly action: number;
  readonly chance: Fraction;
  readonly belief: Belief;
  readonly value: Fraction;
}

/** The parts of a closure, those with the same action merged, in the order of the actions. */
export function signalsOf({ parts }: Closure): readonly Signal[] {
  const byAction = new Map<number, Signal>();
  for (const [{ action, belief, value }, weight] of parts) {
    const before = byAction.get(action);
    const chance = weight.add(before?.chance ?? ZERO);
    const mean = (own: Fraction, other: Fraction): Fraction =>
      own
        .mul(weight)
        .add(other.mul(before?.chance ?? ZERO))
        .div(chance);
    byAction.set(action, {
      action,
      chance,
      belief: belief.map((entry, state) => mean(entry, before?.belief[state] ?? ZERO)),
      value: mean(value, before?.value ?? ZERO),
    });
  }
  return [...byAction.values()].sort((a, b) => a.action - b.action);
}

/** By state, the chance with which each action is recommended. */
export function schemeOf(form: PersuasionForm, signals: readonly Signal[]): readonly Float64Array[] {
  return form.states.map(({ chance }, state) => {
    const row = new Float64Array(form.joints);
    for (const signal of signals) {
      row[signal.action] = signal.chance
        .mul(signal.belief[state] ?? ZERO)
        .div(chance)
        .valueOf();
    }
    return row;
  });
}

import Fraction from 'fraction.js';
import type { AffineForm, BoundCase, BoundProof, ContractForm } from '../contract/index.ts';
import type { Sharing } from './shares.ts';

const ZERO = new Fraction(0);

/** What no contract exceeds, and why. */
export interface Surplus {
  readonly bound: Fraction;
  readonly proof: BoundProof;
}

/** What an action creates at most for the principal, with the prices that show it. */
interface Share {
  readonly most: Fraction;
  readonly one: BoundCase;
}

/**
 * The surplus, less what the agent gets in any case, bounds what every contract leaves the principal: with participation
 * priced at one, pay cancels; with the deviation to another action priced at one, the least pay there remains. The
 * better of the two for each action. Undefined where pay has neither condition nor bound.
 */
export function surplusOf(form: ContractForm, sharing: Sharing): Surplus | undefined {
  const shares = sharing.actions.map(({ action }) => [
    ...byLeaving(form, sharing, action),
    ...byDeviating(form, sharing, action),
  ]);
  const best = shares.flatMap((all): Share[] => {
    const [first, ...others] = all;
    return first ? [others.reduce((least, each) => (each.most.lt(least.most) ? each : least), first)] : [];
  });
  const [first, ...others] = best;
  if (!first || best.length < shares.length) return undefined;
  return {
    bound: others.reduce((high, { most }) => (most.gt(high) ? most : high), first.most),
    proof: { cases: best.map(({ one }) => one), labels: [] },
  };
}

function byLeaving(form: ContractForm, { actions }: Sharing, action: number): readonly Share[] {
  const conditions = form.conditions(action);
  return conditions.flatMap(({ form: { constant, terms }, relation }, n): Share[] => {
    if (relation === '==' || !isWhole(form, action, terms)) return [];
    const prices = conditions.map((_, other) => (other === n ? 1 : 0));
    return [{ most: (actions[action]?.revenue ?? ZERO).add(constant), one: form.boundCase(action, [], prices) }];
  });
}

function byDeviating(form: ContractForm, { actions }: Sharing, action: number): readonly Share[] {
  const here = actions[action];
  return actions.flatMap(({ action: instead, own }): Share[] => {
    const least = leastPay(form, instead);
    if (!here || !least) return [];
    const prices = actions.map((_, other) => (other === instead && instead !== action ? 1 : 0));
    const most = here.revenue.add(here.own).sub(own).sub(least);
    return [{ most, one: form.boundCase(action, prices, []) }];
  });
}

/** The least that the agent is paid for an action; undefined where nothing bounds it. */
function leastPay(form: ContractForm, action: number): Fraction | undefined {
  let least = ZERO;
  const { terms } = form.expected('agent', action);
  for (const { cell, lower } of form.cells) {
    const chance = terms.get(cell);
    if (!chance) continue;
    if (typeof lower === 'number') return undefined;
    least = least.add(chance.mul(lower));
  }
  return least;
}

/** Whether a condition counts all of the agent's pay, once. */
function isWhole(form: ContractForm, action: number, terms: AffineForm['terms']): boolean {
  const pay = form.expected('agent', action).terms;
  return pay.size === terms.size && [...pay].every(([cell, chance]) => terms.get(cell)?.equals(chance));
}

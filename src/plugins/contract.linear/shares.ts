import Fraction from 'fraction.js';
import { type AffineForm, type ContractForm, Refusal } from '../contract/index.ts';

const ZERO = new Fraction(0);
const ONE = new Fraction(1);
const GENERAL = '`contract.minpay` takes contracts that are not linear.';

/** What a linear contract needs to know of an action. */
export interface SharedAction {
  readonly action: number;
  /** Expected revenue: what is shared. */
  readonly revenue: Fraction;
  /** What the agent gets beside pay: minus its cost. */
  readonly own: Fraction;
}

/** A contract problem in which pay can be a share of what the principal earns. */
export interface Sharing {
  readonly actions: readonly SharedAction[];
  /** What the principal earns where a committed number is paid, by position of the cell. */
  readonly revenues: readonly Fraction[];
  /** The shares that the bounds of pay allow. */
  readonly least: Fraction;
  readonly most: Fraction;
}

/**
 * Reads revenue: in every play exactly one number goes from the principal to the agent, and what the principal earns is
 * known from which number it is. Throws a Refusal otherwise.
 */
export function sharingOf(form: ContractForm): Sharing {
  const revenues = new Map<number, Fraction>();
  for (const { principal, agent } of form.plays) {
    const [[cell, paid] = [-1, ZERO], ...others] = agent.terms;
    const isPlain = others.length === 0 && paid.equals(1) && principal.terms.size === 1;
    if (!isPlain || !principal.terms.get(cell)?.equals(-1))
      throw new Refusal(
        [`in some play \`${form.principal.name}\` does not pay \`${form.agent.name}\` one committed number`],
        [GENERAL],
      );
    const before = revenues.get(cell) ?? principal.constant;
    if (!before.equals(principal.constant))
      throw new Refusal(
        [
          `\`${nameOf(form, cell)}\` is paid for different revenues of \`${form.principal.name}\`, so it is no share of them`,
        ],
        ['Let pay depend on all that the revenue depends on.', GENERAL],
      );
    revenues.set(cell, before);
  }
  return {
    actions: form.actions.map((_, action) => ({
      action,
      revenue: form.expected('principal', action).constant,
      own: form.expected('agent', action).constant,
    })),
    revenues: form.cells.map(({ cell }) => revenues.get(cell) ?? ZERO),
    ...allowed(form, revenues),
  };
}

/** Shares between 0 and 1 that keep every number within its bounds. */
function allowed(form: ContractForm, revenues: ReadonlyMap<number, Fraction>): Pick<Sharing, 'least' | 'most'> {
  let [least, most] = [ZERO, ONE];
  for (const { cell, lower, upper, name } of form.cells) {
    const revenue = revenues.get(cell) ?? ZERO;
    const limits = revenue.s < 0n ? [upper, lower] : [lower, upper];
    const [low, high] = limits.map((limit) => {
      if (typeof limit === 'number') return undefined;
      return revenue.n === 0n ? undefined : limit.div(revenue);
    });
    const isZeroOutside = revenue.n === 0n && (Number(lower) > 0 || Number(upper) < 0);
    if (low?.gt(least)) least = low;
    if (high?.lt(most)) most = high;
    if (isZeroOutside || least.gt(most))
      throw new Refusal([`no share of the revenue keeps \`${name}\` within its bounds`], [GENERAL]);
  }
  return { least, most };
}

/**
 * Shares at which something changes: the agent's best action (breakpoints of the upper envelope), whether a condition
 * holds, and the ends of what is allowed. Increasing.
 */
export function candidates(form: ContractForm, sharing: Sharing): readonly Fraction[] {
  const { actions, least, most } = sharing;
  const shares = [least, most];
  const add = (share: Fraction): void => {
    if (share.gt(least) && share.lt(most)) shares.push(share);
  };
  for (const [n, one] of actions.entries()) {
    for (const other of actions.slice(n + 1)) {
      const slope = one.revenue.sub(other.revenue);
      if (slope.n !== 0n) add(other.own.sub(one.own).div(slope));
    }
    for (const { form: condition } of form.conditions(one.action)) {
      const slope = valueAt(form, sharing, condition, ONE).sub(condition.constant);
      if (slope.n !== 0n) add(condition.constant.neg().div(slope));
    }
  }
  return shares.sort((a, b) => a.compare(b));
}

/** An affine form of pay, where pay is a share of revenue. */
export function valueAt(
  form: ContractForm,
  { revenues }: Sharing,
  { constant, terms }: AffineForm,
  share: Fraction,
): Fraction {
  return form.cells.reduce((sum, { cell }, n) => {
    const coefficient = terms.get(cell);
    return coefficient ? sum.add(coefficient.mul(share).mul(revenues[n] ?? ZERO)) : sum;
  }, constant);
}

/** What the agent gets from an action under a share. */
export function agentGets({ revenue, own }: SharedAction, share: Fraction): Fraction {
  return share.mul(revenue).add(own);
}

/** What the principal keeps. */
export function principalGets({ revenue }: SharedAction, share: Fraction): Fraction {
  return ONE.sub(share).mul(revenue);
}

function nameOf(form: ContractForm, cell: number): string {
  return form.cells.find((each) => each.cell === cell)?.name ?? '';
}

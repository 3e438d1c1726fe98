import Fraction from 'fraction.js';
import { type MechanismForm, Refusal } from '../contract/index.ts';

const ZERO = new Fraction(0);
const ONE = new Fraction(1);
const GENERAL = '`commitment.lp` takes mechanisms of any kind.';

/** A bidder whose type is one number: what a unit of its share is worth to it. */
export interface Bidder {
  readonly name: string;
  /** Worth of a unit, by type. */
  readonly values: readonly Fraction[];
  readonly chances: readonly Fraction[];
  /** Share that each decision gives it, the largest being 1. */
  readonly shares: readonly Fraction[];
  /** Utility from each decision beside its share: the same for all types. */
  readonly worth: Fraction;
}

/**
 * Reads single-parameter bidders: independent types, private values, utility = value x share of the decision, and a
 * `may leave` after the type is known that is worth the same to all types. Throws a Refusal for what is different.
 */
export function biddersOf(form: MechanismForm): readonly Bidder[] {
  refuseDependence(form);
  return form.agents.map(({ name, chances, leaving, types }, agent) => {
    const table = types.map((_, type) => form.decisions.map((__, decision) => form.ownUtility(agent, type, decision)));
    if (!leaving)
      throw new Refusal(
        [`\`${name}\` has no \`may leave\`, so nothing limits what it pays`],
        ['Write `may leave for 0` after it has seen its type.'],
      );
    if (leaving.stage === 'ex ante')
      throw new Refusal(
        [`\`${name}\` may leave only before it knows its type`],
        ['Write `may leave` after it has seen its type.', GENERAL],
      );
    const [worth = ZERO] = leaving.worth;
    if (leaving.worth.some((each) => !each.equals(worth)))
      throw new Refusal([`what leaving is worth to \`${name}\` depends on its type`], [GENERAL]);
    return { name, chances, worth, ...factors(name, table) };
  });
}

/** Writes a table, by type and decision, as value x share. */
function factors(name: string, table: readonly (readonly Fraction[])[]): Pick<Bidder, 'values' | 'shares'> {
  const sizes = (table[0] ?? []).map((_, decision) =>
    table.reduce((most, row) => (row[decision]?.abs().gt(most) ? (row[decision]?.abs() ?? most) : most), ZERO),
  );
  const largest = sizes.reduce((best, size, decision) => (size.gt(sizes[best] ?? ZERO) ? decision : best), 0);
  const values = table.map((row) => row[largest] ?? ZERO);
  const known = values.findIndex((value) => value.n !== 0n);
  const shares = sizes.map((_, decision) =>
    known < 0 ? ZERO : (table[known]?.[decision] ?? ZERO).div(values[known] ?? ONE),
  );
  const isProduct = table.every((row, type) =>
    row.every((utility, decision) => utility.equals((values[type] ?? ZERO).mul(shares[decision] ?? ZERO))),
  );
  if (!isProduct || shares.some((share) => share.s < 0n))
    throw new Refusal(
      [`what \`${name}\` gets is not one number of its own times a share of what is decided`],
      [GENERAL],
    );
  return { values, shares };
}

function refuseDependence({ profiles, agents }: MechanismForm): void {
  for (const { types, chance } of profiles) {
    const product = types.reduce((all, type, agent) => all.mul(agents[agent]?.chances[type] ?? ZERO), ONE);
    if (product.equals(chance)) continue;
    const names = agents.map(({ name }) => `\`${name}\``).join(', ');
    throw new Refusal([`the types of ${names} are not independent`], [GENERAL]);
  }
}

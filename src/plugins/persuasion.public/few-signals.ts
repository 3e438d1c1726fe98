import Fraction from 'fraction.js';
import type { ExactPrograms, PersuasionForm } from '../contract/index.ts';

/**
 * The same value with at most as many signals as states. Each signal is a posterior with a mass; the masses must add up to
 * the prior, one equation a state, so a basic optimum over the given posteriors keeps no more of them
 * (Carathéodory). Undefined where time is up.
 */
export async function withFewSignals(
  form: PersuasionForm,
  chances: readonly Float64Array[],
  programs: ExactPrograms,
  milliseconds: number,
): Promise<readonly Float64Array[] | undefined> {
  const used = Array.from({ length: form.joints }, (_, joint) => joint).filter((joint) =>
    chances.some((row) => (row[joint] ?? 0) > 0),
  );
  const mass = (state: number, joint: number): Fraction => {
    const chance = form.states[state]?.chance ?? new Fraction(0);
    return chance.mul(dyadic(chances[state]?.[joint] ?? 0));
  };
  const answer = await programs.solve(
    {
      sense: 'maximize',
      columns: used.map((joint) => ({
        cost: form.states.reduce(
          (sum, _, state) => sum.add(mass(state, joint).mul(form.utility(form.sender, state, joint))),
          new Fraction(0),
        ),
        lower: new Fraction(0),
        upper: Number.POSITIVE_INFINITY,
      })),
      rows: form.states.map((_, state) => {
        const terms = used.map((joint, column): [number, Fraction] => [column, mass(state, joint)]);
        const total = terms.reduce((sum, [, value]) => sum.add(value), new Fraction(0));
        return { terms, lower: total, upper: total };
      }),
    },
    { milliseconds, method: 'simplex' },
  );
  if (answer.status !== 'optimal') return undefined;
  return chances.map((row) => {
    const kept = new Float64Array(form.joints);
    used.forEach((joint, column) => {
      kept[joint] = (row[joint] ?? 0) * (answer.columns[column] ?? 0);
    });
    const total = kept.reduce((sum, chance) => sum + chance, 0);
    return kept.map((chance) => chance / total);
  });
}

/** A double as the fraction that it is. */
function dyadic(value: number): Fraction {
  let scaled = value;
  let halvings = 0n;
  for (; !Number.isInteger(scaled); halvings++) scaled *= 2;
  return new Fraction(BigInt(scaled), 2n ** halvings);
}

import type Fraction from 'fraction.js';
import type { AffineForm } from '../../plugins/contract/forms.ts';
import { ZERO } from './fractions.ts';

/** The sum of affine forms, each times a factor; cells that cancel are left out. */
export function affineSum(parts: Iterable<readonly [form: AffineForm, factor: Fraction]>): AffineForm {
  let constant = ZERO;
  const terms = new Map<number, Fraction>();
  for (const [form, factor] of parts) {
    constant = constant.add(form.constant.mul(factor));
    for (const [cell, coefficient] of form.terms)
      terms.set(cell, (terms.get(cell) ?? ZERO).add(coefficient.mul(factor)));
  }
  return { constant, terms: new Map([...terms].filter(([, coefficient]) => coefficient.n !== 0n)) };
}

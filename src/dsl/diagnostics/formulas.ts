import type { Span } from '../span.ts';
import { type Path, witness } from './play-values.ts';
import type { Entries } from './rendered.ts';

/** What goes wrong while the formulas of a study's rules are evaluated. */
export type FormulaDiagnostic = {
  readonly code: 'rule/outside-domain';
  readonly span: Span;
  /** What the formula fixes: `winner`, `price[2]`. */
  readonly label: string;
  readonly value: string;
  readonly domain: string;
  readonly path: Path;
};

export const formulaEntries: Entries<FormulaDiagnostic> = {
  'rule/outside-domain': {
    severity: 'error',
    title: 'a formula with a value outside the domain',
    message: (d) => `the formula of \`${d.label}\` gives ${d.value}, but it must be one of ${d.domain}`,
    repair: () => 'change the formula, or the domain where the rule is committed or chosen',
    witness,
    explanation:
      'A formula gives, for all values of its arguments, a value of the domain, or a distribution over such values; for a ' +
      'rule in `real` it gives one number. The play shows arguments for which it does not. Lies count as well: a rule must ' +
      'also say what happens after reports that nobody should make.',
  },
};

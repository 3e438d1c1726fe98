import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';
import { didYouMean, oneOf } from './words.ts';

interface Named {
  readonly span: Span;
  readonly name: string;
}

/** Rules that a study fixes, and what it puts into seats. */
export type RuleDiagnostic =
  | {
      readonly code: 'study/rule-target';
      readonly span: Span;
      readonly text: string;
      readonly nearest: string | undefined;
    }
  | (Named & {
      readonly code: 'study/rule-value';
      readonly text: string;
      readonly found: string;
      readonly wanted: string;
    })
  | (Named & { readonly code: 'study/rule-argument'; readonly text: string; readonly known: readonly string[] })
  | (Named & { readonly code: 'study/rule-unseen'; readonly text: string })
  | (Named & { readonly code: 'study/rule-reads'; readonly text: string })
  | (Named & { readonly code: 'study/rule-twice'; readonly other: Span })
  | (Named & { readonly code: 'study/prompt-leak'; readonly player: string; readonly isFormula: boolean });

export const ruleEntries: Entries<RuleDiagnostic> = {
  'study/rule-target': {
    severity: 'error',
    title: 'a formula for something that nobody decides',
    message: (d) => `\`${d.text}\` is no rule, choice or report of the scenario`,
    repair: (d) => didYouMean(d.nearest),
    explanation: '`rule` fixes what a player commits, chooses or reports. What nature draws is fixed by the scenario.',
  },
  'study/rule-value': {
    severity: 'error',
    title: 'a formula with values outside the domain',
    message: (d) => `\`${d.name}\` is ${d.wanted}, but \`${d.text}\` gives ${d.found}`,
    explanation: 'The formula of a rule gives a value of its domain, or a distribution over such values.',
  },
  'study/rule-argument': {
    severity: 'error',
    title: 'an argument that the rule does not list',
    message: (d) =>
      d.known.length === 0
        ? `\`${d.name}\` is committed without arguments, so \`${d.text}\` cannot stand here`
        : `\`${d.name}\` is committed with ${oneOf(d.known)}, so \`${d.text}\` cannot stand here`,
    explanation:
      'In the parentheses of a `rule` stand the arguments of its `commits`, by the same names. To let the rule depend on more, add it to the `commits`.',
  },
  'study/rule-unseen': {
    severity: 'error',
    title: 'a strategy that depends on something its player has not seen',
    message: (d) => `whoever decides \`${d.name}\` never sees \`${d.text}\``,
    explanation:
      'The formula of a choice may depend on what its player was told, chose itself, or saw others choose openly.',
  },
  'study/rule-reads': {
    severity: 'error',
    title: 'a formula that reads more than it lists',
    message: (d) => `the formula of \`${d.name}\` reads \`${d.text}\`, which is not among its arguments`,
    repair: (d) => `list it, \`rule ${d.name}(${d.text}) = …\`, if the \`commits\` does`,
    explanation:
      'A rule depends on its arguments alone. It may also read another rule that the study fixes by a formula, if that ' +
      'one has no other arguments and gives no lottery.',
  },
  'study/rule-twice': {
    severity: 'error',
    title: 'a rule that is fixed twice',
    message: (d) => `\`${d.name}\` is already fixed by a formula`,
    related: (d) => [{ span: d.other, message: 'fixed here' }],
    explanation: 'A study fixes each rule, choice or report once.',
  },
  'study/prompt-leak': {
    severity: 'error',
    title: 'a prompt or a formula that tells more than its player knows',
    message: (d) =>
      `${d.isFormula ? 'this formula' : 'the prompt'} mentions \`${d.name}\`, which ${d.player} never sees`,
    repair: (d) => `leave it out, or let ${d.player} see it in the scenario`,
    explanation:
      'A prompt, or a formula in the options of a seat, may mention what the player in the seat has seen by then, and what everybody knows: parameters, and `let`s made of them.',
  },
};

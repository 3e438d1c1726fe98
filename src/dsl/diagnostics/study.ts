import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';
import { type RuleDiagnostic, ruleEntries } from './study-rules.ts';
import { didYouMean, oneOf } from './words.ts';

interface Named {
  readonly span: Span;
  readonly name: string;
}

interface Near extends Named {
  readonly nearest: string | undefined;
}

/** Studies: parameters, solutions, questions, pictures. */
export type StudyDiagnostic = RuleDiagnostic | QuestionDiagnostic;

type QuestionDiagnostic =
  | (Near & { readonly code: 'study/unknown-scenario' })
  | (Near & { readonly code: 'study/unknown-solution' })
  | (Near & { readonly code: 'study/unknown-question' })
  | (Near & { readonly code: 'study/misspelt' })
  | (Near & { readonly code: 'study/unknown-property'; readonly known: readonly string[] })
  | (Near & { readonly code: 'study/unknown-parameter'; readonly known: readonly string[] })
  | {
      readonly code: 'study/unknown-plugin';
      readonly span: Span;
      readonly id: string;
      readonly nearest: string | undefined;
    }
  | (Near & { readonly code: 'study/not-swept'; readonly known: readonly string[] })
  | { readonly code: 'study/argument'; readonly span: Span; readonly known: readonly string[] }
  | (Named & { readonly code: 'study/missing-parameter'; readonly other: Span })
  | (Named & { readonly code: 'study/given-and-swept'; readonly other: Span })
  | (Named & {
      readonly code: 'study/parameter-type';
      readonly text: string;
      readonly wanted: string;
      readonly found: string;
    })
  | (Named & { readonly code: 'study/play-name' })
  | (Named & { readonly code: 'study/solution-as-value' })
  | {
      readonly code: 'study/question';
      readonly span: Span;
      readonly question: string;
      /** What stands before `=` in its argument. */
      readonly named?: string | undefined;
    }
  | (Named & { readonly code: 'study/property' })
  | { readonly code: 'study/twice'; readonly span: Span; readonly what: string }
  | (Named & { readonly code: 'study/option-twice' })
  | { readonly code: 'study/var'; readonly span: Span }
  | { readonly code: 'study/unit'; readonly span: Span; readonly unit: string; readonly known: readonly string[] }
  | { readonly code: 'study/against'; readonly span: Span }
  | { readonly code: 'study/tolerance'; readonly span: Span };

const questionEntries: Entries<QuestionDiagnostic> = {
  'study/unknown-scenario': {
    severity: 'error',
    title: 'a study of a scenario that does not exist',
    message: (d) => `there is no scenario \`${d.name}\``,
    repair: (d) => didYouMean(d.nearest),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation:
      'A study names a scenario of its own file, or of a file in use: `use "poker.icsap" as poker`, then `poker.Kuhn`.',
  },
  'study/unknown-solution': {
    severity: 'error',
    title: 'a question about something that was not solved',
    message: (d) => `this study solves nothing called \`${d.name}\``,
    repair: (d) => didYouMean(d.nearest) ?? `write \`solve ${d.name}\``,
    explanation: '`solve eq` gives a solution its name; `eq.value(p)` and the like ask about it.',
  },
  'study/unknown-question': {
    severity: 'error',
    title: 'a question that does not exist',
    message: (d) => `a solution answers \`value(p)\`, \`chance(event)\` and \`mean(e)\`, but not \`${d.name}(…)\``,
    repair: (d) => didYouMean(d.nearest),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation:
      '`eq.value(p)`, `eq.chance(event | event)` and `eq.mean(e | event)` are about the play that the solution induces. `eq.gap`, `eq.status` and what the solver reports have no parentheses.',
  },
  'study/misspelt': {
    severity: 'warning',
    title: 'something that a solution probably does not say',
    message: (d) => `no solution is known to say \`${d.name}\``,
    repair: (d) => didYouMean(d.nearest),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation:
      'Every solution has a `gap` and a `status`. Solvers report more of themselves, such as `iterations`, so other ' +
      'names are allowed; this one looks like a slip.',
  },
  'study/unknown-property': {
    severity: 'error',
    title: 'a property that cannot be verified',
    message: (d) => `\`${d.name}\` cannot be verified; what can is ${oneOf(d.known)}`,
    repair: (d) => didYouMean(d.nearest),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation:
      '`truthful`: no type gains by a lie, on average; `dominant`: whatever the others report; `participation`: nobody ' +
      'wants to leave; `obedient`: nobody wants to do otherwise; `budget`: no money leaves followers and leader together.',
  },
  'study/unknown-parameter': {
    severity: 'error',
    title: 'a parameter that the scenario does not have',
    message: (d) =>
      d.known.length === 0
        ? 'this scenario has no parameters'
        : `the scenario has no parameter \`${d.name}\`; it has ${oneOf(d.known)}`,
    repair: (d) => didYouMean(d.nearest),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation: 'In `study N of S(prior = 0.2)` stand parameters of the scenario, by name.',
  },
  'study/unknown-plugin': {
    severity: 'warning',
    title: 'a plugin that is not there',
    message: (d) => `no plugin is called \`${d.id}\``,
    repair: (d) => didYouMean(d.nearest),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation:
      '`icsap plugins` lists what is installed. To run the study, the plugin must be there; to read and check it, it need not.',
  },
  'study/not-swept': {
    severity: 'error',
    title: 'a picture along something that is not swept',
    message: (d) =>
      d.known.length === 0
        ? `\`${d.name}\` is not swept: this study has no \`sweep\``
        : `\`${d.name}\` is not swept; what is swept is ${oneOf(d.known)}`,
    repair: (d) => didYouMean(d.nearest) ?? `write \`sweep ${d.name} in …\`, or \`against ${d.name} in …\``,
    explanation:
      'After `against` stands a swept name, `iteration`, or a new name with its values, `x in outputs`. After `for` stand swept names.',
  },
  'study/argument': {
    severity: 'error',
    title: 'a parameter without its name',
    message: () => 'parameters of a scenario are given by name',
    repair: (d) => (d.known[0] === undefined ? undefined : `write \`${d.known[0]} = …\``),
    explanation:
      'In `study N of S(prior = 0.2)` each parameter stands with its name, so that a reader knows which is which.',
  },
  'study/missing-parameter': {
    severity: 'error',
    title: 'a parameter without a value',
    message: (d) => `the parameter \`${d.name}\` has no value`,
    repair: (d) => `write \`(${d.name} = …)\` after the scenario, or \`sweep ${d.name} in …\``,
    related: (d) => [{ span: d.other, message: 'it has no default' }],
    explanation: 'A parameter without a default must be given or swept by every study.',
  },
  'study/given-and-swept': {
    severity: 'error',
    title: 'a parameter that is given a value and swept',
    message: (d) => `the parameter \`${d.name}\` is given one value here, and the study sweeps it`,
    repair: () => 'leave one of them out',
    related: (d) => [{ span: d.other, message: 'it is swept here' }],
    explanation:
      'A sweep runs the study once for each of its values, so a value in `study N of S(n = 1)` would never count.',
  },
  'study/parameter-type': {
    severity: 'error',
    title: 'a value of the wrong kind for a parameter',
    message: (d) => `the parameter \`${d.name}\` is ${d.wanted}, but \`${d.text}\` gives ${d.found}`,
    explanation: 'A parameter takes values of the kind that its default has.',
  },
  'study/play-name': {
    severity: 'error',
    title: 'a name of the play outside a question',
    message: (d) => `\`${d.name}\` differs from play to play, so by itself it has no value in a study`,
    repair: (d) => `ask a solution: \`eq.chance(${d.name} == …)\` or \`eq.mean(${d.name})\``,
    explanation:
      'In a study, what is drawn, chosen or computed from it can be named in questions (`eq.chance(…)`, `eq.mean(…)`), in ' +
      'the formula of a `rule` and in a prompt. Parameters, and `let`s made of them, can be named everywhere.',
  },
  'study/solution-as-value': {
    severity: 'error',
    title: 'a solution in place of a value',
    message: (d) => `\`${d.name}\` is a solution: ask something of it`,
    repair: (d) =>
      `write \`${d.name}.value(p)\`, \`${d.name}.chance(event)\`, \`${d.name}.mean(e)\` or \`${d.name}.gap\``,
    explanation: 'A solution is no number; questions about it are.',
  },
  'study/question': {
    severity: 'error',
    title: 'a question with the wrong arguments',
    message: (d) =>
      d.question === 'value'
        ? '`value` asks about one player: `eq.value(p)`'
        : `\`${d.question}\` takes one argument, and a condition after \`|\` if there is one`,
    repair: (d) => {
      if (d.named !== undefined) return `\`=\` names an argument: to compare, write \`${d.named} == …\``;
      return d.question === 'chance' ? 'write `eq.chance(event)` or `eq.chance(event | condition)`' : undefined;
    },
    explanation:
      'The questions are `eq.value(p)`, `eq.chance(event | condition)` and `eq.mean(e | condition)`; the condition may be left out.',
  },
  'study/property': {
    severity: 'error',
    title: 'a property with the wrong arguments',
    message: (d) => `\`${d.name}\` does not take these arguments`,
    repair: (d) =>
      d.name === 'budget'
        ? 'write `budget` or `budget(expected)`'
        : `write \`verify ${d.name}\` or \`verify ${d.name} of eq\``,
    explanation: 'In an expectation, a property takes the name of a solution: `expect not truthful(outcome)`.',
  },
  'study/twice': {
    severity: 'error',
    title: 'a setting that is made twice',
    message: (d) => `\`${d.what}\` stands twice in this study`,
    explanation: 'A study has one `seed` and one `repeat`.',
  },
  'study/option-twice': {
    severity: 'error',
    title: 'an option that is given twice',
    message: (d) => `the option \`${d.name}\` is given twice`,
    explanation: 'Each option of a plugin stands once.',
  },
  'study/var': {
    severity: 'error',
    title: 'a study that changes a name',
    message: () => 'in a study only `let name = …` may stand',
    explanation: 'A study asks questions; nothing in it changes.',
  },
  'study/unit': {
    severity: 'error',
    title: 'a unit of time that is not known',
    message: (d) => `\`${d.unit}\` is no unit of time; write ${oneOf(d.known)}`,
    explanation: 'A budget of time is written as `within 10 s`.',
  },
  'study/against': {
    severity: 'error',
    title: 'a picture along something that is no name',
    message: () => 'after `against` stands a swept name, `iteration`, or a new name with its values: `x in outputs`',
    explanation: 'It becomes the horizontal axis.',
  },
  'study/tolerance': {
    severity: 'error',
    title: 'a tolerance without one comparison',
    message: () => '`+-` widens one comparison, such as `a == b +- 1e-3`',
    explanation: 'The tolerance says how far apart the two sides may be.',
  },
};

export const studyEntries: Entries<StudyDiagnostic> = { ...questionEntries, ...ruleEntries };

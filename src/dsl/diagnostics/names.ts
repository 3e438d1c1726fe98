import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';
import { count, didYouMean, oneOf } from './words.ts';

interface Named {
  readonly span: Span;
  readonly name: string;
}

/** Names, symbols and scopes, and what a file brings in from others. */
export type NameDiagnostic =
  | (Named & {
      readonly code: 'name/unknown';
      readonly nearest: string | undefined;
      /** What can stand there, where that is known: the symbols that it is compared with. */
      readonly members?: readonly string[];
    })
  | (Named & { readonly code: 'name/unknown-function'; readonly nearest: string | undefined })
  | (Named & { readonly code: 'name/taken'; readonly other: Span })
  | (Named & { readonly code: 'name/both'; readonly other: Span })
  | (Named & { readonly code: 'name/too-early'; readonly made: Span })
  | (Named & {
      readonly code: 'name/own';
      readonly kind: string;
      readonly made: Span;
      /** Whether it stands where a word would be a symbol, did nothing define it. */
      readonly isMember: boolean;
    })
  | (Named & { readonly code: 'name/circular' })
  | { readonly code: 'name/file-level'; readonly span: Span }
  | (Named & { readonly code: 'name/inner-def' })
  | (Named & { readonly code: 'name/indices'; readonly wanted: number; readonly found: number; readonly other: Span })
  | (Named & {
      readonly code: 'name/unassignable';
      readonly kind: string | undefined;
      readonly nearest: string | undefined;
    })
  | (Named & { readonly code: 'name/not-function' })
  | (Named & { readonly code: 'name/function-as-value'; readonly parameters: readonly string[] })
  | (Named & { readonly code: 'name/module-as-value' })
  | { readonly code: 'use/refused'; readonly span: Span; readonly path: string; readonly reason: string }
  | (Named & { readonly code: 'use/no-member'; readonly alias: string })
  | { readonly code: 'data/refused'; readonly span: Span; readonly path: string; readonly reason: string }
  | { readonly code: 'data/format'; readonly span: Span; readonly path: string; readonly known: readonly string[] }
  | {
      readonly code: 'data/malformed';
      readonly span: Span;
      readonly path: string;
      readonly line: number | undefined;
      readonly reason: string;
    };

const KINDS: Readonly<Record<string, string>> = {
  parameter: 'a parameter of the scenario',
  let: 'a `let`, which keeps its value',
  loop: 'the variable of a `for`',
  argument: 'a parameter of a `def`',
  draw: 'drawn by nature',
  choice: "a player's choice",
  report: "a player's report",
  rule: 'a committed rule',
  player: 'a player',
  team: 'a team',
  data: 'read from a file',
  sweep: 'swept by the study',
  function: 'a `def`',
  solution: 'what the study solves for',
  module: 'a file in use',
};

export const nameEntries: Entries<NameDiagnostic> = {
  'name/unknown': {
    severity: 'error',
    title: 'a name that nothing defines',
    message: (d) => `nothing here is called \`${d.name}\``,
    repair: (d) =>
      didYouMean(d.nearest) ??
      (d.members === undefined
        ? `a symbol that stands in no literal is written in quotes: \`"${d.name}"\``
        : `it can be ${oneOf(d.members)}`),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation:
      'A name must be defined above the place where it is read, in the same block or in one around it: by `players`, ' +
      '`let`, `var`, `for`, `data`, a parameter, a draw, a choice, a report or a rule. A bare name that nothing defines ' +
      'is a symbol only if it stands somewhere in the scenario directly inside the braces, brackets or parentheses of a ' +
      'literal, such as `{ acquit, convict }`; then it may be used everywhere. In quotes a word is a symbol anywhere.',
  },
  'name/unknown-function': {
    severity: 'error',
    title: 'a function that does not exist',
    message: (d) => `there is no function \`${d.name}\``,
    repair: (d) => didYouMean(d.nearest),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation:
      'What can be called are the `def`s of the scenario, the study and the file, those of a file in use as ' +
      '`alias.name(…)`, the built-in functions and distributions, and those that plugins add.',
  },
  'name/taken': {
    severity: 'error',
    title: 'a name with two meanings',
    message: (d) => `\`${d.name}\` is already defined`,
    repair: () => 'give one of them another name',
    related: (d) => [{ span: d.other, message: 'defined here' }],
    explanation:
      'One name means one thing. Only the parameters of `def` and `rule` may repeat a name. Names of `let`, `var` and ' +
      '`for` end with their block and may then be used again; names of the play (draws, choices, reports, rules) stay.',
  },
  'name/both': {
    severity: 'error',
    title: 'a name that is also a symbol',
    message: (d) => `\`${d.name}\` is defined here, but elsewhere it is used as a symbol`,
    repair: () => 'give one of them another name',
    related: (d) => [{ span: d.other, message: 'a symbol here' }],
    explanation:
      'A bare name in a literal, such as `{ low, high }`, is a symbol if nothing defines it there. The same word may not ' +
      'also be the name of something, or a reader could not tell which is meant.',
  },
  'name/too-early': {
    severity: 'error',
    title: 'a name that is read before it has a value',
    message: (d) => `\`${d.name}\` has no value yet on this line`,
    repair: () => 'move this line below the one that gives it a value',
    related: (d) => [{ span: d.made, message: 'it gets its value here' }],
    explanation:
      'A scenario is read from top to bottom, as it is played. A draw, choice, report or rule can be read from its line ' +
      'on. Only the arguments of a `commits` may be made later: a wage that depends on what will come out.',
  },
  'name/own': {
    severity: 'error',
    title: 'a name that is read where it is made',
    message: (d) => `\`${d.name}\` is ${KINDS[d.kind] ?? 'made'}, and has no value in the line that makes it`,
    repair: (d) => (d.isMember ? `for the symbol write \`"${d.name}"\`, or give one of them another name` : undefined),
    edit: (d) => (d.isMember ? { span: d.span, text: `"${d.name}"` } : undefined),
    related: (d) => [{ span: d.made, message: 'it is made here' }],
    explanation:
      'In `a commits r in { l, r }` the second `r` is the rule itself: a bare name in a literal is a symbol only if nothing ' +
      'defines it. What a draw, choice or rule can be does not depend on what it is.',
  },
  'name/circular': {
    severity: 'error',
    title: 'a definition that needs itself',
    message: (d) => `\`${d.name}\` is defined by itself`,
    explanation: 'The value of a `let` may use others, but no chain of them may lead back to itself.',
  },
  'name/file-level': {
    severity: 'error',
    title: 'a file-level definition that is no plain `let`',
    message: () => 'outside a scenario or study only `let name = …` and `def` may stand',
    repair: () => 'write `let name = …`, or move the line into the scenario',
    explanation: 'What stands in a file outside any scenario is the same for all of them, so nothing there can change.',
  },
  'name/inner-def': {
    severity: 'error',
    title: 'a `def` inside a block',
    message: (d) => `the \`def\` of \`${d.name}\` must not stand inside another block`,
    repair: () => 'move it out, to the top of the scenario, the study or the file',
    explanation:
      'A `def` is known in all of its scenario and may use the names at its top. Inside another `def`, an `if` or a loop ' +
      'it would depend on names that come and go; give it parameters instead.',
  },
  'name/indices': {
    severity: 'error',
    title: 'a family with the wrong number of indices',
    message: (d) => `\`${d.name}\` has ${count(d.found, 'index', 'indices')} here, but ${d.wanted} elsewhere`,
    related: (d) => [{ span: d.other, message: 'elsewhere' }],
    explanation:
      'Either a name has one value, `x`, or it is a family, `x[i]` or `x[i, j]`, and then always with as many indices.',
  },
  'name/unassignable': {
    severity: 'error',
    title: 'an assignment to something that cannot change',
    message: (d) =>
      d.kind === undefined
        ? `no \`var\` is called \`${d.name}\``
        : `\`${d.name}\` cannot be assigned: it is ${KINDS[d.kind] ?? 'no `var`'}`,
    repair: (d) =>
      didYouMean(d.nearest) ??
      (d.kind === undefined || d.kind === 'let' ? `declare it: \`var ${d.name} = …\`` : undefined),
    explanation:
      'Only a `var` can be assigned, with `x = e` or `t[i] = e`. A `let` keeps its value; what is drawn or chosen is made by `~` or `chooses`.',
  },
  'name/not-function': {
    severity: 'error',
    title: 'a call of something that is no function',
    message: (d) => `\`${d.name}\` is no function`,
    repair: () => 'a rule stands for its realised value by its bare name; for an entry write `x[i]`',
    explanation:
      'Parentheses call a `def` or a built-in function. A rule that was committed with arguments is read by its bare name: ' +
      'after `p commits wage(output) in real`, write `wage`. Names of the scenario go before built-in functions: if you ' +
      'call a choice `count`, then `count(…)` is no longer the built-in.',
  },
  'name/function-as-value': {
    severity: 'error',
    title: 'a function without its arguments',
    message: (d) => `\`${d.name}\` is a function: its arguments are missing`,
    repair: (d) => `write \`${d.name}(${d.parameters.join(', ')})\``,
    explanation: 'Functions are no values: they can be called, but not stored or passed on.',
  },
  'name/module-as-value': {
    severity: 'error',
    title: 'a file in place of a value',
    message: (d) => `\`${d.name}\` is a file in use, not a value`,
    repair: (d) => `write what you want of it: \`${d.name}.…\``,
    explanation:
      'After `use "deck.icsap" as deck`, its `let`s are read as `deck.x` and its functions called as `deck.f(…)`.',
  },
  'use/refused': {
    severity: 'error',
    title: 'a file that cannot be used',
    message: (d) => `\`${d.path}\` cannot be read: ${d.reason}`,
    explanation: 'The path after `use` is relative to the file that names it, and stays inside the project.',
  },
  'use/no-member': {
    severity: 'error',
    title: 'something that a file in use does not define',
    message: (d) => `\`${d.alias}\` defines no \`${d.name}\` that can be used here`,
    explanation: 'Of a file in use, its scenarios can be studied, its `let`s read and its `def`s called.',
  },
  'data/refused': {
    severity: 'error',
    title: 'a data file that cannot be read',
    message: (d) => `\`${d.path}\` cannot be read: ${d.reason}`,
    explanation: 'The path after `data … from` is relative to the file that names it, and stays inside the project.',
  },
  'data/format': {
    severity: 'error',
    title: 'a data file of a kind that is not known',
    message: (d) => `what is in \`${d.path}\` cannot be told from its name`,
    repair: (d) => `data files end in ${d.known.join(', ')}`,
    explanation:
      'A `.csv` of numbers is a matrix, with a header it is a list of records; a `.json` is one value; a `.jsonl` is a ' +
      'list with one value for each line.',
  },
  'data/malformed': {
    severity: 'error',
    title: 'a data file with a mistake in it',
    message: (d) => `${d.line === undefined ? '' : `line ${d.line} of `}\`${d.path}\` cannot be read: ${d.reason}`,
    explanation: 'The file does not follow its format. All rows of a `.csv` have as many values as the first one.',
  },
};

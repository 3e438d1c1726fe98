import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';
import { count, didYouMean, oneOf } from './words.ts';

/** Calls of functions and procedures. */
export type CallDiagnostic =
  | {
      readonly code: 'call/count';
      readonly span: Span;
      readonly signature: string;
      readonly least: number;
      readonly most: number;
      readonly given: number;
    }
  | {
      readonly code: 'call/unknown-argument';
      readonly span: Span;
      readonly name: string;
      readonly argument: string;
      readonly known: readonly string[];
      readonly nearest: string | undefined;
    }
  | {
      readonly code: 'call/argument';
      readonly span: Span;
      readonly what: string;
      readonly wanted: string;
      readonly text: string;
      readonly found: string;
    }
  | { readonly code: 'call/twice'; readonly span: Span; readonly name: string; readonly argument: string }
  | { readonly code: 'call/given'; readonly span: Span }
  | { readonly code: 'call/procedure'; readonly span: Span; readonly name: string }
  | { readonly code: 'call/function'; readonly span: Span; readonly name: string };

export const callEntries: Entries<CallDiagnostic> = {
  'call/count': {
    severity: 'error',
    title: 'a call with too few or too many arguments',
    message: (d) => {
      const wanted = d.least === d.most ? count(d.most, 'argument') : `${d.least} to ${count(d.most, 'argument')}`;
      return `\`${d.signature}\` takes ${wanted}, but ${d.given === 1 ? '1 is' : `${d.given} are`} given`;
    },
    explanation: 'A call gives each parameter of the function one value, by position or by name.',
  },
  'call/unknown-argument': {
    severity: 'error',
    title: 'an argument that the function does not know',
    message: (d) =>
      d.known.length === 0
        ? `\`${d.name}\` takes no arguments`
        : `\`${d.name}\` has no argument \`${d.argument}\`; it has ${oneOf(d.known)}`,
    repair: (d) => didYouMean(d.nearest),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation:
      'Arguments may be given by name, as in `deal(2, from = cards)`. The names are those of the definition.',
  },
  'call/argument': {
    severity: 'error',
    title: 'an argument of the wrong kind',
    message: (d) => `${d.what} needs ${d.wanted} here, but \`${d.text}\` is ${d.found}`,
    explanation: 'A function that a plugin adds says what its arguments must be.',
  },
  'call/twice': {
    severity: 'error',
    title: 'an argument that is given twice',
    message: (d) => `\`${d.argument}\` of \`${d.name}\` is given twice`,
    explanation: 'Each argument is given once, by its position or by its name.',
  },
  'call/given': {
    severity: 'error',
    title: 'a condition outside a question',
    message: () => '`|` stands only in questions about a solution, such as `eq.chance(a | b)`',
    repair: () => 'for "either" write `or`',
    explanation:
      '`eq.chance(a | b)` is the chance of `a` given `b`, and `eq.mean(e | b)` the mean of `e` given `b`. Elsewhere `|` means nothing.',
  },
  'call/procedure': {
    severity: 'error',
    title: 'a procedure where a value is needed',
    message: (d) => `\`${d.name}\` does something, but it has no value`,
    repair: (d) => `call it on a line of its own, or define it as \`def ${d.name}(…) = …\``,
    explanation:
      '`def f(a) = e` is a function and has a value. `def f(a) { … }` is a procedure: it is a statement by itself.',
  },
  'call/function': {
    severity: 'error',
    title: 'a value that goes nowhere',
    message: (d) => `\`${d.name}\` only computes a value, which is lost here`,
    repair: (d) => `use the value, or define a procedure: \`def ${d.name}(…) { … }\``,
    explanation: 'On a line of its own stands a procedure, which draws, asks or pays. A function changes nothing.',
  },
};

import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';

/** Expressions and lists, and what fits nowhere else. */
export type FormDiagnostic =
  | {
      readonly code: 'syntax/expected';
      readonly span: Span;
      readonly expected: readonly string[];
      readonly found: string;
      readonly after: string;
    }
  | {
      readonly code: 'syntax/unfinished';
      readonly span: Span;
      readonly expected: readonly string[];
      readonly after: string;
    }
  | { readonly code: 'syntax/comma'; readonly span: Span; readonly before: string }
  | { readonly code: 'syntax/extra-comma'; readonly span: Span }
  | { readonly code: 'syntax/colon'; readonly span: Span }
  | { readonly code: 'syntax/equality'; readonly span: Span }
  | { readonly code: 'syntax/plus-minus'; readonly span: Span }
  | { readonly code: 'syntax/postfix-if'; readonly span: Span; readonly otherwise: boolean }
  | { readonly code: 'syntax/when-sum'; readonly span: Span }
  | { readonly code: 'syntax/if-expression'; readonly span: Span }
  | { readonly code: 'syntax/missing-else'; readonly span: Span }
  | { readonly code: 'syntax/reserved'; readonly span: Span; readonly word: string; readonly symbol: boolean }
  | { readonly code: 'syntax/option-key'; readonly span: Span; readonly write: string | undefined }
  | { readonly code: 'syntax/too-deep'; readonly span: Span }
  | { readonly code: 'syntax/too-many'; readonly span: Span; readonly shown: number };

const percentage = '`%` is the remainder of a division; a percentage is written `0.5` or `50/100`';

export const formEntries: Entries<FormDiagnostic> = {
  'syntax/expected': {
    severity: 'error',
    title: 'something else was expected here',
    message: (d) => `expected ${either(d.expected)}, but found ${d.found}`,
    repair: (d) => {
      if (d.found === 'the word `if`' && d.expected.includes('an expression'))
        return 'put parentheses around `if … then … else …` where it is a part of an expression';
      return d.after === '%' ? percentage : undefined;
    },
    explanation:
      'The text does not follow the grammar at this place. The message says what may stand here; the language reference shows each statement with examples.',
  },
  'syntax/unfinished': {
    severity: 'error',
    title: 'a line that ends too early',
    message: (d) =>
      `expected ${either(d.expected)} after ${d.after === '' ? 'this' : `\`${d.after}\``}, but the line ends here`,
    repair: (d) => (d.after === '%' ? percentage : undefined),
    explanation:
      'The statement is not complete, and the next line begins another one. A statement may go on over several lines, as long as it is not complete before.',
  },
  'syntax/comma': {
    severity: 'error',
    title: 'a missing comma',
    message: (d) => `a comma is missing before \`${d.before}\``,
    repair: () => 'write `,`',
    edit: (d) => ({ span: d.span, text: ',' }),
    explanation:
      'The elements of sets, lists, tuples, maps and options, and the arguments of a call, are separated by commas.',
  },
  'syntax/extra-comma': {
    severity: 'error',
    title: 'a comma too many',
    message: () => 'nothing follows this comma',
    repair: () => 'remove it',
    edit: (d) => ({ span: d.span, text: '' }),
    explanation: 'Commas stand between elements only, not behind the last one.',
  },
  'syntax/colon': {
    severity: 'error',
    title: '`=` for `:` between a key and its value',
    message: () => 'between a key and its value stands `:`, not `=`',
    repair: () => 'write `:` (or `==` to compare)',
    edit: (d) => ({ span: d.span, text: ':' }),
    explanation: 'Maps and options are written `{ key: value }`. `=` binds a name or an argument, `==` compares.',
  },
  'syntax/equality': {
    severity: 'error',
    title: '`=` for `==`',
    message: () => '`=` gives a value to a name; it does not compare',
    repair: () => 'write `==`',
    edit: (d) => ({ span: d.span, text: '==' }),
    explanation:
      '`x = e` is a statement that gives `x` a value. In a condition, two values are compared by `==`, or `!=` for different.',
  },
  'syntax/plus-minus': {
    severity: 'error',
    title: '`+-` outside of an `expect`',
    message: () => '`+-` is the tolerance of an `expect`, and has no meaning here',
    repair: () => 'write `-`, or `+ -` with a space',
    edit: (d) => ({ span: d.span, text: '-' }),
    explanation:
      '`expect a == b +- 1e-3` allows a difference. Elsewhere, to add a negative number, put a space between the signs or subtract.',
  },
  'syntax/postfix-if': {
    severity: 'error',
    title: '`if` behind an expression',
    message: () => '`if` cannot stand behind an expression',
    repair: (d) => (d.otherwise ? 'write `if c then a else b`' : 'write `when`'),
    edit: (d) => (d.otherwise ? undefined : { span: d.span, text: 'when' }),
    explanation:
      '`e when c` is `e` if `c` holds, and otherwise 0, or no element of its set or list. `if c then a else b` chooses between two values; `if c { … }` between statements. ' +
      'Only in a comprehension does `if` stand behind: `x for x in S if c`.',
  },
  'syntax/when-sum': {
    severity: 'warning',
    title: 'a sum on the left of `when`',
    message: () => '`when` applies to this whole sum, not to its last term only',
    repair: () => 'put parentheses around what it applies to',
    explanation:
      '`when` binds more loosely than any operator: `a - b when c` is `(a - b) when c`. Parentheses say which one is meant, and end this hint: `(a - b) when c` or `a - (b when c)`.',
  },
  'syntax/if-expression': {
    severity: 'error',
    title: 'braces in an `if` that is an expression',
    message: () => 'where a value is wanted, `if` has no braces',
    repair: () => 'write `if c then a else b`',
    explanation:
      '`if c { … } else { … }` chooses between statements. An expression chooses between values: `if c then a else b`, or `a when c` if it is 0 otherwise.',
  },
  'syntax/missing-else': {
    severity: 'error',
    title: 'an `if` expression without `else`',
    message: () => 'this `if` has no `else`, so it has no value when its condition fails',
    repair: () => 'add `else` and a value, or write `a when c` for 0 otherwise',
    explanation: '`if c then a else b` needs both values. `a when c` is `a` if `c` holds, and 0 if not.',
  },
  'syntax/reserved': {
    severity: 'error',
    title: 'a reserved word as a name',
    message: (d) =>
      d.symbol
        ? `\`${d.word}\` is a word of the language, so as a symbol it needs quotes`
        : `\`${d.word}\` is a word of the language and cannot be a name`,
    repair: (d) => (d.symbol ? `write \`"${d.word}"\`` : `choose another name, such as \`${d.word}_\``),
    edit: (d) => ({ span: d.span, text: d.symbol ? `"${d.word}"` : `${d.word}_` }),
    explanation:
      'Reserved are `sees chooses commits reports gets may openly end require if then else for while in when and or not step true false real text`. ' +
      'Every other word is a word of the language only at its place, and free as a name. A symbol may be any word if it stands in quotes: `{ "in", "out" }`.',
  },
  'syntax/option-key': {
    severity: 'error',
    title: 'an option that is not `key: value`',
    message: (d) =>
      d.write === undefined
        ? 'options are written `key: value`, and a key is a word'
        : 'the key of an option stands without quotes',
    repair: (d) => (d.write === undefined ? 'for a list of values use brackets: `[1, 2]`' : `write \`${d.write}\``),
    edit: (d) => (d.write === undefined ? undefined : { span: d.span, text: d.write }),
    explanation:
      'In the options of a plugin, braces hold `key: value` at every depth, and the keys are words. Several values are a list in brackets.',
  },
  'syntax/too-deep': {
    severity: 'error',
    title: 'nesting that is too deep',
    message: () => 'this is nested too deep',
    repair: () => 'give a part of it a name with `let`; add up a long list with `sum([…])`',
    explanation:
      'Brackets may stand 45 deep within one another, blocks about 100, and a chain of operators may have about 300 terms. That is more than anyone can read, and it keeps every text from exhausting the memory of whoever reads it.',
  },
  'syntax/too-many': {
    severity: 'error',
    title: 'more mistakes than are shown',
    message: (d) => `there are more mistakes than these ${d.shown}`,
    repair: () => 'mend the first ones and try again',
    explanation: 'Only the first hundred mistakes of a file are shown.',
  },
};

function either(expected: readonly string[]): string {
  const last = expected.at(-1) ?? 'something else';
  return expected.length < 2 ? last : `${expected.slice(0, -1).join(', ')} or ${last}`;
}

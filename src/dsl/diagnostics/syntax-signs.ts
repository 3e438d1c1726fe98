import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';

/** Characters, numbers, texts and brackets. */
export type SignDiagnostic =
  | { readonly code: 'syntax/character'; readonly span: Span; readonly found: string }
  | { readonly code: 'syntax/foreign'; readonly span: Span; readonly found: string; readonly write: string }
  | { readonly code: 'syntax/comment'; readonly span: Span; readonly found: string }
  | { readonly code: 'syntax/quotes'; readonly span: Span; readonly found: string; readonly write: string }
  | { readonly code: 'syntax/number'; readonly span: Span; readonly found: string; readonly write: string | undefined }
  | { readonly code: 'syntax/unclosed-text'; readonly span: Span; readonly quotes: string }
  | { readonly code: 'syntax/escape'; readonly span: Span; readonly found: string }
  | { readonly code: 'syntax/hole'; readonly span: Span; readonly problem: HoleProblem }
  | { readonly code: 'syntax/unclosed'; readonly span: Span; readonly opener: string; readonly closer: string }
  | { readonly code: 'syntax/stray'; readonly span: Span; readonly found: string }
  | {
      readonly code: 'syntax/mismatched';
      readonly span: Span;
      readonly found: string;
      readonly closer: string;
      readonly at: Span;
    };

export type HoleProblem = 'open' | 'stray' | 'empty' | 'deep' | 'comment' | 'expression';

const holes: Readonly<Record<HoleProblem, { readonly message: string; readonly repair: string }>> = {
  open: { message: 'the hole that begins here has no `}`', repair: 'close it with `}`, or write `{{` for a brace' },
  stray: { message: 'a single `}` closes no hole of this text', repair: 'write `}}` for a brace' },
  empty: { message: 'there is nothing in this hole', repair: 'put an expression into it, or write `{{}}` for braces' },
  deep: {
    message: 'texts inside the holes of texts are nested too deep',
    repair: 'give the inner text a name with `let`',
  },
  comment: { message: 'a comment cannot stand in the hole of a text', repair: 'put it beside the text' },
  expression: {
    message: 'what stands in this hole is no expression',
    repair: 'write `{{` and `}}` if braces are meant',
  },
};

/** What economists write, and how it is spelled. */
const greek: ReadonlyMap<string, string> = new Map(
  'α alpha β beta γ gamma δ delta ε epsilon η eta θ theta κ kappa λ lambda μ mu π pi ρ rho σ sigma τ tau φ phi ψ psi ω omega'
    .split(' ')
    .flatMap((letter, index, all) => (index % 2 === 0 ? [[letter, all[index + 1] ?? ''] as const] : [])),
);

const rewrite = (d: { readonly span: Span; readonly write: string | undefined }) =>
  d.write === undefined ? undefined : { span: d.span, text: d.write };

export const signEntries: Entries<SignDiagnostic> = {
  'syntax/character': {
    severity: 'error',
    title: 'a character that the language does not have',
    message: (d) =>
      /\p{L}/u.test(d.found)
        ? `a name cannot hold ${visible(d.found)}: its letters are a to z`
        : `${visible(d.found)} means nothing here`,
    repair: (d) =>
      greek.has(d.found) ? `write \`${greek.get(d.found)}\`` : 'remove it, or put it into a text in quotes',
    explanation:
      'Outside of texts and comments the language uses ASCII only: names are made of the letters a to z, digits and `_`, and do not begin with a digit. ' +
      'Characters of other alphabets may stand in texts and in comments.',
  },
  'syntax/foreign': {
    severity: 'error',
    title: 'a sign of another language',
    message: (d) =>
      d.write === ''
        ? `\`${d.found}\` ${d.found === ';' ? 'is not needed' : 'is no sign of this language'}`
        : `\`${d.found}\` is no sign of this language`,
    repair: (d) => foreignRepair(d.found, d.write),
    edit: (d) => (/^(?:[-+*/]=|\+\+|&)$/.test(d.found) ? undefined : { span: d.span, text: d.write }),
    explanation:
      'The language writes `and`, `or`, `not` as words, `==` and `!=` to compare, `<=` and `>=`, `^` for powers, and needs no `;`: every statement begins with a word, ' +
      'so it is clear where the one before ends. `x = x + 1` has no short form.',
  },
  'syntax/comment': {
    severity: 'error',
    title: 'a comment of another language',
    message: (d) => `a comment begins with \`#\`, not with \`${d.found}\``,
    repair: () => 'write `#`',
    edit: (d) => (d.found === '//' ? { span: { ...d.span, end: d.span.start + 2 }, text: '#' } : undefined),
    explanation: '`#` begins a comment that goes on to the end of the line. There are no comments over several lines.',
  },
  'syntax/quotes': {
    severity: 'error',
    title: 'quotes that the language does not have',
    message: () => 'texts stand in straight double quotes',
    repair: (d) => `write \`${shorten(d.write)}\``,
    edit: rewrite,
    explanation:
      'A text stands in `"…"` on one line, or in `"""…"""` over several. Symbols need no quotes at all, unless they are reserved words: `{ "in", "out" }`.',
  },
  'syntax/number': {
    severity: 'error',
    title: 'a number in a form that the language does not have',
    message: (d) =>
      d.write === undefined
        ? 'this number has too many digits'
        : `\`${shorten(d.found)}\` is no number of this language`,
    repair: (d) =>
      d.write === undefined ? 'numbers have up to 400 digits, and exponents up to 400' : `write \`${d.write}\``,
    edit: rewrite,
    explanation:
      'Numbers are written with digits, a point with digits on both sides, and an exponent: `12`, `0.5`, `1e-3`. They are exact. ' +
      'Multiplication is written out, `2 * x`; positions stand in brackets, `t[1]`.',
  },
  'syntax/unclosed-text': {
    severity: 'error',
    title: 'a text without its closing quotes',
    message: (d) => `the text that begins here has no closing \`${d.quotes}\``,
    repair: (d) =>
      d.quotes === '"' ? 'close it on the same line, or use `"""` for several lines' : 'close it with `"""`',
    explanation:
      'A text in `"…"` ends on the line on which it begins. A text in `"""…"""` may go over several lines, and has no escapes.',
  },
  'syntax/escape': {
    severity: 'error',
    title: 'an unknown escape in a text',
    message: (d) => `\`${d.found}\` is no escape`,
    repair: () => 'write `\\\\` for a backslash',
    edit: (d) => ({ span: d.span, text: `\\${d.found}` }),
    explanation:
      'In `"…"` the escapes are `\\"`, `\\\\`, `\\n`, `\\t`, `\\r` and `\\u{…}` with the number of a character in hexadecimal. In `"""…"""` a backslash is a backslash.',
  },
  'syntax/hole': {
    severity: 'error',
    title: 'a hole of a text without an expression',
    message: (d) => holes[d.problem].message,
    repair: (d) => holes[d.problem].repair,
    explanation:
      'In a text that is used as a value, `{x}` is a hole: it is filled with the value of the expression in it. `{{` and `}}` are single braces. ' +
      'A text within a hole needs `"""` around the outer text.',
  },
  'syntax/unclosed': {
    severity: 'error',
    title: 'a bracket that is never closed',
    message: (d) => `this \`${d.opener}\` is never closed`,
    repair: (d) => `add \`${d.closer}\``,
    explanation:
      'Every `(`, `[` and `{` needs its partner. Which of several is missing is judged by how the lines are indented.',
  },
  'syntax/stray': {
    severity: 'error',
    title: 'a closing bracket without its partner',
    message: (d) => `nothing is open here that \`${d.found}\` could close`,
    repair: () => 'remove it',
    edit: (d) => ({ span: d.span, text: '' }),
    explanation:
      'Every `)`, `]` and `}` closes a bracket that was opened before it. Which one is too many is judged by how the lines are indented.',
  },
  'syntax/mismatched': {
    severity: 'error',
    title: 'a closing bracket of the wrong kind',
    message: (d) => `\`${d.closer}\` is needed here, not \`${d.found}\``,
    repair: (d) => `write \`${d.closer}\``,
    edit: (d) => ({ span: d.span, text: d.closer }),
    related: (d) => [{ span: d.at, message: 'this is what it closes' }],
    explanation: 'A bracket is closed by one of its own kind: `( )`, `[ ]`, `{ }`.',
  },
};

function foreignRepair(found: string, write: string): string {
  if (found === '++') return 'write `x = x + 1`';
  if (/^[-+*/]=$/.test(found)) return `write \`x = x ${found[0]} …\``;
  return write === '' ? 'remove it' : `write \`${write}\``;
}

/** At most forty characters of what was found. */
function shorten(found: string): string {
  return found.length > 40 ? `${found.slice(0, 39)}…` : found;
}

/** The characters, and the numbers of those that cannot be seen. */
function visible(found: string): string {
  const first = found.codePointAt(0) ?? 0;
  const hidden = !/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(found);
  return hidden ? `the character U+${first.toString(16).toUpperCase().padStart(4, '0')}` : `\`${shorten(found)}\``;
}

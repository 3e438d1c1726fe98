import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';

/** Statements, and where they stand. */
export type StatementDiagnostic =
  | {
      readonly code: 'syntax/statement';
      readonly span: Span;
      readonly found: string;
      readonly room: 'file' | 'scenario' | 'study';
    }
  | { readonly code: 'syntax/keyword'; readonly span: Span; readonly word: string; readonly nearest: string }
  | {
      readonly code: 'syntax/verb';
      readonly span: Span;
      readonly after: string;
      readonly found: string;
      readonly nearest: string | undefined;
    }
  | { readonly code: 'syntax/bare-name'; readonly span: Span; readonly name: string; readonly alone: boolean }
  | { readonly code: 'syntax/comparison'; readonly span: Span }
  | {
      readonly code: 'syntax/wrong-block';
      readonly span: Span;
      readonly word: string;
      readonly room: 'scenario' | 'study';
    }
  | { readonly code: 'syntax/block'; readonly span: Span; readonly after: string; readonly isPostfix: boolean }
  | { readonly code: 'syntax/loop'; readonly span: Span }
  | { readonly code: 'syntax/study-of'; readonly span: Span; readonly name: string }
  | { readonly code: 'syntax/real-domain'; readonly span: Span; readonly found: string };

const rooms = {
  file: 'a file is made of `scenario`, `study`, `use`, `let` and `def`',
  scenario: 'a statement of a scenario begins with a name or a word such as `players`, `let`, `if` or `for`',
  study: 'a statement of a study begins with a word such as `solve`, `expect`, `sweep` or `plot`',
} as const;

const statementRepairs: ReadonlyMap<string, string> = new Map([
  ['`,`', 'statements are not separated by commas: put the next one on its own line'],
  ['the word `else`', '`when` has no `else`: write `if c then a else b`'],
]);

export const statementEntries: Entries<StatementDiagnostic> = {
  'syntax/statement': {
    severity: 'error',
    title: 'something that begins no statement',
    message: (d) => `${d.found} begins no statement: ${rooms[d.room]}`,
    repair: (d) => statementRepairs.get(d.found),
    explanation:
      'Every statement begins with a word, never with a bracket, a number or an operator; that is why no separators are needed between statements. ' +
      'An expression alone is no statement.',
  },
  'syntax/keyword': {
    severity: 'error',
    title: 'a misspelled word of the language',
    message: (d) => `\`${d.word}\` begins no statement`,
    repair: (d) => `did you mean \`${d.nearest}\`?`,
    edit: (d) => ({ span: d.span, text: d.nearest }),
    explanation:
      'In a scenario the statements begin with `players`, `team`, `let`, `var`, `def`, `data`, `cite`, `if`, `for`, `while`, `end`, `require`, or with the place or player that does something. ' +
      'In a study they begin with `seed`, `repeat`, `sweep`, `solve`, `seat`, `rule`, `verify`, `expect`, `plot`, `let`, `def` or `cite`.',
  },
  'syntax/verb': {
    severity: 'error',
    title: 'a statement without a verb',
    message: (d) => `expected a verb after \`${d.after}\`, but found ${d.found}`,
    repair: (d) =>
      d.nearest === undefined
        ? 'the verbs are `~`, `=`, `sees`, `chooses`, `commits`, `reports`, `gets` and `may leave for`'
        : `did you mean \`${d.nearest}\`?`,
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation:
      'A statement about players and places is one of `x ~ dist`, `x = e`, `p sees x`, `p chooses a in D`, `p commits r(x) in D`, `p reports x as b`, `p gets e`, `p may leave for e`, or the call of a procedure, `f(x)`.',
  },
  'syntax/bare-name': {
    severity: 'error',
    title: 'a name alone',
    message: (d) => `${d.alone ? `\`${d.name}\`` : 'this'} alone is no statement`,
    repair: (d) => (d.alone ? `add a verb, or call it: \`${d.name}()\`` : 'add a verb'),
    explanation:
      'A name or a place says nothing by itself. Only the call of a procedure, `f()`, is a statement without a verb.',
  },
  'syntax/comparison': {
    severity: 'error',
    title: 'a comparison alone',
    message: () => 'a comparison alone is no statement',
    repair: () =>
      'write `=` to give a value, `require …` for what commitments must make true, or `expect …` in a study',
    explanation:
      'To give `x` a value, write `x = e`. What the committed rules must make true is a `require` of the scenario; what an answer should be is an `expect` of a study.',
  },
  'syntax/wrong-block': {
    severity: 'error',
    title: 'a statement in the wrong place',
    message: (d) => `\`${d.word}\` stands in a ${d.room}, not here`,
    repair: (d) =>
      d.word === 'require'
        ? 'in a study, write `expect`'
        : d.room === 'study'
          ? 'move it into a `study … of … { }`'
          : 'move it into the `scenario`',
    explanation:
      'A scenario is only the model: who draws, sees, commits, chooses and is paid. A study asks something of it: `seed`, `repeat`, `sweep`, `solve`, `seat`, `rule`, `verify`, `expect`, `plot`. `let`, `def` and `cite` may stand in both.',
  },
  'syntax/block': {
    severity: 'error',
    title: 'a missing block',
    message: (d) => `the \`{\` of this \`${d.after}\` is missing`,
    repair: (d) => {
      if (d.isPostfix) return 'a list of values stands in brackets: `[e for i in S]`; a set in braces';
      return d.after === 'if' ? 'put the statements into braces: `if c { … }`' : 'put what belongs to it into braces';
    },
    edit: (d) => (d.isPostfix ? undefined : { span: d.span, text: ' {' }),
    explanation:
      'The statements of `scenario`, `study`, `if`, `else`, `for`, `while` and of a procedure stand in braces, also if there is only one: `if c { p gets 1 }`.',
  },
  'syntax/loop': {
    severity: 'error',
    title: 'a `for` without a name',
    message: () => 'this `for` does not name what runs over the set',
    repair: () => 'write `for i in S { … }`',
    explanation:
      '`for i in 1..3 { … }` repeats its block for each member of a set or list, and `for x, y in S { … }` takes pairs apart. There are no parentheses.',
  },
  'syntax/study-of': {
    severity: 'error',
    title: 'a study without its scenario',
    message: (d) => `the study \`${d.name}\` does not say of which scenario it is`,
    repair: (d) => `write \`study ${d.name} of …\` with the name of the scenario`,
    explanation:
      'A study asks something of one scenario: `study N of S { … }`, or `study N of S(prior = 0.2) { … }` with parameters.',
  },
  'syntax/real-domain': {
    severity: 'error',
    title: 'an unknown bound of `real`',
    message: (d) => `\`${d.found}\` cannot stand behind \`real\``,
    repair: (d) => (d.found === '>' ? 'write `>=`' : 'write `real >= a` or `real(a, b)`'),
    edit: (d) => (d.found === '>' ? { span: d.span, text: '>=' } : undefined),
    explanation:
      'A number is chosen from `real`, `real >= a` or `real(a, b)`, bounds included: where bounds are excluded, a best choice need not exist.',
  },
};

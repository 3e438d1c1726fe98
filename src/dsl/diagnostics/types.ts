import type { Span } from '../span.ts';
import { type CallDiagnostic, callEntries } from './calls.ts';
import type { Entries } from './rendered.ts';
import { count, didYouMean, oneOf } from './words.ts';

/** An expression as written, and in words what it is. */
interface Said {
  readonly span: Span;
  readonly text: string;
  readonly found: string;
}

/** What the type checker finds. */
export type TypeDiagnostic = CallDiagnostic | ValueDiagnostic;

type ValueDiagnostic =
  | (Said & { readonly code: 'type/number'; readonly what: string })
  | (Said & { readonly code: 'type/numbers'; readonly what: string })
  | (Said & { readonly code: 'type/operands'; readonly what: string; readonly other: string })
  | (Said & { readonly code: 'type/condition' })
  | (Said & { readonly code: 'type/collection' })
  | (Said & { readonly code: 'type/compare'; readonly other: string; readonly otherFound: string })
  | (Said & { readonly code: 'type/member'; readonly collection: string })
  | (Said & { readonly code: 'type/distribution'; readonly isCollection: boolean })
  | (Said & { readonly code: 'type/player'; readonly verb: string; readonly isMany: boolean })
  | (Said & { readonly code: 'type/team' })
  | (Said & { readonly code: 'type/not-indexable' })
  | { readonly code: 'type/for-comma'; readonly span: Span; readonly name: string }
  | { readonly code: 'type/family'; readonly span: Span; readonly name: string }
  | {
      readonly code: 'type/index';
      readonly span: Span;
      readonly text: string;
      readonly index: string;
      readonly found: string;
      readonly wanted: string;
    }
  | {
      readonly code: 'type/position';
      readonly span: Span;
      readonly text: string;
      readonly position: number;
      readonly length: number;
    }
  | {
      readonly code: 'type/no-field';
      readonly span: Span;
      readonly text: string;
      readonly name: string;
      readonly fields: readonly string[];
      readonly nearest: string | undefined;
    }
  | { readonly code: 'type/apart'; readonly span: Span; readonly count: number }
  | { readonly code: 'type/place'; readonly span: Span }
  | { readonly code: 'type/reported'; readonly span: Span; readonly text: string }
  | { readonly code: 'type/mixed-braces'; readonly span: Span; readonly isMap: boolean }
  | { readonly code: 'type/key-when'; readonly span: Span }
  | (Said & { readonly code: 'distribution/chance'; readonly nearest: string | undefined })
  | {
      readonly code: 'domain/number';
      readonly span: Span;
      readonly value: string;
      readonly text: string;
      readonly low: string;
      readonly high: string;
    }
  | {
      readonly code: 'domain/symbol';
      readonly span: Span;
      readonly name: string;
      readonly text: string;
      readonly members: readonly string[];
      readonly nearest: string | undefined;
    };

const valueEntries: Entries<ValueDiagnostic> = {
  'type/number': {
    severity: 'error',
    title: 'something else where a number is needed',
    message: (d) => `${d.what} needs a number, but \`${d.text}\` is ${d.found}`,
    repair: (d) => (d.found === 'a truth value' ? `for 1 or 0 write \`1 when ${d.text}\`` : undefined),
    explanation:
      'Numbers, truth values, symbols, players and collections are different things. `1 when c` is 1 where `c` holds, else 0.',
  },
  'type/numbers': {
    severity: 'error',
    title: 'a collection of something else where numbers are needed',
    message: (d) => `${d.what} needs numbers, but \`${d.text}\` is ${d.found}`,
    explanation:
      'The function goes through a collection of numbers, such as `1..n`, `[0.2, 0.8]` or `f(x) for x in S`.',
  },
  'type/operands': {
    severity: 'error',
    title: 'a number together with a set',
    message: (d) =>
      `${d.what} works on two numbers or on two sets, but here ${d.other} meets \`${d.text}\`, ${d.found}`,
    explanation:
      'On sets, `+` is the union, `-` the difference and `*` the intersection. A single member is put in braces: `S + { x }`.',
  },
  'type/condition': {
    severity: 'error',
    title: 'a condition that is neither true nor false',
    message: (d) => `a condition is true or false, but \`${d.text}\` is ${d.found}`,
    repair: (d) =>
      d.found.startsWith('a symbol') || d.found === 'a number' ? `compare it: \`${d.text} == …\`` : undefined,
    explanation: 'Conditions come from comparisons, from `in`, and from `and`, `or` and `not` of them.',
  },
  'type/collection': {
    severity: 'error',
    title: 'something else where a collection is needed',
    message: (d) => `a set, list or range is needed here, but \`${d.text}\` is ${d.found}`,
    repair: (d) => (d.found === 'a number' ? `write \`1..${d.text}\` for the numbers up to it` : undefined),
    explanation:
      'Domains, loops and comprehensions go through a set `{ a, b }`, a list `[a, b]`, a range `1..n`, or all of a family.',
  },
  'type/compare': {
    severity: 'error',
    title: 'a comparison of things that are never equal',
    message: (d) => `\`${d.text}\` is ${d.found} and \`${d.other}\` is ${d.otherFound}: they are never equal`,
    explanation: 'Comparing different kinds of things would always be false, so it is almost surely a slip.',
  },
  'type/for-comma': {
    severity: 'error',
    title: 'a comma between two `for`s',
    message: (d) =>
      `what runs over a further set begins with \`for\`: with a comma \`${d.name} in …\` is an element of its own`,
    repair: (d) => `write \`for ${d.name} in …\` without a comma`,
    explanation:
      'All pairs of two sets are `(x, y) for x in A for y in B`. To take the pairs of one set apart, write `for x, y in S`.',
  },
  'type/member': {
    severity: 'error',
    title: 'a test for something that the collection never holds',
    message: (d) => `\`${d.text}\` is ${d.found}: it is never in ${d.collection}`,
    explanation: '`x in S` looks for a member of a set or list, or for a key of a map.',
  },
  'type/distribution': {
    severity: 'error',
    title: 'something else where a distribution is needed',
    message: (d) => `\`~\` draws from a distribution, but \`${d.text}\` is ${d.found}`,
    repair: (d) => (d.isCollection ? `for equal chances write \`uniform(${d.text})\`` : undefined),
    explanation:
      'A distribution is a map from values to chances, `{ guilty: 0.3, innocent: rest }`, or a call of `uniform`, ' +
      '`weighted`, `bernoulli`, `binomial` or `deal`.',
  },
  'type/player': {
    severity: 'error',
    title: 'something else where a player is needed',
    message: (d) =>
      d.isMany
        ? `one player \`${d.verb}\`, but \`${d.text}\` is ${d.found}`
        : `only a player \`${d.verb}\`, but \`${d.text}\` is ${d.found}`.replace(/`(`[^`]+`)`/, '$1'),
    repair: (d) => (d.isMany ? 'say which one, or put the line into a loop: `for p in … { … }`' : undefined),
    explanation:
      'Players are declared by `players a, b, bidder[1..n]` or by a team of new names. Whoever sees or gets may be several; whoever acts is one.',
  },
  'type/team': {
    severity: 'error',
    title: 'a team of something other than players',
    message: (d) => `a team consists of players, but \`${d.text}\` is ${d.found}`,
    explanation: 'Write new names, `team red = { a, b }`, or players that exist, `team pair = { p[2], p[3] }`.',
  },
  'type/not-indexable': {
    severity: 'error',
    title: 'an index on something that has no entries',
    message: (d) => `\`${d.text}\` is ${d.found}: it has no entries`,
    explanation:
      'Lists, tuples, maps, records and families have entries: `t[2]`, `cost[effort]`, `card[ana]`, `task.question`.',
  },
  'type/family': {
    severity: 'error',
    title: 'a whole family where one value is needed',
    message: (d) => `\`${d.name}\` is a family: one of its values is needed here`,
    repair: (d) => `write \`${d.name}[…]\` with an index`,
    explanation:
      'After `value[i] ~ …`, the bare name `value` stands for all that has been made, for functions such as `max(value)`.',
  },
  'type/index': {
    severity: 'error',
    title: 'an index of the wrong kind',
    message: (d) => `an index of \`${d.text}\` is ${d.wanted}, but \`${d.index}\` is ${d.found}`,
    explanation: 'Lists and tuples are indexed by positions, counted from 1; maps and families by their keys.',
  },
  'type/position': {
    severity: 'error',
    title: 'a position that does not exist',
    message: (d) => `\`${d.text}\` has ${count(d.length, 'entry', 'entries')}: there is no position ${d.position}`,
    explanation: 'Positions are counted from 1.',
  },
  'type/no-field': {
    severity: 'error',
    title: 'a field that does not exist',
    message: (d) => `\`${d.text}\` has no entry \`${d.name}\`; it has ${oneOf(d.fields)}`,
    repair: (d) => didYouMean(d.nearest),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation: 'A map whose keys are symbols is a record: `r.f` and `r[f]` are its entry at the symbol `f`.',
  },
  'type/apart': {
    severity: 'error',
    title: 'a value that cannot be taken apart',
    message: (d) => `this cannot be taken apart into ${d.count} names`,
    explanation:
      'Several names take apart a list, or a tuple with as many entries: `for x, y in pairs`, `a, b ~ deal(2, from = S)`.',
  },
  'type/place': {
    severity: 'error',
    title: 'something that cannot hold a value',
    message: () => 'a name is needed here, such as `x`, `x[i]` or `x.f`',
    explanation: 'Values are given to names, with or without indices.',
  },
  'type/reported': {
    severity: 'error',
    title: 'a report of something that was not drawn or chosen',
    message: (d) =>
      `\`${d.text}\` was neither drawn nor chosen, so there is nothing that a report of it could be instead`,
    explanation:
      'A report is a claim about a value; the claims that can be made are the values that could have been drawn or chosen.',
  },
  'type/mixed-braces': {
    severity: 'error',
    title: 'braces that mix a set and a map',
    message: (d) => (d.isMap ? 'a map needs a value here, after a `:`' : 'a set has no `:` entries'),
    repair: (d) => (d.isMap ? 'write `key: value`' : undefined),
    explanation: '`{ a, b }` is a set and `{ a: 1, b: 2 }` is a map; the two cannot be mixed.',
  },
  'type/key-when': {
    severity: 'error',
    title: 'a key with a condition',
    message: () => 'the key of a map cannot depend on a `when`',
    repair: () => 'put the condition into the chance: `fold: 0.2 when facing`',
    explanation:
      '`e when c` leaves an element out of a set or list. In a map, give the entry the value 0, or build two maps with `if`.',
  },
  'distribution/chance': {
    severity: 'error',
    title: 'a chance that is no number',
    message: (d) => `a chance is a number, but \`${d.text}\` is ${d.found}`,
    repair: (d) => didYouMean(d.nearest),
    explanation: 'A map with `rest` in it is a distribution: each value stands for a chance between 0 and 1.',
  },
  'domain/number': {
    severity: 'error',
    title: 'a number outside the domain',
    message: (d) => `\`${d.text}\` is never ${d.value}: its values lie between ${d.low} and ${d.high}`,
    explanation: 'A comparison with a number that the variable cannot be would silently be false, so it is an error.',
  },
  'domain/symbol': {
    severity: 'error',
    title: 'a symbol outside the domain',
    message: (d) => `\`${d.text}\` is never \`${d.name}\`: it is ${oneOf(d.members)}`,
    repair: (d) => didYouMean(d.nearest),
    edit: (d) => (d.nearest === undefined ? undefined : { span: d.span, text: d.nearest }),
    explanation: 'A comparison with a symbol that the variable cannot be would silently be false, so it is an error.',
  },
};

export const typeEntries: Entries<TypeDiagnostic> = { ...valueEntries, ...callEntries };

import type { Span } from '../span.ts';
import type { Type } from '../types.ts';
import { bothPlays, type Path } from './play-values.ts';
import type { Entries } from './rendered.ts';

/** What stands in the way while studies run. */
export type RunDiagnostic =
  | {
      readonly code: 'run/no-solver';
      readonly span: Span;
      readonly problemClass: string;
      readonly wanted: readonly string[];
      readonly others: readonly string[];
    }
  | { readonly code: 'run/no-answer'; readonly span: Span; readonly solution: string; readonly status: string }
  | { readonly code: 'run/not-solved'; readonly span: Span; readonly solution: string }
  | { readonly code: 'run/out-of-time'; readonly span: Span; readonly solution: string; readonly milliseconds: number }
  | {
      readonly code: 'run/position';
      readonly span: Span;
      readonly solution: string;
      readonly position: string;
      readonly count: number;
    }
  | {
      readonly code: 'run/property';
      readonly span: Span;
      readonly solution: string;
      readonly property: string;
      readonly nearest: string | undefined;
      readonly known: readonly string[];
    }
  | {
      readonly code: 'run/condition';
      readonly span: Span;
      readonly solution: string;
      /** Of a sampled answer: the plays in none of which it held. */
      readonly plays?: number;
    }
  | { readonly code: 'run/open-rules'; readonly span: Span; readonly open: readonly string[] }
  | {
      readonly code: 'run/seat-leak';
      readonly span: Span;
      readonly player: string;
      readonly here: string;
      readonly there: string;
      readonly path: Path;
      readonly other: Path;
    }
  | {
      readonly code: 'run/unknown-study';
      readonly span: Span;
      readonly name: string;
      readonly nearest: string | undefined;
      readonly known: readonly string[];
    }
  | {
      readonly code: 'run/unknown-parameter';
      readonly span: Span;
      readonly name: string;
      readonly scenario: string;
      readonly nearest: string | undefined;
      readonly known: readonly string[];
    }
  | { readonly code: 'run/parameter-value'; readonly span: Span; readonly name: string; readonly given: string }
  | {
      readonly code: 'run/parameter-kind';
      readonly span: Span;
      readonly name: string;
      readonly given: string;
      readonly wanted: readonly Type['kind'][];
    }
  | {
      readonly code: 'run/parameter-symbol';
      readonly span: Span;
      readonly name: string;
      readonly given: string;
      readonly nearest: string | undefined;
      readonly known: readonly string[];
    }
  | { readonly code: 'run/sweep'; readonly span: Span; readonly name: string; readonly given: string }
  | { readonly code: 'run/whole-number'; readonly span: Span; readonly what: string; readonly given: string }
  | { readonly code: 'run/too-many'; readonly span: Span; readonly count: number; readonly limit: number }
  | { readonly code: 'run/not-a-number'; readonly span: Span; readonly what: string; readonly given: string }
  | { readonly code: 'run/not-a-truth-value'; readonly span: Span; readonly given: string }
  | { readonly code: 'run/unexpected'; readonly span: Span; readonly doing: string; readonly message: string };

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const didYouMean = (d: { readonly nearest: string | undefined; readonly known: readonly string[] }, all: string) =>
  d.nearest ? `did you mean \`${d.nearest}\`?` : d.known.length > 0 ? `${all} ${listed(d.known)}` : undefined;

const FROM_OUTSIDE: Partial<Record<Type['kind'], string>> = {
  number: 'a number',
  boolean: 'a truth value',
  symbol: 'a symbol',
  text: 'a text',
};

const kindWords = (kinds: readonly Type['kind'][]): string =>
  [...new Set(kinds.map((kind) => FROM_OUTSIDE[kind] ?? `a ${kind}`))].join(' or ');

export const runEntries: Entries<RunDiagnostic> = {
  'run/no-solver': {
    severity: 'error',
    title: 'a problem without an installed default solver',
    message: (d) =>
      `no default solver for this problem (${d.problemClass}) is installed: it would be ${listed(d.wanted)}`,
    repair: (d) => (d.others.length > 0 ? `name one that takes it: ${listed(d.others)}` : undefined),
    explanation:
      'A `solve` without `with` takes the default solver of the class of problems that the compiler recognises. It can be any ' +
      'other that takes the class: write `solve … with ID`. `icsap plugins` lists them.',
  },
  'run/no-answer': {
    severity: 'error',
    title: 'a question about a solution that has no answer',
    message: (d) => `\`${d.solution}\` has no answer to ask about: it is ${d.status}`,
    repair: (d) => `ask for \`${d.solution}.status\`, or see what \`icsap run\` says about the conflict`,
    explanation:
      'A problem that is infeasible (no commitment meets all the requirements) or unbounded (the value can be made as large ' +
      'as one likes) has no value, no gap and no play to ask about. An expectation about it fails.',
  },
  'run/not-solved': {
    severity: 'error',
    title: 'a question about a solution that was not found',
    message: (d) => `\`${d.solution}\` was not solved, so nothing can be asked about it`,
    explanation: 'The `solve` that it names met an error, which is reported at its own line. Mend that one first.',
  },
  'run/out-of-time': {
    severity: 'error',
    title: 'a budget that ended before there was an answer',
    message: (d) => `\`${d.solution}\` ran out of its ${d.milliseconds} ms before there was any answer`,
    repair: () => 'give it more time after `within`, or make the scenario smaller',
    explanation:
      'The time after `within` covers everything: building the game, solving it, and checking the answer. A solver that runs ' +
      'out of time gives back its best answer so far, with its gap; here there was none yet.',
  },
  'run/position': {
    severity: 'error',
    title: 'an answer that a solver did not give',
    message: (d) => `\`${d.solution}[${d.position}]\` does not exist: \`${d.solution}\` has ${answers(d.count)}`,
    repair: (d) => `\`len(${d.solution})\` says how many there are; they count from 1`,
    explanation: 'A solver that finds several answers makes `eq` the first and `eq[k]` the k-th.',
  },
  'run/property': {
    severity: 'error',
    title: 'something that a solver does not report',
    message: (d) => `\`${d.solution}\` does not report \`${d.property}\``,
    repair: (d) => didYouMean(d, 'it reports'),
    explanation:
      'Every solution has a `gap` and a `status`; what else it reports of itself, such as `iterations`, depends on the solver.',
  },
  'run/condition': {
    severity: 'error',
    title: 'a condition that never holds',
    message: ({ solution, plays }) =>
      plays === undefined
        ? `in \`${solution}\` this condition has chance 0, so nothing follows from it`
        : `in none of ${plays.toLocaleString('en')} plays sampled for \`${solution}\` did this condition hold, so nothing is known given it`,
    repair: () => 'ask for the chance of the condition itself first',
    explanation:
      'A chance or a mean given an event is defined only where the event can happen. In the play that this solution leads to, ' +
      'it never does; another solution, or another parameter, may make it possible.',
  },
  'run/open-rules': {
    severity: 'error',
    title: 'a question about fixed rules, some of which are not fixed',
    message: (d) => `this study fixes some of the committed rules, but not ${listed(d.open)}`,
    repair: () => 'add a `rule` for each of them, or `solve` for them and ask about that solution: `verify … of best`',
    explanation:
      'With `rule` a study fixes what a player commits by a formula. Where some rules are left open, a `solve` finds the best ones ' +
      'for them; without it there is no play to judge yet.',
  },
  'run/seat-leak': {
    severity: 'error',
    title: 'a prompt or a formula that differs between plays that look the same',
    message: (d) =>
      `${d.player} cannot know what this says: ${d.here} here, but ${d.there} in another play that looks the same to it`,
    repair: (d) => `leave out what it depends on, or let ${d.player} see that before it chooses`,
    witness: (d) => bothPlays(d.path, d.other),
    explanation:
      'Two situations are one if the player, all that it has seen and done, and the label of the choice are the same. What a ' +
      'prompt or a formula in the options of a seat says must then be the same too: otherwise who sits there would know more ' +
      'than the player. `check` finds most of this before anything is run; this is found when the plays are looked at one by one.',
  },
  'run/unknown-study': {
    severity: 'error',
    title: 'a study that is not in the file',
    message: (d) => (d.name === '' ? 'there is no scenario here' : `there is no study \`${d.name}\` here`),
    repair: (d) => (d.name === '' ? '`icsap new` writes one to start from' : didYouMean(d, 'there are')),
    explanation: 'After `#` stands the name of a study of the file: `icsap run auction.icsap#Vickrey`.',
  },
  'run/unknown-parameter': {
    severity: 'error',
    title: 'a parameter that the scenario does not have',
    message: (d) => `\`${d.scenario}\` has no parameter \`${d.name}\``,
    repair: (d) => didYouMean(d, 'it has'),
    explanation:
      'Parameters are the names in the parentheses after the name of the scenario: `scenario Auction(n = 2)`.',
  },
  'run/parameter-value': {
    severity: 'error',
    title: 'a parameter given from outside with a value that cannot be read',
    message: (d) => `\`${d.given}\` is not a value for \`${d.name}\``,
    repair: () => 'write a number (0.3, 1/3), true, false, or a word',
    explanation:
      'From outside, a parameter can be a number, a truth value or a symbol. Lists and sets belong in the study.',
  },
  'run/parameter-kind': {
    severity: 'error',
    title: 'a parameter given from outside with a value of the wrong kind',
    message: (d) => `the parameter \`${d.name}\` is ${kindWords(d.wanted)}, and \`${d.given}\` is not`,
    repair: (d) => (d.wanted.some((kind) => FROM_OUTSIDE[kind]) ? undefined : 'give it in the study, or sweep it'),
    explanation:
      'A parameter takes values of the kind that its default has. From outside come numbers, truth values, symbols and ' +
      'texts; lists, sets and maps belong in the study.',
  },
  'run/parameter-symbol': {
    severity: 'error',
    title: 'a parameter given from outside with a symbol that the scenario does not know',
    message: (d) => `\`${d.name}\` is never \`${d.given}\``,
    repair: (d) => didYouMean(d, 'it is one of'),
    explanation:
      'The scenario compares the parameter with certain symbols and does nothing else with it. Any other symbol would ' +
      'silently make all these comparisons false.',
  },
  'run/sweep': {
    severity: 'error',
    title: 'a sweep over something that is no set of values',
    message: (d) => `\`sweep ${d.name}\` needs a set or a list with at least one value, but it is ${d.given}`,
    explanation:
      'A study runs once for each value of a sweep: `sweep prior in 0.1..0.9 step 0.1`, `sweep n in { 2, 3, 5 }`.',
  },
  'run/whole-number': {
    severity: 'error',
    title: 'a seed or a number of repeats that is not a whole number',
    message: (d) => `${d.what} must be a whole number, but it is ${d.given}`,
    explanation: 'A seed is a whole number, 0 or more; `repeat` takes a whole number, 1 or more.',
  },
  'run/too-many': {
    severity: 'error',
    title: 'a study with too many runs',
    message: (d) => `this study would run ${d.count} times; the limit is ${d.limit}`,
    repair: () => 'take larger steps, or split the study',
    explanation: 'Several sweeps make the product of their values, and each is repeated: the number grows quickly.',
  },
  'run/not-a-number': {
    severity: 'error',
    title: 'something that must be a number and is not',
    message: (d) => `${d.what} must be a number, but it is ${d.given}`,
    explanation: 'Tolerances and what a plot draws are numbers.',
  },
  'run/not-a-truth-value': {
    severity: 'error',
    title: 'an expectation that is neither true nor false',
    message: (d) => `an expectation must be true or false, but this is ${d.given}`,
    repair: () => 'compare it with something: `expect a == b`',
    explanation: 'An expectation is a comparison or another expression that is true or false.',
  },
  'run/unexpected': {
    severity: 'error',
    title: 'an error inside the program',
    message: (d) => `${d.doing} failed unexpectedly: ${d.message}`,
    repair: () => 'this is a mistake in the program, not in your file: please report it with the file',
    explanation: 'Something went wrong that the program did not foresee. Other runs are not affected.',
  },
};

function answers(count: number): string {
  return count === 1 ? '1 answer' : `${count} answers`;
}

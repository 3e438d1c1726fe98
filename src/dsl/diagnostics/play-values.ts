import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';

/** What happened before, one step each: `card[ana] = 2`, `ana: first = bet`. Empty before anything has happened. */
export type Path = readonly string[];

interface Here {
  readonly span: Span;
  readonly path: Path;
}

/** `undrawn` is a finite rule that this play never used. */
type NoValueKind = 'rule' | 'undrawn' | 'member' | 'name';

/** What goes wrong while an expression is evaluated. */
export type PlayValueDiagnostic =
  | (Here & { readonly code: 'play/no-value'; readonly name: string; readonly kind: NoValueKind })
  | (Here & { readonly code: 'play/kind'; readonly wanted: string; readonly found: string })
  | (Here & { readonly code: 'play/entry'; readonly index: string; readonly has: readonly string[] })
  | (Here & { readonly code: 'play/position'; readonly position: string; readonly length: number })
  | (Here & { readonly code: 'play/division' })
  | (Here & { readonly code: 'play/undefined'; readonly what: string })
  | (Here & { readonly code: 'play/nothing'; readonly name: string })
  | (Here & { readonly code: 'play/parts'; readonly wanted: number; readonly found: string })
  | (Here & { readonly code: 'play/twice'; readonly key: string })
  | (Here & { readonly code: 'play/endless'; readonly what: string; readonly steps: number })
  | (Here & { readonly code: 'play/deep'; readonly name: string; readonly calls: number })
  | (Here & { readonly code: 'play/many'; readonly what: string; readonly count: number; readonly most: number })
  | (Here & { readonly code: 'commit/nonlinear'; readonly name: string; readonly bend: Bend });

/** Why a number that is still to be solved for cannot stand somewhere. */
export type Bend = 'product' | 'quotient' | 'power' | 'condition' | 'function' | 'draw' | 'domain' | 'leaving';

const BENT: Readonly<Record<Bend, string>> = {
  product: 'is multiplied by a committed number',
  quotient: 'stands in a divisor or a remainder',
  power: 'stands in a power',
  condition: 'decides a condition',
  function: 'goes through a function that is not linear',
  draw: 'decides what nature draws',
  domain: 'decides what can be chosen',
  leaving: 'decides what leaving is worth',
};

/** The path as one sentence; none where the mistake shows without a play. */
export function witness({ path }: { readonly path: Path }): string | undefined {
  return path.length === 0 ? undefined : `in the play with ${path.join(', ')}`;
}

export const playValueEntries: Entries<PlayValueDiagnostic> = {
  'play/no-value': {
    severity: 'error',
    title: 'reading a name without a value',
    message: (d) => noValue(d.name, d.kind),
    repair: (d) =>
      d.kind === 'rule'
        ? 'use the rule after its arguments have been drawn or chosen'
        : 'read it only where it has been drawn or chosen, or ask `made(…)` first',
    witness,
    explanation:
      'Draws, choices, reports and rules have no value before they happen. A line after an `if` may read a name that only one branch makes: then some plays come there without it, and the path shows one. Ask `made(x)`, or read it inside the branch.',
  },
  'play/kind': {
    severity: 'error',
    title: 'a value of the wrong kind',
    message: (d) => `expected ${d.wanted}, but this is ${d.found}`,
    witness,
    explanation:
      'Where types can be told before play, `check` reports a mismatch. Data and unions can still bring a value of another kind to a place: this play does.',
  },
  'play/entry': {
    severity: 'error',
    title: 'an index that has no entry',
    message: (d) => `there is no entry at ${d.index}`,
    repair: (d) => (d.has.length === 0 ? 'it has no entries yet' : `it has entries at ${d.has.join(', ')}`),
    witness,
    explanation: 'A map or family was asked for an entry that it does not have in this play.',
  },
  'play/position': {
    severity: 'error',
    title: 'a position outside a list',
    message: (d) =>
      `there is no position ${d.position}: the list has ${d.length === 1 ? '1 member' : `${d.length} members`}`,
    repair: () => 'positions count from 1',
    witness,
    explanation: 'Lists, tuples and sets are asked by position: a whole number from 1 to their length.',
  },
  'play/division': {
    severity: 'error',
    title: 'a division by zero',
    message: () => 'this divides by zero',
    witness,
    explanation:
      'Numbers are exact, and nothing is one divided by zero. Put the case that makes the divisor zero into an `if`.',
  },
  'play/undefined': {
    severity: 'error',
    title: 'a number that does not exist',
    message: (d) => `${d.what} is not a number`,
    witness,
    explanation:
      'The logarithm of 0, the square root of a negative number and the like have no value; a power can be too large to be written down.',
  },
  'play/nothing': {
    severity: 'error',
    title: 'the largest, or the mean, of nothing',
    message: (d) => `\`${d.name}\` of nothing has no value`,
    repair: () => 'ask with `if` whether there is a member',
    witness,
    explanation:
      'The sum of nothing is 0 and its product 1, but it has no largest member, no smallest, no mean and no median.',
  },
  'play/parts': {
    severity: 'error',
    title: 'a value that cannot be taken apart',
    message: (d) => `${d.wanted} names take this apart, but it is ${d.found}`,
    witness,
    explanation: 'Several names on the left take a list or a tuple apart that has exactly as many members.',
  },
  'play/twice': {
    severity: 'error',
    title: 'a key that stands twice in a map',
    message: (d) => `the key ${d.key} stands in this map twice`,
    witness,
    explanation: 'A map has one value for each key. Two entries for one key are a mistake rather than an override.',
  },
  'play/endless': {
    severity: 'error',
    title: 'a loop that does not end',
    message: (d) =>
      `${d.what} has gone on for ${d.steps.toLocaleString('en')} steps without a draw, a choice or an end`,
    repair: () => 'check what should make it stop',
    witness,
    explanation:
      'A loop or a procedure that calls itself must come to a draw, a choice, a report or the end of the play within a million steps.',
  },
  'play/deep': {
    severity: 'error',
    title: 'calls inside calls without end',
    message: (d) => `\`${d.name}\` calls itself more than ${d.calls.toLocaleString('en')} deep`,
    repair: () => 'check the case that should end the recursion',
    witness,
    explanation: 'A `def` may call itself, but each call must come closer to a case that does not.',
  },
  'play/many': {
    severity: 'error',
    title: 'a collection that is too large',
    message: (d) =>
      `${d.what} would have ${d.count.toLocaleString('en')} members; the most is ${d.most.toLocaleString('en')}`,
    witness,
    explanation: 'Collections are held in memory as a whole.',
  },
  'commit/nonlinear': {
    severity: 'error',
    title: 'a committed number that does not enter linearly',
    message: (d) => `the committed number \`${d.name}\` ${BENT[d.bend]} here`,
    repair: (d) => `commit to a finite set instead: \`commits ${d.name}(…) in 0..10\``,
    witness,
    explanation:
      'A rule `in real` is solved for by linear programming: its number may be added, subtracted and multiplied by what ' +
      'is known or drawn, in utilities and in the sides of a `require`. It may not be compared, multiplied by another ' +
      'committed number, used as an index, or put into `max`, also where a study fixes the rule by a formula. ' +
      'A rule in a finite set may be used in any way.',
  },
};

function noValue(name: string, kind: NoValueKind): string {
  if (kind === 'rule') return `the rule ${name} cannot be used yet: one of its arguments has no value`;
  if (kind === 'undrawn') return `the rule ${name} is never used in this play, so that it has no value there`;
  return kind === 'member' ? `${name} has no value in this play` : `${name} has no value yet`;
}

/** Two plays that a player cannot tell apart. */
export function bothPlays(...paths: readonly (Path | undefined)[]): string {
  const told = paths.filter((path) => path !== undefined);
  return told.map((path) => witness({ path }) ?? 'before anything has happened').join('; and ');
}

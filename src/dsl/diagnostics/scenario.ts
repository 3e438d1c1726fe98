import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';

interface Named {
  readonly span: Span;
  readonly name: string;
}

/** What is odd or wrong in a scenario as a whole, found without evaluating it. */
export type ScenarioDiagnostic =
  | { readonly code: 'player/several'; readonly span: Span; readonly verb: string }
  | (Named & { readonly code: 'player/unpaid'; readonly act: Span })
  | (Named & { readonly code: 'player/idle' })
  | (Named & { readonly code: 'choice/unread'; readonly kind: 'chooses' | 'reports' })
  | (Named & { readonly code: 'parameter/unused' })
  | { readonly code: 'commit/argument'; readonly span: Span }
  | (Named & { readonly code: 'commit/place'; readonly inDef: boolean })
  | (Named & { readonly code: 'commit/and-chooses'; readonly rule: Span })
  | { readonly code: 'leave/no-commitment'; readonly span: Span }
  | { readonly code: 'loop/endless'; readonly span: Span; readonly always: boolean }
  | { readonly code: 'domain/hidden'; readonly span: Span; readonly player: string; readonly hidden: string }
  | {
      readonly code: 'leak/condition';
      readonly span: Span;
      readonly player: string;
      readonly hidden: string;
      readonly condition: Span;
    };

export const scenarioEntries: Entries<ScenarioDiagnostic> = {
  'player/several': {
    severity: 'error',
    title: 'several players who act as one',
    message: (d) => `only one player \`${d.verb}\` at a time`,
    repair: () => 'write a line for each of them',
    explanation:
      'Each choice, report, commitment and participation belongs to one player. Several may see or get something.',
  },
  'player/unpaid': {
    severity: 'warning',
    title: 'a player that acts but is never paid',
    message: (d) => `\`${d.name}\` acts, but never gets anything`,
    repair: (d) => `write \`${d.name} gets …\``,
    related: (d) => [{ span: d.act, message: 'it acts here' }],
    explanation:
      'Without a utility a player is indifferent between everything it can do. There is no warning if every study of ' +
      'the scenario fixes what the player does, or seats something else in its place.',
  },
  'player/idle': {
    severity: 'warning',
    title: 'a player that is paid but never acts',
    message: (d) => `\`${d.name}\` gets something, but never acts`,
    explanation:
      'A player that neither chooses, reports, commits nor may leave has no part in the play; its utility changes nothing.',
  },
  'choice/unread': {
    severity: 'warning',
    title: 'a choice that nothing depends on',
    message: (d) => `what is ${d.kind === 'chooses' ? 'chosen' : 'reported'} as \`${d.name}\` is never read`,
    repair: () => 'let something depend on it, or add `openly` so that others see it',
    explanation: 'Nobody sees it, nobody is paid by it, and nothing else is made of it: the choice cannot matter.',
  },
  'parameter/unused': {
    severity: 'warning',
    title: 'a parameter that nothing depends on',
    message: (d) => `the parameter \`${d.name}\` is never read`,
    explanation: 'Giving or sweeping the parameter would change nothing.',
  },
  'commit/argument': {
    severity: 'error',
    title: 'an argument of a rule that is no plain value',
    message: () => 'the arguments of a rule are plain values, such as `output` or `word[1..t - 1]`',
    explanation: 'For each value of the arguments, a rule has a lottery or a number.',
  },
  'commit/place': {
    severity: 'error',
    title: 'a commitment that depends on the play',
    message: (d) =>
      d.inDef
        ? `\`${d.name}\` is committed inside a \`def\``
        : `whether \`${d.name}\` is committed depends on what is not known before play`,
    repair: () => 'move it to the top of the scenario; its arguments may be made further down',
    explanation:
      'Commitments are made before play. A `commits` stands at the top of the scenario, or under a `for` over what is ' +
      'known before play. A rule that should matter only sometimes gets an argument that says when.',
  },
  'commit/and-chooses': {
    severity: 'error',
    title: 'a player that commits and also chooses',
    message: (d) => `\`${d.name}\` commits to a rule, so it does not also choose`,
    repair: () => 'commit this decision as well, or give it to another player',
    related: (d) => [{ span: d.rule, message: 'it commits here' }],
    explanation:
      'Whoever commits decides before play, for all situations. What it would choose later can be one more committed rule.',
  },
  'leave/no-commitment': {
    severity: 'error',
    title: 'participation without a commitment',
    message: () => '`may leave` constrains what is committed, but nothing is committed here',
    repair: () => 'write a choice: `p chooses stay in { yes, no }`',
    explanation:
      'Participation is a requirement on committed rules: they must make it worth staying. Where nobody commits, leaving is a move like any other.',
  },
  'loop/endless': {
    severity: 'error',
    title: 'a loop that cannot end',
    message: (d) =>
      d.always
        ? 'this loop never ends: nothing in it ends the play'
        : 'nothing in this loop changes its condition or ends the play',
    explanation:
      'A `while` goes on as long as its condition holds. Something in it must assign, draw or choose what the condition reads, or `end` the play.',
  },
  'domain/hidden': {
    severity: 'warning',
    title: 'moves that depend on something their chooser never sees',
    message: (d) => `what \`${d.player}\` can choose here depends on \`${d.hidden}\`, which it never sees`,
    repair: (d) => `let \`${d.player}\` see it before, or offer all moves`,
    explanation:
      'A player must know what it can choose: two plays that it cannot tell apart must offer the same moves. If they do ' +
      'not, that is an error when the scenario is compiled, which shows both plays.',
  },
  'leak/condition': {
    severity: 'warning',
    title: 'a condition that tells something',
    message: (d) =>
      `that this line is reached tells \`${d.player}\` something about \`${d.hidden}\`, which it does not know`,
    repair: () => 'move the line out of the condition, or let the player see what decides it',
    related: (d) => [{ span: d.condition, message: 'the condition' }],
    explanation:
      'Each `sees` and each `openly` adds an entry to the records of those who learn of it. If it stands under a ' +
      'condition, the entry itself shows that the condition holds. That may be what you mean; often it is not.',
  },
};

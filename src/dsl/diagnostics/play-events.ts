import type { Span } from '../span.ts';
import { bothPlays, type Path, witness } from './play-values.ts';
import type { Entries } from './rendered.ts';
import { count } from './words.ts';

interface Here {
  readonly span: Span;
  readonly path: Path;
}

/** What goes wrong where something is drawn, chosen, reported, required or declared. */
export type PlayEventDiagnostic =
  | (Here & {
      readonly code: 'distribution/sum';
      readonly total: string;
      readonly chances: readonly string[];
      readonly isWeighted: boolean;
    })
  | (Here & { readonly code: 'distribution/negative'; readonly value: string; readonly chance: string })
  | (Here & { readonly code: 'distribution/empty' })
  | (Here & { readonly code: 'distribution/lengths'; readonly values: number; readonly weights: number })
  | (Here & { readonly code: 'domain/empty'; readonly label: string })
  | (Here & { readonly code: 'domain/duplicate'; readonly label: string; readonly value: string })
  | (Here & {
      readonly code: 'domain/unknown';
      readonly label: string;
      readonly player: string;
      readonly options: string;
      readonly otherOptions: string;
      readonly other: Path | undefined;
    })
  | (Here & { readonly code: 'report/source'; readonly name: string })
  | (Here & {
      readonly code: 'report/truth';
      readonly label: string;
      readonly player: string;
      readonly truth: string;
      readonly otherTruth: string;
      readonly other: Path | undefined;
    })
  | (Here & { readonly code: 'require/failed' })
  | (Here & { readonly code: 'require/strict'; readonly operator: string })
  | (Here & {
      readonly code: 'team/twice';
      readonly player: string;
      readonly teams: readonly string[];
      /** The team that came first. */
      readonly other: Span;
    })
  | { readonly code: 'play/parameter'; readonly span: Span; readonly scenario: string; readonly name: string };

export const playEventEntries: Entries<PlayEventDiagnostic> = {
  'distribution/sum': {
    severity: 'error',
    title: 'a distribution that does not sum to 1',
    message: (d) => `the chances sum to ${d.total}, not to 1: ${d.chances.join(', ')}`,
    repair: (d) =>
      d.isWeighted
        ? 'divide the weights by their sum: `weighted(S, [w / sum(weights) for w in weights])`'
        : 'write `rest` for the last chance: it is what is missing from 1',
    witness,
    explanation:
      'The chances of a draw must not be negative and must sum to 1, exactly where the numbers are exact, within 1e-9 where they are not. `rest` stands for what is missing from 1.',
  },
  'distribution/negative': {
    severity: 'error',
    title: 'a negative chance',
    message: (d) => `the chance of ${d.value} is ${d.chance}`,
    witness,
    explanation: 'A chance lies between 0 and 1. `rest` is negative where the other chances sum to more than 1.',
  },
  'distribution/empty': {
    severity: 'error',
    title: 'a draw from nothing',
    message: () => 'there is nothing to draw from',
    witness,
    explanation: 'A draw needs at least one value: this set, list or map is empty in the play shown.',
  },
  'distribution/lengths': {
    severity: 'error',
    title: 'weights that do not match the values',
    message: (d) => `there are ${count(d.values, 'value')} and ${count(d.weights, 'weight')}`,
    witness,
    explanation: '`weighted(S, w)` takes one chance for each member of S, in order.',
  },
  'domain/empty': {
    severity: 'error',
    title: 'a choice from nothing',
    message: (d) => `nothing can be chosen for ${d.label}: its domain is empty here`,
    repair: () => 'put the choice into an `if`, or give it an option that is always there',
    witness,
    explanation:
      'A player that is asked must have something to choose. An option behind `when` may be missing: in the play shown, all are.',
  },
  'domain/duplicate': {
    severity: 'error',
    title: 'an option that is listed twice',
    message: (d) => `${d.value} stands twice in the domain of ${d.label}`,
    repair: () => 'write a set, `{ … }`, which has each member once',
    witness,
    explanation: 'Options must differ: a choice between equal values is none.',
  },
  'domain/unknown': {
    severity: 'error',
    title: 'a domain that its chooser cannot know',
    message: (d) =>
      `${d.player} cannot know what it may choose for ${d.label}: ${d.options} here, but ${d.otherOptions} in another play that looks the same to it`,
    repair: (d) => `let ${d.player} see what the domain depends on, before it chooses`,
    witness: (d) => bothPlays(d.path, d.other),
    explanation:
      'Two situations are one if the player, all that it has seen and done, and the label of the choice are the same. Then it must be offered the same: otherwise the offer itself would tell it something.',
  },
  'report/source': {
    severity: 'error',
    title: 'a report of something that was neither drawn nor chosen',
    message: (d) => `${d.name} has not been drawn or chosen, so that nothing can be claimed about it`,
    witness,
    explanation:
      'A report is a claim about a draw or a choice: the possible claims are the values that it can have, in this play or another.',
  },
  'report/truth': {
    severity: 'error',
    title: 'a report about what its author does not know',
    message: (d) =>
      `${d.player} cannot report ${d.label} truthfully: it is ${d.truth} here, but ${d.otherTruth} in another play that looks the same to it`,
    repair: (d) => `let ${d.player} see it before it reports`,
    witness: (d) => bothPlays(d.path, d.other),
    explanation: 'The truthful report must be a function of what the player has seen.',
  },
  'require/failed': {
    severity: 'error',
    title: 'a requirement that a play breaks',
    message: () => 'this requirement does not hold in every play, and no commitment can make it',
    witness,
    explanation:
      'Where nobody commits, `require` is an assertion about the scenario: it must hold in every play. Where somebody does, the committed rules are chosen so that it holds.',
  },
  'require/strict': {
    severity: 'error',
    title: 'a requirement that a committed real cannot meet exactly',
    message: (d) =>
      `a committed real can be required to be at least, at most or equal to something, not \`${d.operator}\``,
    repair: (d) => (d.operator === '!=' ? undefined : `write \`${d.operator}=\``),
    witness,
    explanation: 'Linear programs have no strict inequalities: the best rule might not exist, only ever better ones.',
  },
  'team/twice': {
    severity: 'error',
    title: 'a player in two teams',
    message: (d) => `\`${d.player}\` is in two teams: ${d.teams.map((team) => `\`${team}\``).join(' and ')}`,
    witness,
    related: (d) => [{ span: d.other, message: 'it is in this one already' }],
    explanation: 'A team has one utility, which its members share: a player can be in one team only.',
  },
  'play/parameter': {
    severity: 'error',
    title: 'a parameter without a value',
    message: (d) => `${d.scenario} needs a value for its parameter ${d.name}`,
    repair: (d) => `give it a default, \`${d.scenario}(${d.name} = …)\`, set it in the study, or sweep it`,
    explanation:
      'A scenario parameter without a default must be given by the study, swept, or set on the command line with `--set`.',
  },
};

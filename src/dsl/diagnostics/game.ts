import type { Span } from '../span.ts';
import { type Path, witness } from './play-values.ts';
import type { Entries } from './rendered.ts';

/** What is found while the tree of plays is enumerated. */
export type GameDiagnostic =
  | {
      readonly code: 'game/too-large';
      readonly span: Span;
      readonly scenario: string;
      /** Histories; an estimate unless `counted`. */
      readonly histories: number;
      readonly counted: boolean;
      readonly bytes: number;
      readonly limit: number;
      readonly unit: 'bytes' | 'histories';
      /** Solvers that sample plays instead, where it is known which there are. */
      readonly samplers?: readonly string[];
      /** Why rules that a study fixes were not audited without a tree, in words. */
      readonly tree?: string;
    }
  | ({ readonly code: 'game/continuous' } & Continuous)
  | ({ readonly code: 'game/unlisted' } & Continuous);

interface Continuous {
  readonly span: Span;
  readonly label: string;
  readonly player: string;
  readonly domain: 'text' | 'real';
  readonly path: Path;
}

export const gameEntries: Entries<GameDiagnostic> = {
  'game/too-large': {
    severity: 'error',
    title: 'a game that does not fit',
    message: (d) =>
      `${d.scenario} has ${d.counted ? 'more than' : 'about'} ${rounded(d.histories)} histories (${size(d.bytes)}): ${limit(d)}`,
    repair: ({ samplers = [], tree }) => {
      if (tree !== undefined)
        return `make sets and loops smaller; fixed rules need no tree where players do nothing but report, each for itself, but here ${tree}`;
      const others = samplers.map((id) => `\`with ${id}\``).join(' or ');
      const smaller = 'make sets and loops smaller, or allow more memory';
      return others === '' ? smaller : `${smaller}; or solve it ${others}, which sample plays and estimate the gap`;
    },
    explanation:
      'Solvers run on the whole tree of plays. Its size is estimated from random plays before anything is built, and counted while it is. A history is a sequence of draws and moves from the start: the tree has one node for each.',
  },
  'game/continuous': {
    severity: 'error',
    title: 'a choice that cannot be enumerated',
    message: continuous,
    repair: (d) =>
      d.domain === 'real'
        ? 'choose on a grid, `0..1 step 0.1`, or take a solver that follows gradients'
        : 'seat a language model there, or list the answers',
    witness,
    explanation:
      'Choices in `text` and in `real` are for seats and solvers that sample or follow gradients. A tree of all plays needs finite domains.',
  },
  'game/unlisted': {
    severity: 'warning',
    title: 'a choice that only some seats and solvers can make',
    message: (d) => `${continuous(d)}: class and size are not known before it is solved`,
    repair: () => undefined,
    explanation:
      'Choices in `text` and in `real` are for seats and solvers that sample or follow gradients. The scenario is right, but its ' +
      'plays cannot be listed, so `check` says neither its class nor its size, and a solver that lists all plays refuses it.',
  },
};

function continuous({ player, label, domain }: Continuous): string {
  const what = domain === 'text' ? '`text`' : 'an interval of `real`';
  return `${player} chooses ${label} in ${what}, which cannot be enumerated`;
}

function rounded(count: number): string {
  return Number(count.toPrecision(3)).toLocaleString('en');
}

function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return power === units.length - 1 && bytes >= 1e15
    ? 'over 1000 TB'
    : `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]}`;
}

function limit(d: { readonly limit: number; readonly unit: 'bytes' | 'histories' }): string {
  return d.unit === 'bytes' ? `the limit is ${size(d.limit)}` : `the limit is ${rounded(d.limit)}`;
}

import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';

/** What a study asks of plugins, and what a plugin answers. */
export type PluginDiagnostic =
  | {
      readonly code: 'plugin/not-installed';
      readonly span: Span;
      readonly id: string;
      readonly wanted: string;
      readonly nearest: string | undefined;
      readonly known: readonly string[];
    }
  | {
      readonly code: 'plugin/wrong-kind';
      readonly span: Span;
      readonly id: string;
      readonly is: string;
      readonly wanted: string;
      readonly known: readonly string[];
    }
  | { readonly code: 'plugin/duplicate'; readonly span: Span; readonly id: string; readonly sources: readonly string[] }
  | {
      readonly code: 'plugin/option-unknown';
      readonly span: Span;
      readonly id: string;
      readonly path: string;
      readonly nearest: string | undefined;
      readonly known: readonly string[];
    }
  | {
      readonly code: 'plugin/option-invalid';
      readonly span: Span;
      readonly id: string;
      readonly path: string;
      /** In words: "a whole number, at least 1", "one of last, average". */
      readonly wanted: string;
      readonly given: string;
      readonly nearest: string | undefined;
    }
  | {
      readonly code: 'plugin/option-missing';
      readonly span: Span;
      readonly id: string;
      readonly path: string;
      readonly wanted: string;
    }
  | {
      readonly code: 'plugin/refuses';
      readonly span: Span;
      readonly id: string;
      /** In words, one for each clause of its manifest that does not hold: "it needs 2 players, but there are 3". */
      readonly clauses: readonly string[];
      /** What would help, in whole sentences, where the solver itself knows. */
      readonly help: readonly string[];
      /** Solvers that accept the problem; absent for who sits in a seat. */
      readonly others?: readonly string[];
    }
  | { readonly code: 'plugin/failed'; readonly span: Span; readonly id: string; readonly message: string }
  | { readonly code: 'plugin/config'; readonly span: Span; readonly problem: string }
  | { readonly code: 'plugin/not-loaded'; readonly span: Span; readonly name: string; readonly problem: string };

const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

const didYouMean = (name: string | undefined): string | undefined => name && `did you mean \`${name}\`?`;

export const pluginEntries: Entries<PluginDiagnostic> = {
  'plugin/not-installed': {
    severity: 'error',
    title: 'a plugin that is not installed',
    message: (d) => `there is no ${d.wanted} \`${d.id}\``,
    repair: (d) => didYouMean(d.nearest) ?? (d.known.length > 0 ? `there are ${listed(d.known)}` : undefined),
    explanation:
      'A solver or a seat is named by its id, `family.method`. `icsap plugins` lists those that are there. A plugin of your ' +
      'own, or of a package, is named in `icsap.config.json`; nothing is loaded that is not named there.',
  },
  'plugin/wrong-kind': {
    severity: 'error',
    title: 'a plugin used for something that it is not',
    message: (d) => `\`${d.id}\` is a ${d.is}, but here a ${d.wanted} is needed`,
    repair: (d) => (d.known.length > 0 ? `write one of ${listed(d.known)}` : undefined),
    explanation: 'After `solve … with` stands a solver; after `seat … with` stands a seat.',
  },
  'plugin/duplicate': {
    severity: 'error',
    title: 'two plugins with one id',
    message: (d) => `two plugins have the id \`${d.id}\``,
    witness: (d) => d.sources.join(' and '),
    repair: () => 'remove one of them from icsap.config.json, or give it an id of its own',
    explanation:
      'A plugin is found by its id, so each id can stand for one plugin only. A plugin of your own cannot replace one that ' +
      'comes with icsap: choose another id, such as one that begins with your own name.',
  },
  'plugin/option-unknown': {
    severity: 'error',
    title: 'an option that a plugin does not have',
    message: (d) => `\`${d.id}\` has no option \`${d.path}\``,
    repair: (d) =>
      didYouMean(d.nearest) ??
      (d.known.length > 0 ? `its options are ${listed(d.known)}` : 'it has no options: leave it out'),
    explanation:
      'The options of a plugin are declared in its manifest, and `icsap plugins ID` shows them with their defaults. One that ' +
      'is not declared would have no effect, so it is refused instead of being passed over.',
  },
  'plugin/option-invalid': {
    severity: 'error',
    title: 'an option with a value that its plugin does not take',
    message: (d) => `option \`${d.path}\` of \`${d.id}\` must be ${d.wanted}, but it is ${d.given}`,
    repair: (d) => didYouMean(d.nearest),
    explanation:
      'Each option has a type, and often bounds or a list of values; `icsap plugins ID` shows them with their defaults.',
  },
  'plugin/option-missing': {
    severity: 'error',
    title: 'an option that a plugin cannot do without',
    message: (d) => `\`${d.id}\` needs option \`${d.path}\`, ${d.wanted}`,
    repair: (d) => `write \`${d.id} { ${d.path}: … }\``,
    explanation: 'An option without a default must be given. `icsap plugins ID` shows which these are.',
  },
  'plugin/refuses': {
    severity: 'error',
    title: 'a plugin that cannot take the problem',
    message: (d) =>
      `\`${d.id}\` cannot ${d.others ? 'solve' : 'play'} this: ${d.clauses.map((clause) => clause.replace(/\.$/, '')).join('; ')}`,
    repair: (d) => {
      if (d.help.length > 0 || !d.others) return d.help.join(' ') || undefined;
      return d.others.length > 0
        ? `these can: ${listed(d.others)}`
        : 'no plugin that is installed can; see `icsap plugins`';
    },
    explanation:
      'Every solver declares the class of problems that it takes and what else it needs: how many players, one move each, ' +
      'perfect recall. A method used outside these conditions would give an answer that means nothing, so it is refused ' +
      'before it starts.',
  },
  'plugin/failed': {
    severity: 'error',
    title: 'a plugin that broke off',
    message: (d) => `\`${d.id}\` broke off: ${d.message}`,
    repair: () => 'try another solver, or tell the authors of the plugin, with this file',
    explanation:
      'The plugin itself met an error that it did not expect. Other runs and other solutions are not affected.',
  },
  'plugin/config': {
    severity: 'error',
    title: 'a mistake in icsap.config.json',
    message: (d) => d.problem,
    explanation:
      'icsap.config.json names the plugins that a project adds: `{ "plugins": ["./plugins/mine", "icsap-plugin-example"] }`. ' +
      'An entry that begins with `./` or `../` is a folder, relative to the file; every other entry is an npm package.',
  },
  'plugin/not-loaded': {
    severity: 'error',
    title: 'a plugin that cannot be loaded',
    message: (d) => `plugin \`${d.name}\` cannot be loaded: ${d.problem}`,
    repair: () => 'see `icsap plugin check FOLDER`',
    explanation:
      'A plugin is a module whose default export is what `definePlugin` of `icsap/plugin` returns: a manifest and a function. ' +
      '`icsap plugin new my.solver` writes a folder that is one.',
  },
};

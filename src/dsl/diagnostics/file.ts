import type { Span } from '../span.ts';
import type { Entries } from './rendered.ts';

interface Named {
  readonly span: Span;
  /** The path as it was written. */
  readonly name: string;
}

/** Files that a scenario or the command line names, and documents in other formats. */
export type FileDiagnostic =
  | (Named & { readonly code: 'file/not-found'; readonly nearest: string | undefined })
  | (Named & { readonly code: 'file/folder' })
  | (Named & { readonly code: 'file/unreadable'; readonly reason: string })
  | (Named & { readonly code: 'file/unwritable'; readonly reason: string })
  | (Named & { readonly code: 'file/encoding'; readonly line: number })
  | (Named & { readonly code: 'file/too-large'; readonly bytes: number; readonly limit: number })
  | (Named & { readonly code: 'file/no-scenarios' })
  | (Named & { readonly code: 'file/exists' })
  | (Named & {
      readonly code: 'file/format';
      /** What the document should be: "a model", "a run". */
      readonly wanted: string;
      /** What is wrong, each with its path in the document. */
      readonly problems: readonly string[];
    })
  | (Named & { readonly code: 'file/ending'; readonly known: readonly string[] })
  | (Named & {
      readonly code: 'file/foreign';
      /** What is wrong at this place, in words. */
      readonly problem: string;
      readonly repair: string | undefined;
    })
  | (Named & {
      readonly code: 'file/unwritten';
      readonly reasons: readonly string[];
      readonly help: readonly string[];
    })
  | (Named & { readonly code: 'file/conversion'; readonly to: string; readonly known: readonly string[] });

export const fileEntries: Entries<FileDiagnostic> = {
  'file/not-found': {
    severity: 'error',
    title: 'a file that is not there',
    message: (d) => `there is no file \`${d.name}\``,
    repair: (d) => d.nearest && `did you mean \`${d.nearest}\`?`,
    explanation:
      'On the command line, a path is relative to the folder you are in. In a scenario, the path after `use` or `data` is ' +
      'relative to the file that names it.',
  },
  'file/folder': {
    severity: 'error',
    title: 'a folder where a file is needed',
    message: (d) => `\`${d.name}\` is a folder; a file is needed here`,
    explanation:
      '`icsap check`, `icsap test` and `icsap fmt` take folders and look for scenarios in them. `icsap run`, `show` and ' +
      '`convert` take one file.',
  },
  'file/unreadable': {
    severity: 'error',
    title: 'a file that cannot be read',
    message: (d) => `\`${d.name}\` cannot be read: ${d.reason}`,
    explanation: 'The operating system refused to open the file, or it is no regular file.',
  },
  'file/unwritable': {
    severity: 'error',
    title: 'a file that cannot be written',
    message: (d) => `\`${d.name}\` cannot be written: ${d.reason}`,
    explanation: 'The operating system refused to write the file. Is its folder there, and may you write to it?',
  },
  'file/encoding': {
    severity: 'error',
    title: 'a file that is not UTF-8',
    message: (d) => `\`${d.name}\` is not UTF-8: line ${d.line} cannot be read as text`,
    repair: () => 'save it as UTF-8',
    explanation:
      'Scenarios and data are texts in UTF-8. A byte order mark at the beginning is allowed and passed over.',
  },
  'file/too-large': {
    severity: 'error',
    title: 'a file that is too large',
    message: (d) => `\`${d.name}\` has ${megabytes(d.bytes)}; at most ${megabytes(d.limit)} are read`,
    explanation: 'The limit keeps a wrong path, to a log or an archive say, from filling the memory.',
  },
  'file/no-scenarios': {
    severity: 'error',
    title: 'a folder without scenarios',
    message: (d) => `there is no .icsap file in \`${d.name}\``,
    explanation: 'Folders are searched with all folders in them, hidden ones and node_modules left out.',
  },
  'file/exists': {
    severity: 'error',
    title: 'a file that is there already',
    message: (d) => `\`${d.name}\` is there already, and is left as it is`,
    repair: () => 'choose another name, or remove it first',
    explanation: 'Commands that make new files never write over one that is there.',
  },
  'file/format': {
    severity: 'error',
    title: 'a document that is not what it should be',
    message: (d) => `\`${d.name}\` is not ${d.wanted}: ${d.problems[0] ?? 'its form is wrong'}`,
    witness: (d) => (d.problems.length > 1 ? d.problems.slice(1, 6).join('\n') : undefined),
    explanation:
      'Every JSON document that comes in is compared with its JSON Schema, in the folder schemas of the package.',
  },
  'file/ending': {
    severity: 'error',
    title: 'a file of a kind that cannot be read',
    message: (d) => `\`${d.name}\` is of a kind that is not known`,
    repair: (d) => `files end in ${d.known.join(', ')}`,
    explanation:
      'What a file is goes by its ending. Plugins may add formats; `icsap plugins` lists those that are there.',
  },
  'file/foreign': {
    severity: 'error',
    title: 'a file of another program that cannot be read',
    message: (d) => d.problem,
    repair: (d) => d.repair,
    explanation:
      'Files of other programs are read word by word, and whatever does not fit is reported at its place. The reference of ' +
      'formats says what is read.',
  },
  'file/unwritten': {
    severity: 'error',
    title: 'a game that a format cannot hold',
    message: (d) => `\`${d.name}\` cannot be written: ${d.reasons.join('; ')}`,
    repair: (d) => d.help.join(' ') || undefined,
    explanation: 'Not every format has room for every game; committed rules, for instance, are moves in none of them.',
  },
  'file/conversion': {
    severity: 'error',
    title: 'a conversion that there is not',
    message: (d) => `\`${d.name}\` cannot be converted to \`${d.to}\``,
    repair: (d) => `there are ${d.known.join('; ')}`,
    explanation: '`icsap convert` goes by the endings of the two files.',
  },
};

function megabytes(bytes: number): string {
  return `${Math.round((bytes / 2 ** 20) * 10) / 10} MB`;
}

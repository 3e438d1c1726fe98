import type { Manifest, Needs, SolverManifest } from '../../plugins/contract/plugin.ts';
import { describe, type OptionSchema } from '../host/option-words.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

/** All that a manifest says, for a reader: what the plugin does, what it needs, its options with their defaults, its sources. */
export function pluginText(manifest: Manifest, paint: Paint): readonly string[] {
  return [
    `${paint.bold(manifest.id)}: ${manifest.title}`,
    ...('solves' in manifest
      ? [
          `solves ${manifest.solves} problems, ${manifest.guarantees}${beyondText(manifest)}${needsText(manifest.needs)}`,
        ]
      : []),
    `status: ${manifest.status}`,
    ...manifest.cites.map((source) => `source: ${source}`),
    '',
    ...optionLines(manifest.options),
  ];
}

function beyondText({ beyond }: SolverManifest): string {
  return beyond === undefined ? '' : `; takes ${beyond} problems as a heuristic`;
}

function needsText({ players, leaders, followers, simultaneous }: Needs): string {
  const count = (n: number | undefined, noun: string): readonly string[] =>
    n === undefined ? [] : [`${n} ${noun}${n === 1 ? '' : 's'}`];
  const clauses = [
    ...count(players, 'player'),
    ...count(leaders, 'committing player'),
    ...count(followers, 'follower'),
    ...(simultaneous ? ['one move each'] : []),
  ];
  return clauses.length === 0 ? '' : `; needs ${clauses.join(', ')}`;
}

function optionLines(options: object): readonly string[] {
  const schema: OptionSchema = { ...options };
  const entries = Object.entries(schema.properties ?? {});
  if (entries.length === 0) return ['It has no options.'];
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const texts = entries.flatMap(([name, option]) => optionText(name, option, required.includes(name)));
  return ['options:', ...texts.map((line) => `  ${line}`)];
}

/** What an option takes and its default, then what it means. */
function optionText(name: string, option: OptionSchema, isRequired: boolean): readonly string[] {
  const meaning = typeof option['description'] === 'string' ? wrap(option['description'], 90) : [];
  const missing = isRequired ? '; must be given' : '; may be left out';
  const usual = 'default' in option ? `; default ${JSON.stringify(option['default'])}` : missing;
  return [`${name}: ${describe(option)}${usual}`, ...meaning.map((line) => `  ${line}`)];
}

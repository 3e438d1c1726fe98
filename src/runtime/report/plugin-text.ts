import type { Manifest, Needs } from '../../plugins/contract/plugin.ts';
import { describe, type OptionSchema } from '../host/option-words.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

/** All that a manifest says, for a reader: what the plugin does, what it needs, its options with their defaults, its sources. */
export function pluginText(manifest: Manifest, paint: Paint): readonly string[] {
  return [
    `${paint.bold(manifest.id)}: ${manifest.title}`,
    ...('solves' in manifest
      ? [`solves ${manifest.solves} problems, ${manifest.guarantees}${needsText(manifest.needs)}`]
      : []),
    `status: ${manifest.status}`,
    ...manifest.cites.map((source) => `source: ${source}`),
    '',
    ...optionLines(manifest.options),
  ];
}

function needsText({ players, leaders, followers, simultaneous }: Needs): string {
  const clauses = [
    ...(players === undefined ? [] : [`${players} players`]),
    ...(leaders === undefined ? [] : [`${leaders} that commit`]),
    ...(followers === undefined ? [] : [`${followers} that follow`]),
    ...(simultaneous ? ['one move each'] : []),
  ];
  return clauses.length === 0 ? '' : `; needs ${clauses.join(', ')}`;
}

function optionLines(options: object): readonly string[] {
  const schema: OptionSchema = { ...options };
  const rows = Object.entries(schema.properties ?? {}).map(([name, option]) => [
    name,
    describe(option),
    'default' in option ? JSON.stringify(option['default']) : '',
    typeof option['description'] === 'string' ? option['description'] : '',
  ]);
  if (rows.length === 0) return ['It has no options.'];
  return table([{ title: 'option' }, { title: 'takes' }, { title: 'default' }, { title: '' }], rows);
}

import type { SolverManifest } from '../../src/plugins/contract/index.ts';
import { plugins } from '../../src/plugins/index.ts';
import { table } from './blocks.ts';

interface OptionSchema {
  readonly type?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly OptionSchema[];
  readonly properties?: Readonly<Record<string, OptionSchema>>;
}

function guaranteesOf({ guarantees, beyond }: SolverManifest): string {
  return beyond === undefined ? guarantees : `${guarantees}; ${beyond}: heuristic`;
}

/** A table of all plugins, and for each its sources and options. */
export function pluginList(): string {
  const manifests = plugins.map(({ manifest }) => manifest);
  const overview = manifests.map((manifest) => {
    const solver = 'solves' in manifest ? manifest : undefined;
    return [
      `[\`${manifest.id}\`](#${manifest.id.replaceAll('.', '')})`,
      manifest.title,
      solver?.solves ?? '',
      solver ? guaranteesOf(solver) : '',
      manifest.status,
    ];
  });
  const sections = manifests.map(({ id, title, cites, options }) => {
    const properties = (options as OptionSchema).properties ?? {};
    const rows = Object.entries(properties).map(([name, schema]) => [
      `\`${name}\``,
      typeOf(schema),
      valueText(schema.default),
      schema.description ?? '',
    ]);
    const optionTable =
      rows.length > 0 ? table(['option', 'values', 'default', 'meaning'], rows) : 'It has no options.';
    return `## ${id}\n\n${title}.\n\n${optionTable}\n\nSources: ${cites.join('; ')}.`;
  });
  return [table(['plugin', 'is', 'solves', 'guarantees', 'status'], overview), ...sections].join('\n\n');
}

function typeOf({ type, anyOf, const: only, enum: values }: OptionSchema): string {
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (only !== undefined) return `\`${only}\``;
  return anyOf ? anyOf.map(typeOf).join(', ') : (type ?? '');
}

const valueText = (value: unknown): string =>
  value === undefined ? '' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

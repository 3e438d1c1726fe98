import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from './blocks.ts';

interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const file = join(import.meta.dirname, '..', '..', 'schemas', 'run.schema.json');

/** One table for the document and one for each kind of object in it, from the schema. */
export function runFields(): string {
  const root: Schema = JSON.parse(readFileSync(file, 'utf8'));
  const parts = Object.entries(root.$defs ?? {}).flatMap(([name, schema]) => sectionOf(name, schema));
  return [...sectionOf('document', root), ...parts].join('\n\n');
}

function sectionOf(name: string, schema: Schema): readonly string[] {
  const forms = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].filter(({ properties }) => properties);
  if (forms.length === 0) return [];
  const tables = forms.map(({ properties, required = [] }) =>
    table(
      ['field', 'type', 'meaning'],
      Object.entries(properties ?? {}).map(([key, property]) => [
        `\`${key}\`${required.includes(key) ? '' : ' (may be absent)'}`,
        typeOf(property),
        property.description ?? '',
      ]),
    ),
  );
  return [`## ${name}`, ...(schema.description ? [schema.description] : []), ...tables];
}

function typeOf(schema: Schema): string {
  const forms = schema.anyOf ?? schema.oneOf;
  if (schema.$ref) return linkTo(schema.$ref);
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  if (forms) return forms.map(typeOf).join(' or ');
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`;
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (typeof schema.additionalProperties === 'object') return `map to ${typeOf(schema.additionalProperties)}`;
  return typeof schema.type === 'string' ? schema.type : (schema.type ?? []).join(' or ');
}

function linkTo(reference: string): string {
  const name = reference.split('/').at(-1) ?? reference;
  if (!reference.startsWith('#')) return `[${name.replace('.schema.json', '')}](../../schemas/${name})`;
  return `[${name}](#${name.toLowerCase()})`;
}

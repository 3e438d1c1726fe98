import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Plugin } from '../../plugins/contract/plugin.ts';

const texts = { type: 'array', items: { type: 'string' } };

const kinds: Readonly<Record<string, object>> = {
  solves: { enum: ['commitment', 'preference', 'zero-sum', 'team-zero-sum', 'general-sum'] },
  seats: { const: true },
  functions: { type: 'object' },
  imports: texts,
  exports: texts,
  renders: { type: 'string' },
};

/** JSON Schema of a manifest: what every plugin says of itself. */
export const manifestSchema = {
  $id: 'icsap-plugin/1',
  type: 'object',
  required: ['id', 'title', 'options', 'cites', 'status'],
  properties: {
    id: { type: 'string', pattern: '^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*$' },
    title: { type: 'string', minLength: 1 },
    options: {
      type: 'object',
      required: ['type', 'additionalProperties'],
      properties: { type: { const: 'object' }, additionalProperties: { const: false } },
    },
    cites: texts,
    status: { enum: ['tested against known values', 'lightly tested', 'known problems'] },
    needs: {
      type: 'object',
      additionalProperties: false,
      properties: {
        players: { type: 'integer', minimum: 1 },
        perfectRecall: { type: 'boolean' },
        leaders: { type: 'integer', minimum: 0 },
        followers: { type: 'integer', minimum: 0 },
        simultaneous: { type: 'boolean' },
        tree: { const: false },
      },
    },
    guarantees: { enum: ['exact', 'approximate', 'heuristic'] },
    varies: texts,
    choices: texts,
    beyond: { enum: ['team-zero-sum', 'general-sum'] },
    ...kinds,
  },
  additionalProperties: false,
  oneOf: Object.keys(kinds).map((key) => ({ required: [key] })),
  if: { required: ['solves'] },
  then: { required: ['needs', 'guarantees'] },
} as const;

let compiled: ValidateFunction | undefined;

/** A plugin, if a module's default export is one; else what is missing, in words. */
export function manifestFault(value: unknown): { readonly plugin: Plugin } | { readonly problem: string } {
  if (!isPluginShaped(value)) return { problem: 'its default export is not what `definePlugin` returns' };
  compiled ??= new Ajv({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(
    manifestSchema,
  );
  if (compiled(value.manifest)) return { plugin: value };
  return { problem: `its manifest is wrong: ${[...new Set((compiled.errors ?? []).map(words))].join('; ')}` };
}

function isPluginShaped(value: unknown): value is Plugin {
  return (
    typeof value === 'object' &&
    value !== null &&
    'manifest' in value &&
    typeof value.manifest === 'object' &&
    'load' in value &&
    typeof value.load === 'function'
  );
}

function words({ keyword, instancePath, params, message }: ErrorObject): string {
  const at = instancePath.slice(1).replaceAll('/', '.') || 'it';
  if (keyword === 'oneOf' || (keyword === 'required' && params['missingProperty'] in kinds)) {
    return `it must have exactly one of ${Object.keys(kinds).join(', ')}`;
  }
  if (keyword === 'required') return `${at} has no \`${params['missingProperty']}\``;
  if (keyword === 'additionalProperties') return `${at} has an unknown key \`${params['additionalProperty']}\``;
  if (keyword === 'enum') return `${at} must be one of ${params['allowedValues'].join(', ')}`;
  if (at === 'options.additionalProperties') return 'options must say `additionalProperties: false`';
  return `${at} ${message}`;
}

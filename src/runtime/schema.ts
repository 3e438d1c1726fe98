import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** The public documents, by the name of their schema in the folder `schemas`. */
export type DocumentKind =
  | 'check'
  | 'config'
  | 'diagnostic'
  | 'expected-diagnostics'
  | 'model'
  | 'plugin'
  | 'problem'
  | 'run'
  | 'strategy'
  | 'test';

/** In a clone, in the package and in the bundle of the command this folder is two above the file. */
export const schemaFolder = join(import.meta.dirname, '..', '..', 'schemas');

let validators: Ajv2020 | undefined;

/**
 * In what a value differs from the JSON Schema of a document, in words with its path; empty if it is valid. Stops at the
 * first difference, which keeps the time linear where alternatives are nested.
 */
export function documentProblems(kind: DocumentKind, value: unknown): readonly string[] {
  validators ??= loadSchemas();
  const validate = validators.getSchema(`${kind}.schema.json`);
  if (!validate) throw new Error(`there is no schema ${kind}`);
  return validate(value) ? [] : problemsOf(validate.errors ?? []);
}

function loadSchemas(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true });
  for (const file of readdirSync(schemaFolder).filter((name) => name.endsWith('.schema.json'))) {
    ajv.addSchema(JSON.parse(readFileSync(join(schemaFolder, file), 'utf8')));
  }
  return ajv;
}

/** Of alternatives none of which fits, those that came furthest say most. */
function problemsOf(errors: readonly ErrorObject[]): readonly string[] {
  const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;
  const isTag = ({ keyword, instancePath }: ErrorObject): boolean =>
    keyword === 'const' && instancePath.endsWith('/kind');
  const telling = errors.filter((error) => !isTag(error) && error.keyword !== 'anyOf');
  const all = telling.length > 0 ? telling : errors;
  const deepest = Math.max(...all.map(depth));
  return [...new Set(all.filter((error) => depth(error) === deepest).map(words))];
}

function words({ instancePath, keyword, params, message }: ErrorObject): string {
  const at = instancePath === '' ? 'the document' : instancePath.slice(1).replaceAll('/', '.');
  if (keyword === 'additionalProperties') return `${at} has an unknown key "${params['additionalProperty']}"`;
  if (keyword === 'required') return `${at} has no "${params['missingProperty']}"`;
  if (keyword === 'enum') return `${at} must be one of ${params['allowedValues'].join(', ')}`;
  if (keyword === 'const') return `${at} must be ${JSON.stringify(params['allowedValue'])}`;
  return `${at} ${message}`;
}

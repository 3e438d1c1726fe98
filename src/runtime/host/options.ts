import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Diagnostic } from '../../dsl/diagnostic.ts';
import { nearest } from '../../dsl/nearest.ts';
import type { Span } from '../../dsl/span.ts';
import { describe, type OptionSchema, wordsOf } from './option-words.ts';

/** Options as JSON, and where each was written. A path is `''` for all, `mesh.step`, `layers[2]` (from 1). */
export interface GivenOptions {
  readonly value: Readonly<Record<string, unknown>>;
  /** Where the value stands, or what holds it. */
  spanOf(path: string): Span;
  /** Where the key stands. */
  keySpanOf(path: string): Span;
}

/** Valid options with the defaults filled in, or what is wrong with them. */
export type CheckedOptions =
  | { readonly options: Readonly<Record<string, unknown>> }
  | { readonly diagnostics: readonly Diagnostic[] };

/** Checks options against the schema in a plugin's manifest. One compiled function a plugin, made when it is first asked for. */
export class OptionChecker {
  readonly #ajv = new Ajv({ useDefaults: true, allErrors: true, verbose: true, strict: true, allowUnionTypes: true });
  readonly #compiled = new Map<string, ValidateFunction>();

  check(id: string, schema: object, given: GivenOptions): CheckedOptions {
    const validate = this.#compile(id, schema);
    const options = structuredClone(given.value);
    if (validate(options)) return { options };
    return { diagnostics: diagnose(id, validate.errors ?? [], given) };
  }

  /** What is wrong with a schema itself, in Ajv's words; undefined where nothing is. */
  fault(id: string, schema: object): string | undefined {
    try {
      this.#compile(id, schema);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  #compile(id: string, schema: object): ValidateFunction {
    const known = this.#compiled.get(id);
    if (known) return known;
    const compiled = this.#ajv.compile(schema);
    this.#compiled.set(id, compiled);
    return compiled;
  }
}

function diagnose(id: string, errors: readonly ErrorObject[], given: GivenOptions): readonly Diagnostic[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf');
  const plain = errors.filter(
    (error) => !alternatives.some(({ schemaPath }) => error.schemaPath.startsWith(`${schemaPath}/`)),
  );
  const diagnostics = plain.map((error) => diagnosticOf(id, error, given));
  const seen = new Set<string>();
  return diagnostics.filter((diagnostic) => {
    const key = `${diagnostic.code} ${'path' in diagnostic ? diagnostic.path : ''}`;
    return !seen.has(key) && seen.add(key);
  });
}

function diagnosticOf(id: string, error: ErrorObject, given: GivenOptions): Diagnostic {
  const at = pathOf(error.instancePath);
  const schema: OptionSchema = error.parentSchema ?? {};
  const { additionalProperty, missingProperty }: { additionalProperty?: string; missingProperty?: string } =
    error.params;
  if (additionalProperty !== undefined) {
    const path = joined(at, additionalProperty);
    const known = Object.keys(schema.properties ?? {});
    const meant = nearest(additionalProperty, known);
    return { code: 'plugin/option-unknown', span: given.keySpanOf(path), id, path, nearest: meant, known };
  }
  if (missingProperty !== undefined) {
    const wanted = describe(schema.properties?.[missingProperty] ?? {});
    return { code: 'plugin/option-missing', span: given.spanOf(at), id, path: joined(at, missingProperty), wanted };
  }
  const word = typeof error.data === 'string' ? error.data : undefined;
  const words = wordsOf(schema).filter((each) => typeof each === 'string');
  return {
    code: 'plugin/option-invalid',
    span: given.spanOf(at),
    id,
    path: at,
    wanted: describe(schema),
    given: word === undefined ? JSON.stringify(error.data) : `\`${word}\``,
    nearest: word === undefined ? undefined : nearest(word, words),
  };
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** `/layers/1/size` as `layers[2].size`. */
function pathOf(pointer: string): string {
  let path = '';
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path = /^\d+$/.test(key) ? `${path}[${Number(key) + 1}]` : joined(path, key);
  }
  return path;
}

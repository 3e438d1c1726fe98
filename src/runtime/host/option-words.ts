/** The parts of a JSON Schema that options are made of. */
export interface OptionSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly OptionSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  readonly items?: OptionSchema;
  readonly minItems?: number;
  readonly additionalProperties?: boolean | OptionSchema;
  /** Keywords that say nothing to the reader. */
  readonly [keyword: string]: unknown;
}

const nouns: Readonly<Record<string, string>> = {
  integer: 'a whole number',
  number: 'a number',
  string: 'a word or a text',
  boolean: 'true or false',
  object: 'options in braces',
  array: 'a list',
  null: 'none',
};

/** What a schema takes, in the reader's words: "a whole number, at least 1", "`last` or `average`". */
export function describe(schema: OptionSchema): string {
  const words = wordsOf(schema);
  if (words.length > 0) return oneOf(words.map((word) => `\`${String(word)}\``));
  if (schema.anyOf) return oneOf(schema.anyOf.map(describe));
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  const noun = oneOf(types.map((type) => nouns[type] ?? type)) || 'something else';
  return [noun, ...bounds(schema)].join(', ');
}

/** The values that a schema lists, if it lists any. */
export function wordsOf(schema: OptionSchema): readonly unknown[] {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return schema.enum;
  const alternatives = schema.anyOf?.map(wordsOf) ?? [];
  return alternatives.every((words) => words.length > 0) ? alternatives.flat() : [];
}

function bounds(schema: OptionSchema): readonly string[] {
  const clauses: string[] = [];
  if (schema.minimum !== undefined) clauses.push(`at least ${schema.minimum}`);
  if (schema.exclusiveMinimum !== undefined) clauses.push(`more than ${schema.exclusiveMinimum}`);
  if (schema.maximum !== undefined) clauses.push(`at most ${schema.maximum}`);
  if (schema.exclusiveMaximum !== undefined) clauses.push(`less than ${schema.exclusiveMaximum}`);
  if (schema.minItems !== undefined) clauses.push(`with at least ${schema.minItems} in it`);
  return clauses;
}

function oneOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifestSchema } from './host/manifest.ts';
import { type DocumentKind, documentProblems, schemaFolder } from './schema.ts';

const kinds = readdirSync(schemaFolder)
  .filter((file) => file.endsWith('.schema.json'))
  .map((file) => file.replace('.schema.json', '') as DocumentKind);

const schemaOf = (kind: string) => JSON.parse(readFileSync(join(schemaFolder, `${kind}.schema.json`), 'utf8'));

describe.each(kinds)('%s.schema.json', (kind) => {
  const schema = schemaOf(kind);

  test('says what it is, under its own name', () => {
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `${kind}.schema.json`,
      title: expect.any(String),
      description: expect.any(String),
    });
  });

  test('accepts its examples', () => {
    expect(schema.examples.length).toBeGreaterThan(0);
    expect(schema.examples.flatMap((example: unknown) => documentProblems(kind, example))).toEqual([]);
  });

  test('accepts the file of its name among the examples', () => {
    const example = JSON.parse(readFileSync(join(schemaFolder, 'examples', `${kind}.json`), 'utf8'));
    expect(documentProblems(kind, example)).toEqual([]);
  });

  test('refuses an empty list and an unknown key', () => {
    expect(documentProblems(kind, [])).not.toEqual([]);
    const [example] = schema.examples;
    const odd = Array.isArray(example) ? [{ ...example[0], odd: 1 }] : { ...example, odd: 1 };
    expect(documentProblems(kind, odd).join()).toContain('unknown key "odd"');
  });
});

test('a difference comes with its path', () => {
  const [example] = schemaOf('run').examples;
  example.studies[0].runs[0].solutions.scheme.status = 'fine';
  expect(documentProblems('run', example)).toEqual([
    'studies.0.runs.0.solutions.scheme.status must be one of exact, converged, budget, supremum, bounds, infeasible, unbounded, degenerate',
  ]);
});

test('inside alternatives, the one that came furthest is told', () => {
  const [example] = schemaOf('model').examples;
  example.items[0].body.statements[0].players[0].name = {};
  expect(documentProblems('model', example)).toEqual(['items.0.body.statements.0.players.0.name has no "text"']);
});

test('plugins are held to the published schema of manifests', () => {
  const { $schema, $id, title, description, examples, ...published } = schemaOf('plugin');
  const strip = (schema: object): unknown =>
    JSON.parse(JSON.stringify(schema), (_key, value) =>
      value !== null && typeof value === 'object' && typeof value.description === 'string'
        ? (({ description: _, ...rest }) => rest)(value)
        : value,
    );
  const { $id: ownId, ...own } = manifestSchema;
  expect(strip(published)).toEqual(strip(own));
  expect(ownId).toBe('icsap-plugin/1');
});

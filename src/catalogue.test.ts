import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from './dsl/parse.ts';
import { print } from './dsl/print.ts';
import { check, type RunRecord, render, run, type StudyRecord } from './index.ts';

const root = join(import.meta.dirname, '..');
/** What is there to be solved: scenarios/invalid is there to fail. */
const files = globSync('scenarios/*/*.icsap', { cwd: root })
  .filter((file) => !file.startsWith(join('scenarios', 'invalid')))
  .sort();

test('the catalogue is large', () => {
  expect(files.length).toBeGreaterThanOrEqual(12);
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');

  test('is written in the usual form', () => {
    expect(print(parse(text, file).syntax, text)).toBe(text);
  });

  test('tells what it is and where it comes from', async () => {
    const { diagnostics, model } = await check(join(root, file));
    expect(diagnostics.map((diagnostic) => render(diagnostic).message)).toEqual([]);
    for (const scenario of model?.scenarios.values() ?? []) {
      expect.soft(scenario.doc, scenario.name).toBeTruthy();
      expect.soft(scenario.cites, scenario.name).not.toEqual([]);
    }
    const expected = model?.studies.flatMap(({ statements }) => statements.filter(({ kind }) => kind === 'expect'));
    expect(expected?.length).toBeGreaterThan(0);
  });

  test('comes out as expected', async () => {
    const { studies } = await run(join(root, file));
    expect(studies.length).toBeGreaterThan(0);
    expect(studies.flatMap(failuresOf)).toEqual([]);
  });
});

const withModels = files.filter((file) => /\bwith llm\./.test(readFileSync(join(root, file), 'utf8')));

test.each(withModels)('%s comes out as expected from the records of its models alone', async (file) => {
  const { studies } = await run(join(root, file), { noModel: true });
  expect(studies.length).toBeGreaterThan(0);
  expect(studies.flatMap(failuresOf)).toEqual([]);
});

/** Everything in a study that is not as it should be, one line each. */
function failuresOf({ name, runs, errors }: StudyRecord): readonly string[] {
  const inRuns = runs.flatMap((run) =>
    failuresIn(run).map((line) => `${name} ${JSON.stringify(run.parameters)}: ${line}`),
  );
  const empty = runs.length === 0 ? [`${name}: nothing was run`] : [];
  return [...errors.map(({ message }) => `${name}: ${message}`), ...empty, ...inRuns];
}

function failuresIn({ errors, expectations, verifications }: RunRecord): readonly string[] {
  const missed = expectations.filter(({ passed }) => !passed);
  const broken = verifications.filter(({ holds }) => !holds);
  return [
    ...errors.map(({ message }) => message),
    ...missed.map(
      ({ line, text, actual, error }) => `line ${line}: ${text}, found ${error?.message ?? JSON.stringify(actual)}`,
    ),
    ...broken.map(
      ({ line, property, error, witness }) => `line ${line}: ${property}: ${error?.message ?? JSON.stringify(witness)}`,
    ),
  ];
}

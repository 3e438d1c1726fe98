import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openHost } from './cli/host.ts';
import { loadScenario } from './cli/scenario.ts';
import { parse } from './dsl/parse.ts';
import { print } from './dsl/print.ts';
import type { Host } from './runtime/host/index.ts';
import type { RunRecord, StudyRecord } from './runtime/study/run.ts';
import { runStudies } from './runtime/study/runner.ts';

const root = join(import.meta.dirname, '..');
/** What is there to be solved; scenarios/invalid is there to fail. */
const files = globSync('scenarios/*/*.icsap', { cwd: root })
  .filter((file) => !file.startsWith(join('scenarios', 'invalid')))
  .sort();

let host: Host;
beforeAll(async () => {
  host = await openHost(undefined);
});

test('the catalogue is large', () => {
  expect(files.length).toBeGreaterThanOrEqual(12);
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(root, file), 'utf8');

  test('is written in the usual form', () => {
    expect(print(parse(text, file).syntax, text)).toBe(text);
  });

  test('tells what it is and where it comes from', () => {
    const { diagnostics, model } = loadScenario(file, host.catalog, { folder: root });
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    for (const scenario of model?.scenarios.values() ?? []) {
      expect.soft(scenario.doc, scenario.name).toBeTruthy();
      expect.soft(scenario.cites, scenario.name).not.toEqual([]);
    }
    const expected = model?.studies.flatMap(({ statements }) => statements.filter(({ kind }) => kind === 'expect'));
    expect(expected?.length).toBeGreaterThan(0);
  });

  test('comes out as expected', async () => {
    const { model, source } = loadScenario(file, host.catalog, { folder: root });
    if (!model || !source) throw new Error('it has mistakes');
    const { studies } = await runStudies({ model, source }, host);
    expect(studies.length).toBeGreaterThan(0);
    expect(studies.flatMap(failuresOf)).toEqual([]);
  });
});

/** Everything in a study that is not as it should be, one line each. */
function failuresOf({ name, runs, errors }: StudyRecord): readonly string[] {
  const inRuns = runs.flatMap((run) => failuresIn(run).map((line) => `${name} ${JSON.stringify(run.parameters)}: ${line}`));
  const empty = runs.length === 0 ? [`${name}: nothing was run`] : [];
  return [...errors.map(({ message }) => `${name}: ${message}`), ...empty, ...inRuns];
}

function failuresIn({ errors, expectations, verifications }: RunRecord): readonly string[] {
  const missed = expectations.filter(({ passed }) => !passed);
  const broken = verifications.filter(({ holds }) => !holds);
  return [
    ...errors.map(({ message }) => message),
    ...missed.map(({ line, text, actual, error }) => `line ${line}: ${text}, found ${error?.message ?? JSON.stringify(actual)}`),
    ...broken.map(({ line, property, error, witness }) => `line ${line}: ${property}: ${error?.message ?? JSON.stringify(witness)}`),
  ];
}

import { DiagnosticError, type Rendered, render } from '../dsl/diagnostic.ts';
import type { Host } from '../runtime/host/index.ts';
import type { Tested } from '../runtime/report/tested.ts';
import type { RunDocument } from '../runtime/study/run.ts';
import { runStudies } from '../runtime/study/runner.ts';
import { differences } from './expected-diagnostics.ts';
import { type LoadedScenario, loadScenario } from './scenario.ts';
import { sizeScenarios } from './sizes.ts';
import { expectedDiagnosticsFile } from './wrong-on-purpose.ts';

/**
 * Runs all studies of a file. Where it is wrong on purpose, what `check` says of it must be as expected or, if `check` does
 * not say it all, what a run says.
 */
export async function testFile(file: string, folder: string, host: Host, signal?: AbortSignal): Promise<Tested> {
  const loaded = loadScenario(file, host.catalog, { folder });
  const sources = [...loaded.sources];
  const expected = expectedDiagnosticsFile(file, folder);
  const wrongOnPurpose = (differences: readonly string[]): Tested => {
    return { file, document: undefined, diagnostics: [], differences, sources };
  };
  if (expected !== undefined && differences(expected, await checkedBy(loaded, host), loaded.sources).length === 0) {
    return wrongOnPurpose([]);
  }
  const { document, diagnostics } = await runLoaded(loaded, host, signal);
  if (expected === undefined) return { file, document, diagnostics, differences: [], sources };
  const said = [...diagnostics, ...(document ? problemsOf(document) : [])];
  return wrongOnPurpose(differences(expected, said, loaded.sources));
}

/** What `check` says: of the text, and where that is right of the plays. */
async function checkedBy({ model, source, diagnostics }: LoadedScenario, host: Host): Promise<readonly Rendered[]> {
  if (!model || !source) return diagnostics;
  const sizes = await sizeScenarios({ model, source, functions: host, set: {} });
  return [...diagnostics, ...sizes.diagnostics.map(render)];
}

interface Ran {
  readonly document: RunDocument | undefined;
  readonly diagnostics: readonly Rendered[];
}

async function runLoaded(loaded: LoadedScenario, host: Host, signal: AbortSignal | undefined): Promise<Ran> {
  const { model, source, diagnostics } = loaded;
  if (!model || !source) return { document: undefined, diagnostics };
  try {
    return { document: await runStudies({ model, source }, host, { signal }), diagnostics };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { document: undefined, diagnostics: [...diagnostics, ...error.diagnostics.map(render)] };
  }
}

/** Everything that a run says is wrong, each once. */
function problemsOf({ studies }: RunDocument): readonly Rendered[] {
  const all = studies.flatMap(({ errors, runs }) => [
    ...errors,
    ...runs.flatMap((run) => [
      ...run.errors,
      ...[...run.expectations, ...run.verifications].flatMap(({ error }) => error ?? []),
    ]),
  ]);
  return [...new Map(all.map((each) => [`${each.code} ${each.span.start} ${each.message}`, each])).values()];
}

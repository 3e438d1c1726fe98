import { dirname, resolve } from 'node:path';
import { DiagnosticError } from '../dsl/diagnostic.ts';
import { nearest } from '../dsl/nearest.ts';
import { findConfig } from '../runtime/host/config.ts';
import type { Host } from '../runtime/host/index.ts';
import type { HostSettings } from '../standard-host.ts';
import { type Compiled, type CompileRequest, compileScenario, compileStudy } from './compiled.ts';
import { printDiagnostics } from './diagnostics.ts';
import type { Door } from './door.ts';
import { openHost } from './host.ts';
import { type LoadedScenario, loadScenario } from './scenario.ts';
import type { Target } from './target.ts';

/** A scenario file without errors, and its plugins. */
export interface Opened {
  readonly loaded: LoadedScenario;
  readonly request: CompileRequest;
  readonly host: Host;
}

/** Reads, checks and prints what is wrong; undefined where there are errors. */
export async function openScenario(
  file: string,
  set: Readonly<Record<string, string>>,
  door: Door,
  settings: HostSettings = {},
): Promise<Opened | undefined> {
  const host = await openHost(findConfig(dirname(resolve(door.folder, file))), settings);
  const loaded = loadScenario(file, host.catalog, door);
  printDiagnostics(loaded.diagnostics, loaded.sources, door);
  const { model, source } = loaded;
  return model && source ? { loaded, request: { model, source, functions: host, set }, host } : undefined;
}

/**
 * Compiles what a target names, a study or a scenario; without a name the first scenario of the file. Rejects with a
 * DiagnosticError where there is no such thing, or where it cannot be compiled.
 */
export async function compileTarget({ file, name }: Target, request: CompileRequest): Promise<Compiled> {
  const { scenarios, studies } = request.model;
  const study = studies.find((each) => each.name === name);
  const compiled = study
    ? await compileStudy(study, request)
    : await compileScenario(name ?? first(scenarios.keys()), request);
  if (compiled) return compiled;
  const known = [...studies.map((each) => each.name), ...scenarios.keys()];
  const wanted = name ?? '';
  throw new DiagnosticError([
    {
      code: 'run/unknown-study',
      span: { file, start: 0, end: 0 },
      name: wanted,
      nearest: nearest(wanted, known),
      known,
    },
  ]);
}

function first(names: Iterable<string>): string {
  for (const name of names) return name;
  return '';
}

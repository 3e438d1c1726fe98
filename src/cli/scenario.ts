import { resolve } from 'node:path';
import type { Catalog } from '../dsl/catalog.ts';
import { type Diagnostic, type Rendered, render } from '../dsl/diagnostic.ts';
import { check } from '../dsl/index.ts';
import type { Model } from '../dsl/model.ts';
import { projectReader } from '../runtime/project/reader.ts';
import { readText } from '../runtime/project/text.ts';
import type { Sources } from '../runtime/report/diagnostic-text.ts';
import { recording, type ScenarioSource } from '../runtime/study/source.ts';
import type { Door } from './door.ts';

/** A scenario file as it was found: what it means if there are no errors, what is to be said about it, what was read. */
export interface LoadedScenario {
  readonly file: string;
  readonly model: Model | undefined;
  readonly diagnostics: readonly Rendered[];
  readonly sources: Sources;
  /** Absent where the file could not be read. */
  readonly source: ScenarioSource | undefined;
}

/** Reads and checks a scenario file. Whatever is wrong with it becomes a diagnostic. */
export function loadScenario(file: string, catalog: Catalog, { folder }: Pick<Door, 'folder'>): LoadedScenario {
  const read = readText(resolve(folder, file), file);
  if ('problem' in read) return unreadable(file, read.problem);
  const { read: readOther, reads } = recording(projectReader(file, folder));
  const { model, diagnostics } = check(read.text, { file, catalog, read: readOther });
  const opened = reads.flatMap(({ answer }): [string, string][] =>
    'text' in answer ? [[answer.file, answer.text]] : [],
  );
  return {
    file,
    model,
    diagnostics: diagnostics.map(render),
    sources: new Map([[file, read.text], ...opened]),
    source: { file, text: read.text, reads },
  };
}

function unreadable(file: string, problem: Diagnostic): LoadedScenario {
  return { file, model: undefined, diagnostics: [render(problem)], sources: new Map(), source: undefined };
}

export function hasErrors(diagnostics: readonly Pick<Rendered, 'severity'>[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

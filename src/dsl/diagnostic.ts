import { type FileDiagnostic, fileEntries } from './diagnostics/file.ts';
import { type FormulaDiagnostic, formulaEntries } from './diagnostics/formulas.ts';
import { type NameDiagnostic, nameEntries } from './diagnostics/names.ts';
import { type PlayDiagnostic, playEntries } from './diagnostics/play.ts';
import { type PluginDiagnostic, pluginEntries } from './diagnostics/plugin.ts';
import type { Entries, Entry, Rendered } from './diagnostics/rendered.ts';
import { type RunDiagnostic, runEntries } from './diagnostics/run.ts';
import { type ScenarioDiagnostic, scenarioEntries } from './diagnostics/scenario.ts';
import { type StudyDiagnostic, studyEntries } from './diagnostics/study.ts';
import { type SyntaxDiagnostic, syntaxEntries } from './diagnostics/syntax.ts';
import { type TypeDiagnostic, typeEntries } from './diagnostics/types.ts';

export type { Rendered, Severity } from './diagnostics/rendered.ts';

/** A closed union by code: what is wrong, where, and the data that the words are made of. */
export type Diagnostic =
  | SyntaxDiagnostic
  | NameDiagnostic
  | TypeDiagnostic
  | ScenarioDiagnostic
  | PlayDiagnostic
  | StudyDiagnostic
  | PluginDiagnostic
  | FormulaDiagnostic
  | RunDiagnostic
  | FileDiagnostic;

export type DiagnosticCode = Diagnostic['code'];

/** Every code with its severity, words and explanation. */
export const diagnosticEntries: Entries<Diagnostic> = {
  ...syntaxEntries,
  ...nameEntries,
  ...typeEntries,
  ...scenarioEntries,
  ...playEntries,
  ...studyEntries,
  ...pluginEntries,
  ...formulaEntries,
  ...runEntries,
  ...fileEntries,
};

export const diagnosticCodes: readonly DiagnosticCode[] = Object.keys(diagnosticEntries) as DiagnosticCode[];

/** The diagnostic in words. */
export function render(diagnostic: Diagnostic): Rendered {
  const entry: Entry<Diagnostic> = diagnosticEntries[diagnostic.code] as unknown as Entry<Diagnostic>;
  return {
    code: diagnostic.code,
    severity: entry.severity,
    span: diagnostic.span,
    message: entry.message(diagnostic),
    repair: entry.repair?.(diagnostic),
    edit: entry.edit?.(diagnostic),
    witness: entry.witness?.(diagnostic),
    related: entry.related?.(diagnostic) ?? [],
  };
}

/** Thrown by stages that cannot go on; carries what the author needs to know. Doors catch it and print the diagnostics. */
export class DiagnosticError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => render(d).message).join('\n'));
    this.name = 'DiagnosticError';
    this.diagnostics = diagnostics;
  }
}

import { type Diagnostic, DiagnosticError } from '../dsl/diagnostic.ts';
import type { Model } from '../dsl/model.ts';
import { toJson } from '../runtime/play/show.ts';
import type { SizedScenario } from '../runtime/report/checked.ts';
import { problemRecord } from '../runtime/study/solved.ts';
import { type CompileRequest, compileScenario } from './compiled.ts';

export interface Sizes {
  readonly scenarios: readonly SizedScenario[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Class and size of each scenario that a file declares or that its studies are of. What cannot be compiled is diagnosed. */
export async function sizeScenarios(request: CompileRequest): Promise<Sizes> {
  const sizes = await Promise.all(scenariosOf(request.model).map((name) => sizeOf(name, request)));
  return {
    scenarios: sizes.flatMap((size) => ('scenario' in size ? [size.scenario] : [])),
    diagnostics: sizes.flatMap((size) => ('diagnostics' in size ? size.diagnostics : [])),
  };
}

function scenariosOf({ file, scenarios, studies }: Model): readonly string[] {
  const studied = new Set(studies.map(({ scenario }) => scenario));
  return [...scenarios].filter(([name, scenario]) => scenario.file === file || studied.has(name)).map(([name]) => name);
}

type Size = { readonly scenario: SizedScenario } | { readonly diagnostics: readonly Diagnostic[] };

async function sizeOf(name: string, request: CompileRequest): Promise<Size> {
  try {
    const compiled = await compileScenario(name, request);
    if (!compiled) return { diagnostics: [] };
    const parameters = Object.fromEntries([...compiled.parameters].map(([key, value]) => [key, toJson(value)]));
    return { scenario: { name, parameters, problem: problemRecord(compiled.problem) } };
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return { diagnostics: error.diagnostics.map(asRemark) };
  }
}

/** What no tree can hold may still be played: before anything is solved it is no mistake. */
function asRemark(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.code === 'game/continuous' ? { ...diagnostic, code: 'game/unlisted' } : diagnostic;
}

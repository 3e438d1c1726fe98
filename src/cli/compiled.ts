import { DiagnosticError } from '../dsl/diagnostic.ts';
import type { Model, StudyModel } from '../dsl/model.ts';
import { instantiate } from '../runtime/play/instantiate.ts';
import type { Value } from '../runtime/play/value.ts';
import type { Problem } from '../runtime/problem/problem.ts';
import { createBudget } from '../runtime/study/budget.ts';
import { givenValues } from '../runtime/study/parameter-text.ts';
import type { PlanHost } from '../runtime/study/plan.ts';
import type { ScenarioSource } from '../runtime/study/source.ts';
import { problemOf } from '../runtime/study/stages.ts';

export interface Compiled {
  /** The scenario, as the file calls it. */
  readonly name: string;
  readonly parameters: ReadonlyMap<string, Value>;
  readonly problem: Problem;
}

export interface CompileRequest {
  readonly model: Model;
  readonly source: ScenarioSource;
  readonly functions: PlanHost;
  /** Parameters from outside, as texts. */
  readonly set: Readonly<Record<string, string>>;
}

/**
 * Compiles a scenario with its defaults or, where a parameter has none, as its first study in the file has it. Rejects with a
 * DiagnosticError: a parameter without a value, a play that breaks, a game that would not fit.
 */
export async function compileScenario(name: string, request: CompileRequest): Promise<Compiled | undefined> {
  const { model, set } = request;
  const scenario = model.scenarios.get(name);
  if (!scenario) return undefined;
  const isOpen = scenario.parameters.some(
    ({ declaration, value }) => value === undefined && set[declaration.name] === undefined,
  );
  const study = isOpen ? model.studies.find((each) => each.scenario === name) : undefined;
  if (study) return compileStudy(study, request);
  return compileWith(name, givenValues(set, [scenario]), request);
}

/** Compiles the scenario of a study as the first of its runs has it. Planning is loaded only for this. */
export async function compileStudy(study: StudyModel, request: CompileRequest): Promise<Compiled | undefined> {
  const { planStudies } = await import('../runtime/study/plan.ts');
  const { model, source, functions, set } = request;
  const [plan] = planStudies({ model, source }, functions, { studies: [study.name], parameters: set });
  const unit = plan?.units[0];
  const parameters = [...(unit?.parameters ?? [])].map(([{ name }, value]): [string, Value] => [name, value]);
  return compileWith(study.scenario, new Map(parameters), request);
}

async function compileWith(
  name: string,
  given: ReadonlyMap<string, Value>,
  { model, functions }: CompileRequest,
): Promise<Compiled | undefined> {
  const scenario = model.scenarios.get(name);
  if (!scenario) return undefined;
  const play = instantiate(scenario, given, { library: functions.calls() });
  const unlimited = createBudget(Number.POSITIVE_INFINITY, new AbortController().signal);
  const problem = await problemOf(play, { budget: unlimited, outOfTime: () => new DiagnosticError([]) });
  return { name, parameters: play.parameters, problem };
}

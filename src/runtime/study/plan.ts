import { type Diagnostic, DiagnosticError } from '../../dsl/diagnostic.ts';
import type { Declaration, Expression, Model, ScenarioModel, StudyModel } from '../../dsl/model.ts';
import { nearest } from '../../dsl/nearest.ts';
import type { Span } from '../../dsl/span.ts';
import type { Host } from '../host/index.ts';
import type { Play } from '../play/play.ts';
import { show } from '../play/show.ts';
import type { Value } from '../play/value.ts';
import { packageVersion } from '../version.ts';
import { membersOf } from './evaluator.ts';
import { exactText } from './exact-text.ts';
import { diagnosticsOf } from './failure.ts';
import { givenValues } from './parameter-text.ts';
import type { StudyOptions } from './runner.ts';
import { deriveSeed, digest, rootSeed, type Seed } from './seed.ts';
import type { ScenarioSource } from './source.ts';
import { constantsOf } from './stages.ts';

/** A study taken apart into units of work. */
export interface StudyPlan {
  readonly study: StudyModel;
  readonly seed: number;
  readonly units: readonly UnitPlan[];
  /** Why there are no units. */
  readonly errors: readonly Diagnostic[];
}

/** One unit: a study, a value for each scenario parameter and swept name, a repeat. */
export interface UnitPlan {
  /** Position among all units of the run. */
  readonly index: number;
  readonly id: string;
  readonly study: StudyModel;
  readonly scenario: ScenarioModel;
  /** Text of the file that the study stands in. */
  readonly text: string;
  /** Texts of all files that were read, by the paths in spans. */
  readonly sources: ReadonlyMap<string, string>;
  readonly parameters: ReadonlyMap<Declaration, Value>;
  readonly swept: ReadonlyMap<Declaration, Value>;
  readonly repeat: number | undefined;
  readonly seed: Seed;
  /** Whether it is the only unit of its study. */
  readonly isAlone: boolean;
}

/** Beyond this a study is refused: its records alone would fill the memory. */
const MOST_UNITS = 100_000;

/** Of the plugins, planning needs their functions and versions: `check` plans without a container. */
export type PlanHost = Pick<Host, 'calls' | 'versions'>;

/** Everything that planning looks at; equal inputs give equal plans, in every thread. */
type PlanOptions = Pick<StudyOptions, 'studies' | 'parameters' | 'seed' | 'firstOnly'>;

interface PlannedScenario {
  readonly model: Model;
  readonly source: ScenarioSource;
}

/** Throws a DiagnosticError for studies and parameters that do not exist; what concerns one study stands in its plan. */
export function planStudies(scenario: PlannedScenario, host: PlanHost, options: PlanOptions): readonly StudyPlan[] {
  const studies = chosen(scenario.model, options.studies);
  const given = givenParameters(scenario.model, studies, options.parameters ?? {});
  const plans: StudyPlan[] = [];
  let index = 0;
  for (const study of studies) {
    const plan = planStudy(study, scenario, host, given, options, index);
    index += plan.units.length;
    plans.push(plan);
  }
  return plans;
}

function chosen(model: Model, names: readonly string[] | undefined): readonly StudyModel[] {
  if (!names) return model.studies;
  const known = model.studies.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return model.studies.filter(({ name }) => names.includes(name));
  const span = startOf(model);
  throw new DiagnosticError(
    unknown.map((name) => ({ code: 'run/unknown-study', span, name, nearest: nearest(name, known), known })),
  );
}

/** Parameters from outside: each must be a parameter or a swept name of at least one of the studies. */
function givenParameters(
  model: Model,
  studies: readonly StudyModel[],
  texts: Readonly<Record<string, string>>,
): ReadonlyMap<string, Value> {
  const known = [...new Set(studies.flatMap((study) => namesOf(study, model)))];
  const unknown = Object.keys(texts).filter((name) => !known.includes(name));
  if (unknown.length > 0 && studies.length > 0) {
    const scenario = [...new Set(studies.map((study) => study.scenario))].join(', ');
    const span = startOf(model);
    throw new DiagnosticError(
      unknown.map((name) => ({
        code: 'run/unknown-parameter',
        span,
        name,
        scenario,
        nearest: nearest(name, known),
        known,
      })),
    );
  }
  return givenValues(
    texts,
    studies.flatMap((study) => model.scenarios.get(study.scenario) ?? []),
  );
}

function namesOf(study: StudyModel, { scenarios }: Model): readonly string[] {
  const parameters = scenarios.get(study.scenario)?.parameters ?? [];
  return [...parameters, ...study.sweeps].map(({ declaration }) => declaration.name);
}

function startOf({ file }: Model): Span {
  return { file, start: 0, end: 0 };
}

function planStudy(
  study: StudyModel,
  { model, source }: PlannedScenario,
  host: PlanHost,
  given: ReadonlyMap<string, Value>,
  { seed: outerSeed, firstOnly = false }: PlanOptions,
  firstIndex: number,
): StudyPlan {
  const scenario = model.scenarios.get(study.scenario);
  if (!scenario) return { study, seed: 0, units: [], errors: [] };
  const hash = digest(sourceHash(source), packageVersion(), JSON.stringify(host.versions));
  try {
    const planner = new StudyPlanner(study, scenario, constantsOf(scenario, study, host), given);
    const seed = outerSeed ?? planner.wholeNumber(study.seed, '`seed`', 0) ?? 0;
    const repeats = planner.wholeNumber(study.repeat, '`repeat`', 1);
    const combinations = planner.combinations(repeats ?? 1);
    const all = combinations.flatMap((combination) =>
      Array.from({ length: repeats ?? 1 }, (_, r) => ({
        ...combination,
        repeat: repeats === undefined ? undefined : r + 1,
      })),
    );
    const units = firstOnly ? all.slice(0, 1) : all;
    const text = model.sources.get(study.span.file) ?? source.text;
    return {
      study,
      seed,
      errors: [],
      units: units.map((unit, i) => {
        const path = pathOf(study, unit);
        const unitSeed = deriveSeed(rootSeed(seed), ...path);
        return {
          ...unit,
          index: firstIndex + i,
          id: digest(hash, unitSeed, ...path),
          study,
          scenario,
          text,
          sources: model.sources,
          seed: unitSeed,
          isAlone: units.length === 1,
        };
      }),
    };
  } catch (error) {
    return { study, seed: 0, units: [], errors: diagnosticsOf(error, 'planning this study', study.span) };
  }
}

/** Study, parameter values printed exactly, repeat number: what a derived seed hangs on. */
function pathOf(
  study: StudyModel,
  { parameters, swept, repeat }: Pick<UnitPlan, 'parameters' | 'swept' | 'repeat'>,
): readonly (string | number)[] {
  const values = [...parameters, ...swept].map(([{ name }, value]) => `${name}=${exactText(value)}`);
  return [study.name, ...new Set(values), repeat ?? 1];
}

interface Combination {
  readonly parameters: ReadonlyMap<Declaration, Value>;
  readonly swept: ReadonlyMap<Declaration, Value>;
}

/** Evaluates what stands before any play: sweeps, arguments, defaults of parameters. */
class StudyPlanner {
  readonly #study: StudyModel;
  readonly #scenario: ScenarioModel;
  readonly #constants: Play;
  readonly #given: ReadonlyMap<string, Value>;

  constructor(study: StudyModel, scenario: ScenarioModel, constants: Play, given: ReadonlyMap<string, Value>) {
    this.#study = study;
    this.#scenario = scenario;
    this.#constants = constants;
    this.#given = given;
  }

  /** All combinations of swept values, the last sweep fastest; a later sweep may depend on an earlier one. */
  combinations(repeats: number): readonly Combination[] {
    const found: Combination[] = [];
    const { sweeps } = this.#study;
    const sweep = (at: number, swept: ReadonlyMap<Declaration, Value>): void => {
      const next = sweeps[at];
      if (!next) {
        found.push({ swept, parameters: this.#parameters(swept) });
        if (found.length * repeats > MOST_UNITS) throw this.#tooMany(found.length * repeats);
        return;
      }
      for (const value of this.#values(next)) {
        this.#constants.assign(next.declaration.slot, value);
        sweep(at + 1, new Map([...swept, [next.declaration, value]]));
      }
    };
    sweep(0, new Map());
    return found;
  }

  wholeNumber(expression: Expression | undefined, what: string, least: number): number | undefined {
    if (!expression) return undefined;
    const value = this.#evaluate(expression);
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
    throw new DiagnosticError([{ code: 'run/whole-number', span: expression.span, what, given: show(value) }]);
  }

  /** A swept name that is given from outside has that one value. */
  #values({ declaration, over, span }: StudyModel['sweeps'][number]): readonly Value[] {
    const given = this.#given.get(declaration.name);
    if (given !== undefined) return [given];
    const value = this.#evaluate(over);
    const members = membersOf(value);
    if (members.length > 0) return members;
    throw new DiagnosticError([{ code: 'run/sweep', span, name: declaration.name, given: show(value) }]);
  }

  /** From outside, swept, as the study says, or the default; in the order declared, so that defaults may use earlier ones. */
  #parameters(swept: ReadonlyMap<Declaration, Value>): ReadonlyMap<Declaration, Value> {
    const written = new Map(this.#study.arguments.map(({ declaration, value }) => [declaration, value]));
    const values = new Map<Declaration, Value>();
    for (const { declaration, value } of this.#scenario.parameters) {
      const known = this.#given.get(declaration.name) ?? swept.get(declaration);
      const expression = written.get(declaration) ?? value;
      if (known === undefined && !expression) throw this.#missing(declaration);
      const found = known ?? (expression ? this.#evaluate(expression) : null);
      this.#constants.assign(declaration.slot, found);
      values.set(declaration, found);
    }
    return values;
  }

  #evaluate(expression: Expression): Value {
    return this.#constants.compile(expression, this.#study.functions)(this.#constants.start());
  }

  #missing({ name, span: other }: Declaration): DiagnosticError {
    const { span } = this.#study;
    return new DiagnosticError([{ code: 'study/missing-parameter', span, name, other }]);
  }

  #tooMany(count: number): DiagnosticError {
    return new DiagnosticError([{ code: 'run/too-many', span: this.#study.span, count, limit: MOST_UNITS }]);
  }
}

/** SHA-256 of the text and of all that it names: the same wherever the file lies. */
export function sourceHash({ text, reads }: ScenarioSource): Seed {
  return digest(text, ...reads.flatMap(({ path, answer }) => [path, 'text' in answer ? answer.text : '']));
}

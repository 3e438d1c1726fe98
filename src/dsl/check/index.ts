import type { Catalog, ReadFile } from '../catalog.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Model, StudyModel } from '../model.ts';
import type { FileSyntax } from '../syntax.ts';
import { fileConstant } from './constants.ts';
import { lowerFunctions } from './functions.ts';
import { Program, type World } from './program.ts';
import { Reporter } from './reporter.ts';
import { runRules } from './rules/index.ts';
import { lowerScenario, outermost } from './scenario.ts';
import { lowerStudy } from './study/study.ts';
import { type Unit, Units } from './units.ts';
import { Frame } from './variable.ts';

export interface CheckOptions {
  /** The path of the text, as the author would write it. */
  readonly file: string;
  readonly catalog: Catalog;
  readonly read: ReadFile;
}

export interface Checked {
  /** Undefined if and only if there are errors. */
  readonly model: Model | undefined;
  readonly syntax: FileSyntax;
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves names, infers types and looks for mistakes. Pure but for `read`; never throws, whatever the text. */
export function check(text: string, { file, catalog, read }: CheckOptions): Checked {
  const reporter = new Reporter();
  const units = new Units(read, reporter);
  const { syntax, unit } = units.load(text, file);
  const parts = unit && checkUnit(unit, { units, catalog, reporter, loaded: new Map() });
  const diagnostics = reporter.sorted(file);
  const model = parts === undefined || reporter.hasErrors() ? undefined : { file, ...parts, sources: units.sources };
  return { model, syntax, diagnostics };
}

function checkUnit(unit: Unit, world: World): Pick<Model, 'scenarios' | 'studies'> {
  for (const one of world.units.all) checkItems(one, world);
  const programs = new Map<string, Program>();
  for (const [name, syntax] of unit.scenarios) programs.set(name, lowerScenario(syntax, unit, world));
  for (const [alias, used] of unit.uses) {
    if (used === undefined) continue;
    for (const [name, syntax] of used.scenarios) programs.set(`${alias}.${name}`, lowerScenario(syntax, used, world));
  }
  const lowered = unit.studies.flatMap((study) => lowerStudy(study, unit, world, programs) ?? []);
  for (const [name, program] of programs) {
    runRules(
      program,
      lowered.filter((study) => study.model.scenario === name),
    );
  }
  const scenarios = new Map([...programs].flatMap(([name, { model }]) => (model ? [[name, model]] : [])));
  return { scenarios, studies: lowered.map((study): StudyModel => study.model) };
}

/** The `let`s and `def`s of a file by themselves: a mistake in them is found though no scenario uses them. */
function checkItems(unit: Unit, world: World): void {
  const program = new Program(world, unit, new Map(), new Frame('play'));
  program.settle(() => {
    const env = outermost(program, 'hidden');
    for (const constant of unit.constants.values()) fileConstant(constant, unit, env);
    for (const define of unit.functions.values()) program.functionOf(define, unit);
    return lowerFunctions(program, env);
  });
}

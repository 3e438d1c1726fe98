import type { ScenarioModel } from '../model.ts';
import type { BlockSyntax, DefineSyntax, ScenarioSyntax, StatementSyntax } from '../syntax.ts';
import { alternatives, anySymbolType, type Type } from '../types.ts';
import { declare, reportIfTaken } from './declare.ts';
import { Env } from './env.ts';
import { lowerExpression } from './expression.ts';
import { lowerFunctions, reportInnerFunctions } from './functions.ts';
import { letType } from './let-type.ts';
import { type Parameter, withSymbols } from './parameter-symbols.ts';
import { collectPlayNames } from './play-names.ts';
import { Program, type World } from './program.ts';
import { lowerStatements } from './statement.ts';
import { joinAll } from './types/join.ts';
import type { Unit } from './units.ts';
import { Frame } from './variable.ts';

/** A scenario with its names resolved and its types inferred. The program keeps what its studies need. */
export function lowerScenario(syntax: ScenarioSyntax, unit: Unit, world: World): Program {
  const frame = new Frame('play');
  const program = new Program(world, unit, collectPlayNames(syntax, frame), frame);
  for (const statement of syntax.body.statements) {
    if (statement.kind !== 'bind' || statement.target.kind !== 'name' || program.bound.has(statement.target.name))
      continue;
    program.bound.set(statement.target.name, statement.target.span);
  }
  program.model = program.settle(() => pass(syntax, program));
  return program;
}

const lowering = {
  expression: lowerExpression,
  block: (block: BlockSyntax, env: Env) => lowerStatements(block, env),
};

/** Where the outermost names of a scenario, a study or a file stand. */
export function outermost(program: Program, reads: Env['reads']): Env {
  const { unit, top: scope, frame } = program;
  return new Env({ program, unit, scope, frame, reads, loops: [], inFunction: false, lowering });
}

function pass(syntax: ScenarioSyntax, program: Program): ScenarioModel {
  const env = outermost(program, 'above');
  hoist(syntax.body.statements, env);
  const parameters = syntax.parameters.map((parameter) => lowerParameter(parameter, env));
  const body = lowerStatements(syntax.body, env);
  const functions = lowerFunctions(program, env);
  reportRules(program);
  reportInnerFunctions(syntax.body, env);
  const plays = [...program.plays.values()];
  return {
    name: syntax.name.text,
    file: program.unit.file,
    span: syntax.span,
    doc: syntax.body.doc?.text,
    cites: syntax.body.statements.flatMap((statement) => (statement.kind === 'cite' ? [statement.text.text] : [])),
    parameters: withSymbols(parameters, { body, functions }),
    constants: [...program.constants],
    functions,
    body,
    slots: program.frame.size,
    names: plays.map((play) => play.variable),
    players: program.frame.variables.filter((variable) => variable.kind === 'player'),
    teams: program.frame.variables.filter((variable) => variable.kind === 'team'),
  };
}

function lowerParameter(
  { name, value: syntax }: ScenarioSyntax['parameters'][number],
  env: Env,
): Omit<Parameter, 'symbols'> {
  const value = syntax && env.lower(syntax);
  const declaration = declare(name, { kind: 'parameter' }, env);
  env.program.setPublic(declaration);
  env.program.widen(declaration, value === undefined ? declaration.type : anySymbol(letType(value)));
  return { declaration, value };
}

/** A parameter whose default is a symbol takes others as well. */
function anySymbol(type: Type): Type {
  return joinAll(alternatives(type).map((one) => (one.kind === 'symbol' ? anySymbolType : one)));
}

/** The `def`s of a block are known in all of it. */
export function hoist(statements: readonly (StatementSyntax | { readonly kind: string })[], env: Env): void {
  for (const statement of statements) {
    if (!isDefine(statement)) continue;
    reportIfTaken(statement.name, env);
    const entry = env.program.functionOf(statement, undefined);
    env.scope.add(statement.name.text, { kind: 'function', entry });
  }
}

function isDefine(statement: { readonly kind: string }): statement is DefineSyntax {
  return statement.kind === 'define';
}

/** What is committed as a rule is not drawn or chosen too. */
function reportRules(program: Program): void {
  for (const { places, variable } of program.plays.values()) {
    const [first] = places;
    const other = places.find((place) => (place.kind === 'rule') !== (first?.kind === 'rule'));
    if (other === undefined) continue;
    program.report({ code: 'name/taken', span: other.target, name: variable.name, other: variable.span });
  }
}

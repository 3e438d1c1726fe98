import type { Expression, FunctionModel, Statement } from '../model.ts';
import type { BlockSyntax, StatementSyntax } from '../syntax.ts';

import type { Env } from './env.ts';
import type { FunctionEntry } from './function-entry.ts';
import type { Program } from './program.ts';
import { readsPlay } from './public.ts';
import { Scope } from './scope.ts';
import { isStatements } from './walk.ts';

/**
 * The bodies of all functions of the program, with those of files that they call. `env` is where the outermost names
 * are: a `def` of a scenario may use all of them, one of a file none.
 */
export function lowerFunctions(program: Program, env: Env): readonly FunctionModel[] {
  const models: FunctionModel[] = [];
  // Lowering a body may add functions of files to the list.
  for (const entry of program.functions) models.push(lowerFunction(entry, program, env));
  return models;
}

function lowerFunction(entry: FunctionEntry, program: Program, env: Env): FunctionModel {
  const inside =
    entry.unit === undefined ? env.with({ scope: new Scope(env.scope), reads: 'all' }) : ofFile(entry.unit, env);
  const inner = inside.with({ frame: entry.frame, inFunction: true, loops: [] });
  addParameters(entry, inner);
  const body = lowerBody(entry, inner);
  if (!isStatements(body)) program.widenResult(entry, body.type);
  program.setReadsPlay(entry, readsPlay(body, program));
  const { syntax, parameters } = entry;
  return { name: syntax.name.text, span: syntax.span, parameters, locals: entry.frame.size, body };
}

function ofFile(unit: Env['unit'], env: Env): Env {
  return env.with({ unit, scope: new Scope(undefined), reads: 'hidden' });
}

function addParameters(entry: FunctionEntry, env: Env): void {
  const seen = new Map<string, Env['unit']['syntax']['span']>();
  for (const parameter of entry.parameters) {
    const other = seen.get(parameter.name);
    if (other !== undefined) env.report({ code: 'name/taken', span: parameter.span, name: parameter.name, other });
    seen.set(parameter.name, parameter.span);
    env.scope.add(parameter.name, { kind: 'value', variable: parameter });
  }
}

function lowerBody(entry: FunctionEntry, env: Env): Expression | readonly Statement[] {
  const { body } = entry.syntax;
  return body.kind === 'block' ? env.lowerBlock(body) : env.lower(body);
}

/** A `def` stands at the top of a scenario, a study or a file. */
export function reportInnerFunctions(block: BlockSyntax, env: Env): void {
  for (const statement of block.statements) {
    if (statement.kind === 'define' && statement.body.kind === 'block') reportDefines(statement.body, env);
    else if (statement.kind !== 'define') for (const inner of innerBlocks(statement)) reportDefines(inner, env);
  }
}

function reportDefines(block: BlockSyntax, env: Env): void {
  for (const statement of block.statements) {
    if (statement.kind === 'define') {
      env.report({ code: 'name/inner-def', span: statement.name.span, name: statement.name.text });
      if (statement.body.kind === 'block') reportDefines(statement.body, env);
    }
    for (const inner of innerBlocks(statement)) reportDefines(inner, env);
  }
}

function innerBlocks(statement: StatementSyntax): readonly BlockSyntax[] {
  if (statement.kind === 'for' || statement.kind === 'while') return [statement.body];
  if (statement.kind !== 'if') return [];
  const { then, otherwise } = statement;
  if (otherwise === undefined) return [then];
  return otherwise.kind === 'if' ? [then, ...innerBlocks(otherwise)] : [then, otherwise];
}

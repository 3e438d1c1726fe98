import { builtins } from '../../builtins.ts';
import type { Signature } from '../../catalog.ts';
import type { Expression } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { ApplyExpression, FieldExpression, NameExpression } from '../../syntax.ts';
import { distributionType, type Type } from '../../types.ts';
import type { Env } from '../env.ts';
import type { FunctionEntry } from '../function-entry.ts';
import { functionsInScope, resolve, resolveInFile } from '../resolve.ts';
import { describe } from '../types/describe.ts';
import { overlap } from '../types/overlap.ts';
import { matchArguments } from './argument.ts';
import { lowerBuiltin } from './builtin-call.ts';
import { unknown } from './make.ts';
import { lowerQuestion, solutionOf } from './question.ts';
import { requireBoolean, requireNumber, requirePlayer, said } from './require.ts';
import { lowerVerified } from './verified.ts';

/** A call: of a `def`, of something built in, of a plugin's function, or a question about a solution. */
export function lowerApply(node: ApplyExpression, env: Env): Expression {
  const { callee } = node;
  if (callee.kind === 'name') return lowerNamedCall(node, callee, env);
  if (callee.kind === 'field') return lowerFieldCall(node, callee, env);
  env.report({ code: 'name/not-function', span: callee.span, name: env.program.text(callee.span) });
  return unknown(node.span);
}

function lowerNamedCall(node: ApplyExpression, callee: NameExpression, env: Env): Expression {
  const { name, span } = callee;
  const resolved = resolve(name, env);
  if (resolved?.kind === 'function') return lowerFunctionCall(node, name, resolved.entry, env);
  if (resolved !== undefined) {
    env.report({ code: 'name/not-function', span, name });
    return unknown(node.span);
  }
  const builtin = builtins.get(name);
  if (builtin !== undefined) return lowerBuiltin(node, builtin, env);
  const { catalog } = env.program.world;
  const signature = catalog.functions.get(name) ?? catalog.distributions.get(name);
  if (signature !== undefined) return lowerPluginCall(node, name, signature, env);
  const verified = env.reads === 'outside' ? lowerVerified(node, name, env) : undefined;
  if (verified !== undefined) return verified;
  if (env.program.isFirstUnknown(`${name}()`)) {
    env.report({ code: 'name/unknown-function', span, name, nearest: nearest(name, functionsInScope(env)) });
  }
  return unknown(node.span);
}

/** `eq.value(p)`, or `poker.rank(c)` of a file in use. */
function lowerFieldCall(node: ApplyExpression, callee: FieldExpression, env: Env): Expression {
  const solution = solutionOf(callee.of, env);
  if (solution !== undefined) return lowerQuestion(node, callee, solution, env);
  const entry = fileFunction(callee, env);
  if (entry !== undefined) return lowerFunctionCall(node, callee.field.text, entry, env);
  if (isBrokenFile(callee, env)) return unknown(node.span);
  reportNotFunction(callee, env);
  return unknown(node.span);
}

function reportNotFunction(callee: FieldExpression, env: Env): void {
  const { of, field } = callee;
  if (of.kind === 'name' && resolve(of.name, env) === undefined && env.reads === 'outside') {
    if (!env.program.isFirstUnknown(of.name)) return;
    env.report({
      code: 'study/unknown-solution',
      span: of.span,
      name: of.name,
      nearest: nearest(of.name, env.scope.names()),
    });
  } else if (of.kind === 'name' && resolve(of.name, env)?.kind === 'module') {
    env.report({ code: 'use/no-member', span: field.span, alias: of.name, name: field.text });
  } else env.report({ code: 'name/not-function', span: callee.span, name: env.program.text(callee.span) });
}

function fileFunction({ of, field }: FieldExpression, env: Env): FunctionEntry | undefined {
  const resolved = of.kind === 'name' ? resolve(of.name, env) : undefined;
  if (resolved?.kind !== 'module' || resolved.unit === undefined) return undefined;
  const member = resolveInFile(field.text, resolved.unit, env);
  return member?.kind === 'function' ? member.entry : undefined;
}

function isBrokenFile({ of }: FieldExpression, env: Env): boolean {
  const resolved = of.kind === 'name' ? resolve(of.name, env) : undefined;
  return resolved?.kind === 'module' && resolved.unit === undefined;
}

function lowerFunctionCall(node: ApplyExpression, name: string, entry: FunctionEntry, env: Env): Expression {
  const given = passArguments(node, name, entry, env);
  if (entry.isProcedure) {
    env.report({ code: 'call/procedure', span: node.span, name });
    return unknown(node.span);
  }
  if (env.reads === 'outside' && entry.readsPlay) {
    env.report({ code: 'study/play-name', span: node.callee.span, name });
    return unknown(node.span);
  }
  if (given === undefined) return unknown(node.span);
  return { kind: 'apply', function: entry.index, arguments: given, type: entry.result, span: node.span };
}

/** The arguments of a call of a `def`; their types flow into its parameters. */
export function passArguments(
  node: ApplyExpression,
  name: string,
  entry: FunctionEntry,
  env: Env,
): readonly Expression[] | undefined {
  const given = matchArguments(node, name, entry.parameters, env)?.filter((argument) => argument !== undefined);
  if (given === undefined || !env.program.owns(entry)) return given;
  for (const [index, parameter] of entry.parameters.entries()) {
    const argument = given[index];
    if (argument !== undefined) env.program.widen(parameter, argument.type);
  }
  return given;
}

/** What a plugin says of its parameters. */
function requireLike(argument: Expression, wanted: Type, what: string, env: Env): void {
  if (overlap(argument.type, wanted)) return;
  if (wanted.kind === 'number') requireNumber(argument, what, env);
  else if (wanted.kind === 'boolean') requireBoolean(argument, env);
  else if (wanted.kind === 'player') requirePlayer(argument, what, env);
  else
    env.report({ code: 'call/argument', span: argument.span, what, wanted: describe(wanted), ...said(argument, env) });
}

function lowerPluginCall(node: ApplyExpression, name: string, signature: Signature, env: Env): Expression {
  const given = matchArguments(node, name, signature.parameters, env)?.filter((argument) => argument !== undefined);
  if (given === undefined) return unknown(node.span);
  for (const [index, { type }] of signature.parameters.entries()) {
    const argument = given[index];
    if (argument !== undefined) requireLike(argument, type, `\`${name}\``, env);
  }
  const type =
    signature.distribution && signature.result.kind !== 'distribution'
      ? distributionType(signature.result)
      : signature.result;
  return { kind: 'plugin-call', name, arguments: given, type, span: node.span };
}

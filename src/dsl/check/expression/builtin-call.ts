import type { Builtin, BuiltinParameter, BuiltinResult } from '../../builtins.ts';
import type { Expression } from '../../model.ts';
import type { ApplyExpression } from '../../syntax.ts';
import {
  booleanType,
  distributionType,
  listType,
  numberType,
  playerType,
  setType,
  type Type,
  textType,
  tupleType,
  unknownType,
} from '../../types.ts';
import type { Env } from '../env.ts';
import { lowerPlaceToRead } from '../place.ts';
import { is, memberType } from '../types/shape.ts';
import { lowerArgument, matchArguments } from './argument.ts';
import { lowerClauses } from './clauses.ts';
import { unknown } from './make.ts';
import { solutionOf } from './question.ts';
import { reportFamily, requireMembers, requireNumber, requirePlayer, said } from './require.ts';

/** A call of a built-in function or distribution. */
export function lowerBuiltin(node: ApplyExpression, builtin: Builtin, env: Env): Expression {
  const special = lowerSpecial(node, builtin.name, env);
  if (special !== undefined) return special;
  if (builtin.variadic && node.arguments.length > 1) return lowerVariadic(node, builtin, env);
  const slots = matchArguments(node, builtin.name, builtin.parameters, env);
  if (slots === undefined) return unknown(node.span);
  return assemble(node, builtin, slots, env);
}

/** Those whose arguments are no plain expressions. */
function lowerSpecial(node: ApplyExpression, name: string, env: Env): Expression | undefined {
  const [first] = node.arguments;
  if (first === undefined || node.arguments.length !== 1) return undefined;
  if (name === 'made') {
    const place = lowerPlaceToRead(first.value, env);
    return place === undefined ? unknown(node.span) : { kind: 'made', place, type: booleanType, span: node.span };
  }
  if (name === 'len') {
    const solution = solutionOf(first.value, env);
    return solution && { kind: 'solution', solution, property: 'count', type: numberType, span: node.span };
  }
  if ((name === 'argmax' || name === 'argmin') && first.clauses.length > 0) return lowerArgBest(node, name, env);
  return undefined;
}

/** `argmax(e for x in S)`: the first best `x`; of several names, a tuple. */
function lowerArgBest(node: ApplyExpression, name: 'argmax' | 'argmin', env: Env): Expression | undefined {
  const [argument] = node.arguments;
  if (argument === undefined) return undefined;
  const { clauses, env: inner } = lowerClauses(argument.clauses, env);
  const value = requireNumber(inner.lower(argument.value), `\`${name}\``, inner);
  const types = clauses.flatMap((clause) => clause.variables.map((variable) => variable.type));
  const [only] = types;
  const type = types.length === 1 && only !== undefined ? only : tupleType(types);
  return { kind: 'arg-best', name, value, clauses, type, span: node.span };
}

/** `max(a, b)`. */
function lowerVariadic(node: ApplyExpression, builtin: Builtin, env: Env): Expression {
  const given = node.arguments.map((argument) =>
    requireNumber(lowerArgument(argument, env), `\`${builtin.name}\``, env),
  );
  return { kind: 'builtin', name: builtin.name, arguments: given, named: new Map(), type: numberType, span: node.span };
}

function assemble(
  node: ApplyExpression,
  builtin: Builtin,
  slots: readonly (Expression | undefined)[],
  env: Env,
): Expression {
  const given: Expression[] = [];
  const named = new Map<string, Expression>();
  for (const [index, parameter] of builtin.parameters.entries()) {
    const argument = slots[index];
    if (argument === undefined) continue;
    checkArgument(argument, parameter, builtin, env);
    if (parameter.named) named.set(parameter.name, argument);
    else given.push(argument);
  }
  const subject = named.get('from') ?? given[0];
  const type = resultType(builtin.result, subject);
  const result = builtin.kind === 'distribution' ? distributionType(type) : type;
  return { kind: 'builtin', name: builtin.name, arguments: given, named, type: result, span: node.span };
}

function checkArgument(argument: Expression, { kind }: BuiltinParameter, builtin: Builtin, env: Env): void {
  const what = `\`${builtin.name}\``;
  if (kind === 'number' || kind === 'chance') requireNumber(argument, what, env);
  if (kind === 'player') requirePlayer(argument, what, env);
  if (kind !== 'collection' && kind !== 'numbers') return;
  if (kind === 'collection' && builtin.name === 'len' && is(argument.type, 'text')) return;
  const members = requireMembers(argument, env);
  if (kind !== 'numbers' || is(members, 'number') || reportFamily({ ...argument, type: members }, env)) return;
  const { text, found } = said(argument, env);
  env.report({ code: 'type/numbers', span: argument.span, what, text, found });
}

function resultType(result: BuiltinResult, subject: Expression | undefined): Type {
  const members = subject === undefined ? unknownType : (memberType(subject.type) ?? unknownType);
  switch (result) {
    case 'number':
      return numberType;
    case 'text':
      return textType;
    case 'boolean':
      return booleanType;
    case 'element':
      return members;
    case 'elements':
      return listType(members);
    case 'orders':
      return listType(listType(members));
    case 'subsets':
      return setType(setType(members));
    case 'players':
      return setType(playerType);
    case 'player':
      return playerType;
  }
}

import type { Expression } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { Span } from '../../span.ts';
import type { ApplyExpression, ArgumentSyntax } from '../../syntax.ts';
import { listType } from '../../types.ts';
import type { Env } from '../env.ts';
import { lowerClauses } from './clauses.ts';
import { unknown } from './make.ts';

/** An argument; `e for x in S` is one list. */
export function lowerArgument(argument: ArgumentSyntax, env: Env): Expression {
  if (argument.given !== undefined) env.report({ code: 'call/given', span: argument.given.span });
  if (argument.clauses.length === 0) return env.lower(argument.value);
  const { clauses, env: inner } = lowerClauses(argument.clauses, env);
  const value = inner.lower(argument.value);
  const elements = [{ value, when: undefined, clauses }];
  return { kind: 'collection', shape: 'list', elements, type: listType(value.type), span: argument.span };
}

interface Formal {
  readonly name: string;
  readonly optional?: boolean;
}

/**
 * The arguments in the order of the parameters, whether written with their names or not; undefined for optional ones
 * that are left out. Reports what is missing, too much, unknown or twice; then the result is undefined.
 */
export function matchArguments(
  node: ApplyExpression,
  name: string,
  formals: readonly Formal[],
  env: Env,
): readonly (Expression | undefined)[] | undefined {
  const lowered = node.arguments.map((argument) => lowerArgument(argument, env));
  const slots: (Expression | undefined)[] = formals.map(() => undefined);
  const signature = `${name}(${formals.map((formal) => formal.name).join(', ')})`;
  let position = 0;
  for (const [index, argument] of node.arguments.entries()) {
    const at =
      argument.name === undefined ? position++ : formals.findIndex((formal) => formal.name === argument.name?.text);
    if (at < 0) return reportUnknown(argument, name, formals, env);
    if (at >= formals.length) return reportCount(node.span, signature, formals, node.arguments.length, env);
    if (slots[at] !== undefined) {
      env.report({ code: 'call/twice', span: argument.span, name, argument: formals[at]?.name ?? '' });
      return undefined;
    }
    slots[at] = lowered[index] ?? unknown(argument.span);
  }
  const isMissing = formals.some((formal, index) => slots[index] === undefined && !formal.optional);
  return isMissing ? reportCount(node.span, signature, formals, node.arguments.length, env) : slots;
}

function reportUnknown(argument: ArgumentSyntax, name: string, formals: readonly Formal[], env: Env): undefined {
  const known = formals.map((formal) => formal.name);
  const written = argument.name?.text ?? '';
  const span = argument.name?.span ?? argument.span;
  env.report({ code: 'call/unknown-argument', span, name, argument: written, known, nearest: nearest(written, known) });
}

function reportCount(span: Span, signature: string, formals: readonly Formal[], given: number, env: Env): undefined {
  const least = formals.filter((formal) => !formal.optional).length;
  env.report({ code: 'call/count', span, signature, least, most: formals.length, given });
}

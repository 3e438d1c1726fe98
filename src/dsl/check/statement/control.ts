import type { CallStatement, ForStatement, IfStatement, WhileStatement } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import type { CallSyntax, ForSyntax, IfSyntax, WhileSyntax } from '../../syntax.ts';
import type { Env } from '../env.ts';
import { passArguments } from '../expression/call.ts';
import { declareMembers } from '../expression/clauses.ts';
import { requireBoolean, requireMembers } from '../expression/require.ts';
import type { FunctionEntry } from '../function-entry.ts';
import { isPublic } from '../public.ts';
import { functionsInScope, resolve, resolveInFile } from '../resolve.ts';

export function lowerIf(node: IfSyntax, env: Env): IfStatement {
  const condition = requireBoolean(env.lower(node.condition), env);
  const then = env.lowerBlock(node.then);
  const { otherwise } = node;
  const other =
    otherwise === undefined ? [] : otherwise.kind === 'if' ? [lowerIf(otherwise, env)] : env.lowerBlock(otherwise);
  return { kind: 'if', span: node.span, condition, then, otherwise: other };
}

export function lowerFor(node: ForSyntax, env: Env): ForStatement {
  const over = env.lower(node.over);
  const inner = env.insideLoop(node);
  const variables = declareMembers(node.names, requireMembers(over, env), node.over.span, inner);
  for (const variable of variables) env.program.setPublic(variable, isPublic(over, env.program));
  return { kind: 'for', span: node.span, variables, over, body: inner.lowerBlock(node.body) };
}

export function lowerWhile(node: WhileSyntax, env: Env): WhileStatement {
  const inner = env.insideLoop(node);
  const condition = requireBoolean(inner.lower(node.condition), inner);
  return { kind: 'while', span: node.span, condition, body: inner.lowerBlock(node.body) };
}

/** A procedure called as a statement. */
export function lowerCall(node: CallSyntax, env: Env): CallStatement | undefined {
  const { call } = node;
  const name = env.program.text(call.callee.span);
  const entry = calledEntry(node, env);
  if (entry === undefined) return undefined;
  const given = passArguments(call, name, entry, env);
  if (!entry.isProcedure) env.report({ code: 'call/function', span: node.span, name });
  return given && { kind: 'call', span: node.span, function: entry.index, arguments: given };
}

function calledEntry({ call: { callee } }: CallSyntax, env: Env): FunctionEntry | undefined {
  if (callee.kind === 'field' && callee.of.kind === 'name') {
    const file = resolve(callee.of.name, env);
    if (file?.kind === 'module') {
      const member = file.unit && resolveInFile(callee.field.text, file.unit, env);
      if (member?.kind === 'function') return member.entry;
      if (file.unit === undefined) return undefined;
    }
  }
  const name = env.program.text(callee.span);
  const resolved = callee.kind === 'name' ? resolve(callee.name, env) : undefined;
  if (resolved?.kind === 'function') return resolved.entry;
  if (resolved !== undefined || callee.kind !== 'name')
    env.report({ code: 'name/not-function', span: callee.span, name });
  else if (env.program.isFirstUnknown(`${name}()`)) {
    env.report({
      code: 'name/unknown-function',
      span: callee.span,
      name,
      nearest: nearest(name, functionsInScope(env)),
    });
  }
  return undefined;
}

import type { Clause } from '../../model.ts';
import type { Span } from '../../span.ts';
import type { ClauseSyntax, Word } from '../../syntax.ts';
import { type Type, unknownType } from '../../types.ts';
import { declare } from '../declare.ts';
import type { Env } from '../env.ts';
import { isPublic } from '../public.ts';
import { partTypes } from '../types/shape.ts';
import type { Variable } from '../variable.ts';
import { requireBoolean, requireMembers } from './require.ts';

/** `for x, y in S if c`, one after the other: each sees the names of those before it, and so does what they repeat. */
export function lowerClauses(
  clauses: readonly ClauseSyntax[],
  env: Env,
): { readonly clauses: readonly Clause[]; readonly env: Env } {
  if (clauses.length === 0) return { clauses: [], env };
  const inner = env.inner();
  const lowered = clauses.map((clause): Clause => {
    const over = inner.lower(clause.over);
    const variables = declareMembers(clause.names, requireMembers(over, inner), clause.over.span, inner);
    for (const variable of variables) env.program.setPublic(variable, isPublic(over, env.program));
    const condition = clause.condition && requireBoolean(inner.lower(clause.condition), inner);
    return { variables, over, condition };
  });
  return { clauses: lowered, env: inner };
}

/** The names after `for`: one takes the member, several take it apart. */
export function declareMembers(words: readonly Word[], member: Type, span: Span, env: Env): readonly Variable[] {
  const parts = words.length === 1 ? [member] : partTypes(member, words.length);
  if (parts === undefined) env.report({ code: 'type/apart', span, count: words.length });
  return words.map((word, index) => {
    const variable = declare(word, { kind: 'loop' }, env);
    env.program.widen(variable, parts?.[index] ?? unknownType);
    return variable;
  });
}

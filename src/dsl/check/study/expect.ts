import type { ExpectStatement } from '../../model.ts';
import type { ExpectSyntax } from '../../syntax.ts';
import type { Env } from '../env.ts';
import { requireBoolean, requireNumber } from '../expression/require.ts';
import { textOf } from './text.ts';

/** `expect e`, `expect a == b +- 1e-3`. */
export function lowerExpect(node: ExpectSyntax, env: Env): ExpectStatement {
  const condition = requireBoolean(env.lower(node.condition), env);
  const tolerance = node.tolerance && requireNumber(env.lower(node.tolerance), '`+-`', env);
  if (tolerance !== undefined && (condition.kind !== 'compare' || condition.rest.length !== 1)) {
    env.report({ code: 'study/tolerance', span: node.tolerance?.span ?? node.span });
  }
  const end = node.tolerance?.span.end ?? node.condition.span.end;
  return {
    kind: 'expect',
    span: node.span,
    condition,
    tolerance,
    text: textOf({ ...node.condition.span, end }, env),
  };
}

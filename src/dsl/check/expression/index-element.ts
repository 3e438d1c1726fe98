import type { Expression } from '../../model.ts';
import type { ElementSyntax } from '../../syntax.ts';
import type { Env } from '../env.ts';

/** An index; with clauses, a list of them. */
export function lowerIndexElement(element: ElementSyntax, env: Env): Expression {
  if (element.clauses.length === 0) return env.lower(element.value);
  return env.lower({ kind: 'list', elements: [element], span: element.span });
}

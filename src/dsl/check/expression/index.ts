import type { Expression } from '../../model.ts';
import type { FieldExpression, IndexExpression } from '../../syntax.ts';
import { listType, type Type, unknownType } from '../../types.ts';
import type { Env } from '../env.ts';
import { resolveInFile } from '../resolve.ts';
import { isSlice, typeAt } from './entry-type.ts';
import { lowerIndexElement } from './index-element.ts';
import { unknown } from './make.ts';
import { reference } from './name.ts';
import { lowerSolutionField, solutionOf } from './question.ts';

/** `t[i]`, `t[i, j]`, slices. */
export function lowerIndex(node: IndexExpression, env: Env): Expression {
  const of = env.lower(node.of);
  const indices = node.indices.map((index) => lowerIndexElement(index, env));
  return { kind: 'index', of, indices, type: typeThrough(of, indices, env), span: node.span };
}

/** All indices as one key, if keys are tuples; else one after the other. */
function typeThrough(of: Expression, indices: readonly Expression[], env: Env): Type {
  if (indices.length > 1 && of.type.kind === 'map' && of.type.key.kind === 'tuple') return of.type.value;
  let type = of.type;
  for (const [position, index] of indices.entries()) {
    const rest = indices.slice(position + 1);
    const entry = typeAt(type, index, of, env);
    if (!isSlice(index)) type = entry;
    else return rest.length === 0 ? listType(entry) : unknownType;
  }
  return type;
}

/** `r.f`: the entry at the symbol `f`; also what a solution says, and what another file defines. */
export function lowerField(node: FieldExpression, env: Env): Expression {
  const solution = solutionOf(node.of, env);
  if (solution !== undefined) return lowerSolutionField(node, solution, env);
  const ofFile = lowerFileMember(node, env);
  if (ofFile !== undefined) return ofFile;
  const of = env.lower(node.of);
  const { text, span } = node.field;
  const key: Expression = { kind: 'constant', value: text, type: { kind: 'symbol', members: new Set([text]) }, span };
  return { kind: 'field', of, field: text, type: typeAt(of.type, key, of, env), span: node.span };
}

/** `poker.deck`, where `poker` is a file in use. */
function lowerFileMember(node: FieldExpression, env: Env): Expression | undefined {
  if (node.of.kind !== 'name' || env.scope.find(node.of.name) !== undefined || !env.unit.uses.has(node.of.name)) {
    return undefined;
  }
  const unit = env.unit.uses.get(node.of.name);
  if (unit === undefined) return unknown(node.span);
  const resolved = resolveInFile(node.field.text, unit, env);
  if (resolved?.kind === 'value') return reference(resolved.variable, node.span);
  env.report({ code: 'use/no-member', span: node.field.span, alias: node.of.name, name: node.field.text });
  return unknown(node.span);
}

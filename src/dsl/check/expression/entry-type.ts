import type { Expression } from '../../model.ts';
import { nearest } from '../../nearest.ts';
import { alternatives, isOpen, numberType, symbolType, type Type, type TypeOf, unknownType } from '../../types.ts';
import type { Env } from '../env.ts';
import { describe } from '../types/describe.ts';
import { joinAll } from '../types/join.ts';
import { overlap } from '../types/overlap.ts';
import { is, yieldOf } from '../types/shape.ts';
import { said } from './require.ts';

/** Whether the index takes several entries: a range or another set. */
export function isSlice(index: Expression): boolean {
  return !isOpen(index.type) && alternatives(index.type).every((one) => one.kind === 'set');
}

/** The type of the entry at an index; `of` is what was indexed, for messages. */
export function typeAt(type: Type, index: Expression, of: Expression, env: Env): Type {
  const found = yieldOf(type, (one) => entryOf(one, index));
  if (found !== undefined) return found;
  reportNoEntry(type, index, of, env);
  return unknownType;
}

function entryOf(type: Type, index: Expression): Type | undefined {
  if (type.kind === 'list' || type.kind === 'set') return fitsPosition(index) ? type.of : undefined;
  if (type.kind === 'tuple') return tupleEntry(type, index);
  if (type.kind === 'record') return recordEntry(type, index);
  if (type.kind !== 'map') return undefined;
  return isSlice(index) || overlap(index.type, type.key) ? type.value : undefined;
}

function fitsPosition(index: Expression): boolean {
  return is(index.type, 'number') || isSlice(index);
}

function tupleEntry(tuple: TypeOf<'tuple'>, index: Expression): Type | undefined {
  if (!fitsPosition(index)) return undefined;
  if (index.kind !== 'constant' || typeof index.value !== 'number') return joinAll(tuple.of);
  return tuple.of[index.value - 1];
}

function recordEntry(record: TypeOf<'record'>, index: Expression): Type | undefined {
  if (isSlice(index)) return joinAll(record.fields.values());
  return yieldOf(index.type, (one) => {
    if (one.kind === 'text' || (one.kind === 'symbol' && one.members === undefined))
      return joinAll(record.fields.values());
    if (one.kind !== 'symbol' || one.members === undefined) return undefined;
    const found = [...one.members].map((name) => record.fields.get(name)).filter((field) => field !== undefined);
    return found.length === 0 ? undefined : joinAll(found);
  });
}

function reportNoEntry(type: Type, index: Expression, of: Expression, env: Env): void {
  const record = alternatives(type).find((one) => one.kind === 'record');
  const tuple = alternatives(type).find((one) => one.kind === 'tuple');
  const { text, found } = said(of, env);
  if (record !== undefined && is(index.type, 'symbol') && typeof constantOf(index) === 'string') {
    const fields = [...record.fields.keys()];
    const name = String(constantOf(index));
    env.report({ code: 'type/no-field', span: index.span, text, name, fields, nearest: nearest(name, fields) });
  } else if (tuple !== undefined && typeof constantOf(index) === 'number') {
    env.report({
      code: 'type/position',
      span: index.span,
      text,
      position: Number(constantOf(index)),
      length: tuple.of.length,
    });
  } else if (!alternatives(type).some(isIndexable)) {
    env.report({ code: 'type/not-indexable', span: of.span, text, found });
  } else {
    const wanted = joinAll(alternatives(type).filter(isIndexable).map(keyOf));
    env.report({ code: 'type/index', span: index.span, text, wanted: describe(wanted), ...indexWords(index, env) });
  }
}

function indexWords(index: Expression, env: Env): { readonly index: string; readonly found: string } {
  const { text, found } = said(index, env);
  return { index: text, found };
}

function constantOf(index: Expression): unknown {
  return index.kind === 'constant' ? index.value : undefined;
}

function isIndexable(type: Type): boolean {
  return ['list', 'set', 'tuple', 'map', 'record'].includes(type.kind);
}

function keyOf(type: Type): Type {
  if (type.kind === 'map') return type.key;
  return type.kind === 'record' ? symbolType(...type.fields.keys()) : numberType;
}

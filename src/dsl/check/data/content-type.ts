import type { DataContent } from '../../model.ts';
import { Rational } from '../../number.ts';
import { booleanType, listType, neverType, noneType, numberType, type Type, textType } from '../../types.ts';
import { join } from '../types/join.ts';

/** The type of what a data file holds. An object is a record, with a type for each field. */
export function contentType(content: DataContent): Type {
  if (content === null) return noneType;
  if (typeof content === 'number' || content instanceof Rational) return numberType;
  if (typeof content === 'string') return textType;
  if (typeof content === 'boolean') return booleanType;
  if (isList(content)) return listType(content.reduce<Type>((type, item) => join(type, contentType(item)), neverType));
  return {
    kind: 'record',
    fields: new Map(Object.entries(content).map(([name, value]) => [name, contentType(value)])),
  };
}

function isList(content: DataContent): content is readonly DataContent[] {
  return Array.isArray(content);
}

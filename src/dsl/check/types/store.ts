import type { Expression } from '../../model.ts';
import { alternatives, isOpen, listType, mapType, type Type, type TypeOf, unknownType } from '../../types.ts';
import { join } from './join.ts';

/** The type of a variable after `x[i] = value`: what it was, with the entries along the path widened. */
export function storeAt(type: Type, path: readonly Expression[], value: Type): Type {
  const [index, ...rest] = path;
  if (index === undefined) return value;
  if (isOpen(type))
    return alternatives(type).length === 0 ? mapType(index.type, storeAt(type, rest, value)) : unknownType;
  const all = alternatives(type).map((one) => storeInOne(one, index, rest, value));
  return all.length === 1 && all[0] !== undefined ? all[0] : { kind: 'union', of: all };
}

function storeInOne(type: Type, index: Expression, rest: readonly Expression[], value: Type): Type {
  const within = (entry: Type): Type => join(entry, storeAt(entry, rest, value));
  if (type.kind === 'list') return listType(within(type.of));
  if (type.kind === 'map') return { ...type, key: join(type.key, index.type), value: within(type.value) };
  if (type.kind === 'tuple') return { kind: 'tuple', of: type.of.map(within) };
  return type.kind === 'record' ? storeInRecord(type, index, within) : type;
}

function storeInRecord(record: TypeOf<'record'>, index: Expression, within: (entry: Type) => Type): Type {
  const names = alternatives(index.type).flatMap((one) =>
    one.kind === 'symbol' && one.members ? [...one.members] : [],
  );
  const fields = new Map(record.fields);
  for (const name of names) fields.set(name, within(fields.get(name) ?? { kind: 'union', of: [] }));
  return { kind: 'record', fields };
}

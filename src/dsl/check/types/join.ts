import {
  alternatives,
  distributionType,
  listType,
  neverType,
  setType,
  type Type,
  type TypeOf,
  textType,
  tupleType,
  unknownType,
} from '../../types.ts';

/** The smallest type of ours that contains both. */
export function join(a: Type, b: Type): Type {
  if (a === b) return a;
  if (a.kind === 'unknown' || b.kind === 'unknown') return unknownType;
  const merged = [...alternatives(a)];
  for (const extra of alternatives(b)) add(merged, extra);
  return merged.length === 1 && merged[0] !== undefined ? merged[0] : { kind: 'union', of: merged };
}

/** Two by two: one after the other, the members of a long list of symbols would be copied for each of them. */
export function joinAll(types: Iterable<Type>): Type {
  let joined = [...types];
  while (joined.length > 1) {
    joined = joined.flatMap((type, index) => (index % 2 === 0 ? [join(type, joined[index + 1] ?? neverType)] : []));
  }
  return joined[0] ?? neverType;
}

function add(merged: Type[], extra: Type, at: number = merged.length): void {
  for (const [index, known] of merged.entries()) {
    const both = merge(known, extra);
    if (both === undefined) continue;
    merged.splice(index, 1);
    add(merged, both, index);
    return;
  }
  merged.splice(at, 0, extra);
}

/** Two types that are no unions as one that is none, where there is such a type. */
function merge(a: Type, b: Type): Type | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown') return unknownType;
  if (isWord(a) && isWord(b)) return mergeWords(a, b);
  if (a.kind === 'record' && b.kind === 'map') return mergeMaps(b, asMap(a));
  if (a.kind === 'map' && b.kind === 'record') return mergeMaps(a, asMap(b));
  if (a.kind !== b.kind) return undefined;
  return mergeAlike(a, b);
}

function mergeAlike(a: Type, b: Type): Type | undefined {
  if (a.kind === 'list' && b.kind === 'list') return listType(join(a.of, b.of));
  if (a.kind === 'set' && b.kind === 'set') return setType(join(a.of, b.of));
  if (a.kind === 'distribution' && b.kind === 'distribution') return distributionType(join(a.of, b.of));
  if (a.kind === 'tuple' && b.kind === 'tuple') return mergeTuples(a, b);
  if (a.kind === 'map' && b.kind === 'map') return mergeMaps(a, b);
  if (a.kind === 'record' && b.kind === 'record') return mergeRecords(a, b);
  return a;
}

type WordType = TypeOf<'symbol'> | TypeOf<'text'>;

function isWord(type: Type): type is WordType {
  return type.kind === 'symbol' || type.kind === 'text';
}

function mergeWords(a: WordType, b: WordType): Type {
  if (a.kind === 'text' || b.kind === 'text') return textType;
  if (a.members === undefined || b.members === undefined) return { kind: 'symbol', members: undefined };
  return { kind: 'symbol', members: new Set([...a.members, ...b.members]) };
}

function mergeTuples(a: TypeOf<'tuple'>, b: TypeOf<'tuple'>): Type | undefined {
  if (a.of.length !== b.of.length) return undefined;
  return tupleType(a.of.map((type, index) => join(type, b.of[index] ?? neverType)));
}

function mergeMaps(a: TypeOf<'map'>, b: TypeOf<'map'>): Type | undefined {
  if ((a.family ?? false) !== (b.family ?? false)) return undefined;
  return { ...a, key: join(a.key, b.key), value: join(a.value, b.value) };
}

/** Fields of either: one that some records lack may still be asked for. */
function mergeRecords(a: TypeOf<'record'>, b: TypeOf<'record'>): Type {
  const fields = new Map(a.fields);
  for (const [name, type] of b.fields) fields.set(name, join(fields.get(name) ?? neverType, type));
  return { kind: 'record', fields };
}

function asMap(record: TypeOf<'record'>): TypeOf<'map'> {
  const key: Type = { kind: 'symbol', members: new Set(record.fields.keys()) };
  return { kind: 'map', key, value: joinAll(record.fields.values()) };
}

/** The type with everything below `depth` levels unknown, so that `x = [x]` in a loop has a type. */
export function limit(type: Type, depth: number): Type {
  if (depth === 0) return alternatives(type).every(isFlat) ? type : unknownType;
  const deeper = (inner: Type): Type => limit(inner, depth - 1);
  switch (type.kind) {
    case 'list':
    case 'set':
    case 'distribution':
      return { kind: type.kind, of: deeper(type.of) };
    case 'tuple':
      return tupleType(type.of.map(deeper));
    case 'map':
      return { ...type, key: deeper(type.key), value: deeper(type.value) };
    case 'record':
      return { kind: 'record', fields: new Map([...type.fields].map(([name, field]) => [name, deeper(field)])) };
    case 'union':
      return { kind: 'union', of: type.of.map((one) => limit(one, depth)) };
    default:
      return type;
  }
}

function isFlat(type: Type): boolean {
  return !['list', 'set', 'distribution', 'tuple', 'map', 'record', 'union'].includes(type.kind);
}

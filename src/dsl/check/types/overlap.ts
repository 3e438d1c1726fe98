import { alternatives, isOpen, type Type, type TypeOf } from '../../types.ts';

/** Whether some value has both types: then it makes sense to compare them. */
export function overlap(a: Type, b: Type): boolean {
  if (isOpen(a) || isOpen(b)) return true;
  return alternatives(a).some((x) => alternatives(b).some((y) => overlapAlike(x, y)));
}

function overlapAlike(a: Type, b: Type): boolean {
  if (a.kind === 'none' || b.kind === 'none') return true;
  if (a.kind === 'symbol' && b.kind === 'symbol') return shareMember(a, b);
  if (isText(a) && isText(b)) return true;
  if (a.kind === 'tuple' && b.kind === 'tuple') return overlapTuples(a, b);
  const [left, right] = [itemsOf(a), itemsOf(b)];
  if (left !== undefined && right !== undefined) return isSequence(a) === isSequence(b);
  if (isSequence(a)) return isFamily(b);
  if (isSequence(b)) return isFamily(a);
  if (a.kind === 'map' || a.kind === 'record') return b.kind === 'map' || b.kind === 'record';
  return a.kind === b.kind;
}

function shareMember(a: TypeOf<'symbol'>, b: TypeOf<'symbol'>): boolean {
  if (a.members === undefined || b.members === undefined) return true;
  return [...a.members].some((member) => b.members?.has(member));
}

function overlapTuples(a: TypeOf<'tuple'>, b: TypeOf<'tuple'>): boolean {
  return a.of.length === b.of.length && a.of.every((one, i) => overlapAt(one, b.of[i]));
}

function overlapAt(a: Type, b: Type | undefined): boolean {
  return b !== undefined && overlap(a, b);
}

function isText(type: Type): boolean {
  return type.kind === 'symbol' || type.kind === 'text';
}

function isSequence(type: Type): boolean {
  return type.kind === 'list' || type.kind === 'tuple';
}

/** What stands for its values, in the order in which they were made. */
function isFamily(type: Type): boolean {
  return type.kind === 'map' && type.family === true;
}

function itemsOf(type: Type): Type | undefined {
  if (type.kind === 'list' || type.kind === 'set') return type.of;
  return type.kind === 'tuple' ? { kind: 'union', of: [] } : undefined;
}

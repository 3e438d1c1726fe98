import type { Type } from '../../types.ts';

/** Whether two types are the same, alternatives in any order. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'symbol':
      return b.kind === 'symbol' && sameMembers(a.members, b.members);
    case 'list':
    case 'set':
    case 'distribution':
      return b.kind === a.kind && sameType(a.of, b.of);
    case 'tuple':
      return b.kind === 'tuple' && a.of.length === b.of.length && a.of.every((one, i) => matches(one, b.of[i]));
    case 'map':
      return b.kind === 'map' && a.family === b.family && sameType(a.key, b.key) && sameType(a.value, b.value);
    case 'record':
      return b.kind === 'record' && sameFields(a.fields, b.fields);
    case 'union':
      return b.kind === 'union' && a.of.length === b.of.length && a.of.every((x) => b.of.some((y) => sameType(x, y)));
    default:
      return a.kind === b.kind;
  }
}

function matches(a: Type, b: Type | undefined): boolean {
  return b !== undefined && sameType(a, b);
}

function sameMembers(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.size === b.size && [...a].every((member) => b.has(member));
}

function sameFields(a: ReadonlyMap<string, Type>, b: ReadonlyMap<string, Type>): boolean {
  return a.size === b.size && [...a].every(([name, type]) => matches(type, b.get(name)));
}

import type { FieldExpression } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import type { Evaluate } from '../expression.ts';
import { PlayFault, wrong } from '../fault.ts';
import { keyOf } from '../key.ts';
import type { Scope } from '../scope.ts';
import { kindOf, show } from '../show.ts';
import { isList, MapValue, SetValue, Team, Tuple, type Value } from '../value.ts';

/** An index that takes several entries at once. */
export function isSlice(index: Value): index is SetValue | readonly Value[] {
  return index instanceof SetValue || isList(index);
}

/** The indices of a slice. */
export function slice(index: SetValue | readonly Value[]): readonly Value[] {
  return index instanceof SetValue ? index.items : index;
}

/** `of[i, j]`: `of[i][j]`, unless the keys of a map are tuples. Nothing for an empty path: the value itself. */
export function entriesAt(of: Value, path: readonly Value[], ofSpan: Span, span: Span): Value {
  if (of instanceof MapValue && path.length > 1) {
    const key = new Tuple(path);
    const entry = of.entries.get(keyOf(key));
    if (entry !== undefined) return entry[1];
    if (hasTuples(of)) return noEntry(of, key, span);
  }
  let value = of;
  for (const key of path) value = entryAt(value, key, ofSpan, span);
  return value;
}

/** Whether the keys of a map are tuples: then several indices are one key. */
function hasTuples({ entries }: MapValue): boolean {
  const [first] = entries.values();
  return first !== undefined && first[0] instanceof Tuple;
}

/** The entry at one index; at a slice, the list of them. */
export function entryAt(of: Value, key: Value, ofSpan: Span, span: Span): Value {
  if (of instanceof MapValue) {
    const entry = of.entries.get(keyOf(key));
    if (entry !== undefined) return entry[1];
  }
  if (isSlice(key)) return slice(key).map((index) => entryAt(of, index, ofSpan, span));
  if (of instanceof MapValue) return noEntry(of, key, span);
  const items = positionsOf(of) ?? wrong(ofSpan, 'something with entries', kindOf(of));
  const item = typeof key === 'number' ? items[key - 1] : undefined;
  return item === undefined ? noPosition(key, items.length, span) : item;
}

function positionsOf(value: Value): readonly Value[] | undefined {
  if (isList(value)) return value;
  if (value instanceof Tuple || value instanceof SetValue) return value.items;
  return value instanceof Team ? value.members : undefined;
}

/** Entries shown of a map that lacks one. */
const SHOWN = 12;

function noEntry(of: MapValue, key: Value, span: Span): never {
  const has = [...of.entries.values()].slice(0, SHOWN).map(([name]) => show(name));
  // A player and a symbol may have one name.
  const index = has.includes(show(key)) ? kindOf(key) : show(key);
  throw new PlayFault((path) => ({ code: 'play/entry', span, index, has, path }));
}

export function noPosition(key: Value, length: number, span: Span): never {
  throw new PlayFault((path) => ({ code: 'play/position', span, position: show(key), length, path }));
}

/** `r.f`: the entry at the symbol `f`. */
export function field({ of, field: name, span }: FieldExpression, scope: Scope): Evaluate {
  const base = scope.compile(of);
  return (machine) => fieldOf(base(machine), name, of.span, span);
}

export function fieldOf(value: Value, name: string, ofSpan: Span, span: Span): Value {
  if (!(value instanceof MapValue)) return wrong(ofSpan, `something with an entry ${name}`, kindOf(value));
  const entry = value.entries.get(name);
  return entry === undefined ? noEntry(value, name, span) : entry[1];
}

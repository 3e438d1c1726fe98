import type { Span } from '../../../dsl/span.ts';
import { PlayFault, wrong } from '../fault.ts';
import { keyOf, setOf } from '../key.ts';
import { kindOf, show } from '../show.ts';
import { FamilyValue, isList, MapValue, SetValue, Team, Tuple, type Value } from '../value.ts';

/** Members of any collection, in order: of a map its values, of a family its values through all indices. */
export function itemsOf(value: Value, span: Span): readonly Value[] {
  if (value instanceof SetValue || value instanceof Tuple) return value.items;
  if (isList(value)) return value;
  if (value instanceof FamilyValue) return leavesOf(value);
  if (value instanceof MapValue) return [...value.entries.values()].map(([, item]) => item);
  if (value instanceof Team) return value.members;
  return wrong(span, 'a collection', kindOf(value));
}

function leavesOf(family: FamilyValue): readonly Value[] {
  return [...family.entries.values()].flatMap(([, item]) => (item instanceof FamilyValue ? leavesOf(item) : [item]));
}

/** Whether `itemsOf` takes it. */
export function isCollection(value: Value): boolean {
  if (isList(value) || value instanceof SetValue || value instanceof Tuple) return true;
  return value instanceof MapValue || value instanceof Team;
}

/** The members of a domain, which must all be different, and of which there must be one. */
export function membersOf(value: Value, label: string, span: Span): readonly Value[] {
  const items = itemsOf(value, span);
  if (items.length === 0) throw new PlayFault((path) => ({ code: 'domain/empty', span, label, path }));
  if (value instanceof SetValue) return items;
  const once = setOf(items).items;
  if (once.length === items.length) return items;
  const twice = items.find((item, i) => items.findIndex((other) => keyOf(other) === keyOf(item)) < i) ?? null;
  throw new PlayFault((path) => ({ code: 'domain/duplicate', span, label, value: show(twice), path }));
}

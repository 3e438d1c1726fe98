import { type CollectionExpression, type Element, type Expression, type MapExpression, REST } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import { compile, type Evaluate } from '../expression.ts';
import { PlayFault, wrong } from '../fault.ts';
import { keyOf, setOf } from '../key.ts';
import type { Machine } from '../machine.ts';
import type { Scope } from '../program.ts';
import { kindOf, show } from '../show.ts';
import { FamilyValue, isList, type Key, MapValue, SetValue, Team, Tuple, type Value } from '../value.ts';
import { each } from './clause.ts';
import { withRest } from './distribution.ts';
import { condition } from './operator.ts';

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

export function collection(expression: CollectionExpression, scope: Scope): Evaluate {
  const gather = gatherer(expression.elements, scope);
  switch (expression.shape) {
    case 'list':
      return gather;
    case 'tuple':
      return (machine) => new Tuple(gather(machine));
    case 'set':
      return (machine) => setOf(gather(machine));
  }
}

type Append = (machine: Machine, out: Value[]) => void;

function gatherer(elements: readonly Element[], scope: Scope): (machine: Machine) => Value[] {
  const parts = elements.map((element) => appender(element, scope));
  return (machine) => {
    const out: Value[] = [];
    for (const append of parts) append(machine, out);
    return out;
  };
}

function appender(element: Element, scope: Scope): Append {
  const value = compile(element.value, scope);
  const holds = element.when && condition(element.when, scope);
  const append: Append =
    holds === undefined
      ? (machine, out) => {
          out.push(value(machine));
        }
      : (machine, out) => {
          if (holds(machine)) out.push(value(machine));
        };
  return element.clauses.length === 0 ? append : each(element.clauses, append, scope);
}

export function map(expression: MapExpression, scope: Scope): Evaluate {
  const parts = expression.entries.map((entry) => {
    const key = compile(entry.key, scope);
    const value = isRest(entry.value) ? undefined : compile(entry.value, scope);
    const add = (machine: Machine, entries: Entries): void => entries.add(key(machine), value?.(machine), entry.key.span);
    return entry.clauses.length === 0 ? add : each(entry.clauses, add, scope);
  });
  const { span } = expression;
  return (machine) => {
    const entries = new Entries();
    for (const add of parts) add(machine, entries);
    return entries.finish(span);
  };
}

function isRest(expression: Expression): boolean {
  return expression.kind === 'constant' && expression.value === REST;
}

/** The entries of a map while it is made: keys must differ, and at most one value may be `rest`. */
export class Entries {
  private readonly entries = new Map<Key, readonly [Value, Value]>();
  private rest: Value | undefined;

  /** Without a value, the entry is the chance that the others leave. */
  add(name: Value, value: Value | undefined, span: Span): void {
    const key = keyOf(name);
    const isTaken = this.entries.has(key) || (value === undefined && this.rest !== undefined);
    if (isTaken) throw new PlayFault((path) => ({ code: 'play/twice', span, key: show(name), path }));
    if (value === undefined) this.rest = name;
    this.entries.set(key, [name, value ?? 0]);
  }

  finish(span: Span): Value {
    return this.rest === undefined ? new MapValue(this.entries) : withRest([...this.entries.values()], this.rest, span);
  }
}

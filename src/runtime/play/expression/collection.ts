import {
  type CollectionExpression,
  type Element,
  type Expression,
  type MapExpression,
  REST,
} from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import type { Evaluate } from '../expression.ts';
import { PlayFault } from '../fault.ts';
import { keyOf, setOf } from '../key.ts';
import type { Machine } from '../machine.ts';
import type { Scope } from '../scope.ts';
import { show } from '../show.ts';
import { type Key, MapValue, Tuple, type Value } from '../value.ts';
import { each } from './clause.ts';
import { withRest } from './distribution.ts';
import { condition } from './operator.ts';

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
  const value = scope.compile(element.value);
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
    const key = scope.compile(entry.key);
    const value = isRest(entry.value) ? undefined : scope.compile(entry.value);
    const add = (machine: Machine, entries: Entries): void =>
      entries.add(key(machine), value?.(machine), entry.key.span);
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

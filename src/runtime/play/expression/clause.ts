import type { Clause, Declaration, RangeExpression } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import { PlayFault } from '../fault.ts';
import type { Machine } from '../machine.ts';
import type { Scope } from '../scope.ts';
import { kindOf } from '../show.ts';
import type { Value } from '../value.ts';
import { itemsOf } from './members.ts';
import { condition } from './operator.ts';
import { checkedLength } from './range.ts';

/** What is done for every member, or every combination of them; `into` gathers the results. */
export type Visit<T> = (machine: Machine, into: T) => void;

/** Runs over the clauses of a comprehension. Their variables are dead outside, so that no account is kept of them. */
export function each<T>(clauses: readonly Clause[], visit: Visit<T>, scope: Scope): Visit<T> {
  return clauses.reduceRight((inner, clause) => overClause(clause, inner, scope), visit);
}

function overClause<T>(clause: Clause, inner: Visit<T>, scope: Scope): Visit<T> {
  const body = clause.condition === undefined ? inner : filtered(condition(clause.condition, scope), inner);
  const [only] = clause.variables;
  const isOne = clause.variables.length === 1;
  if (isOne && only !== undefined && clause.over.kind === 'range') return overRange(clause.over, only, body, scope);
  const over = scope.compile(clause.over);
  const bind = binder(clause.variables, clause.over.span);
  const { span } = clause.over;
  return (machine, into) => {
    const items = itemsOf(over(machine), span);
    for (let i = 0; i < items.length; i++) {
      bind(machine, items[i] ?? null);
      body(machine, into);
    }
  };
}

function filtered<T>(holds: (machine: Machine) => boolean, inner: Visit<T>): Visit<T> {
  return (machine, into) => {
    if (holds(machine)) inner(machine, into);
  };
}

/** `for i in a..b` without making the set, where the bounds are whole numbers. */
function overRange<T>(range: RangeExpression, variable: Declaration, body: Visit<T>, scope: Scope): Visit<T> {
  const low = scope.compile(range.low);
  const high = scope.compile(range.high);
  const whole = scope.compile(range);
  const set = setter(variable);
  return (machine, into) => {
    const from = range.step === undefined ? low(machine) : null;
    const to = range.step === undefined ? high(machine) : null;
    if (typeof from !== 'number' || typeof to !== 'number') {
      for (const item of itemsOf(whole(machine), range.span)) {
        set(machine, item);
        body(machine, into);
      }
      return;
    }
    checkedLength(to - from + 1, range.span);
    for (let i = from; i <= to; i++) {
      set(machine, i);
      body(machine, into);
    }
  };
}

/** Gives a member to the variables, taken apart where there are several. */
export function binder(variables: readonly Declaration[], span: Span): (machine: Machine, item: Value) => void {
  const setters = variables.map(setter);
  const [only] = setters;
  if (setters.length === 1 && only !== undefined) return only;
  return (machine, item) => {
    const parts = partsOf(item, setters.length, span);
    for (let i = 0; i < setters.length; i++) setters[i]?.(machine, parts[i] ?? null);
  };
}

/** The parts of a list or tuple with so many members. */
export function partsOf(item: Value, count: number, span: Span): readonly Value[] {
  const parts = itemsOf(item, span);
  if (parts.length === count) return parts;
  throw new PlayFault((path) => ({ code: 'play/parts', span, wanted: count, found: kindOf(item), path }));
}

export function setter({ frame, slot }: Declaration): (machine: Machine, value: Value) => void {
  if (frame === 'play') {
    return (machine, value) => {
      machine.play[slot] = value;
      if (machine.trace !== undefined) machine.trace.bound('play', slot);
    };
  }
  return (machine, value) => {
    machine.locals[slot] = value;
    if (machine.trace !== undefined) machine.trace.bound('local', slot);
  };
}

import type {
  Declaration,
  IndexExpression,
  MadeExpression,
  ReferenceExpression,
  TemplateExpression,
} from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import type { Evaluate } from '../expression.ts';
import type { Family } from '../family.ts';
import { PlayFault } from '../fault.ts';
import { keyOf } from '../key.ts';
import type { Machine } from '../machine.ts';
import type { Rule } from '../rule.ts';
import type { Scope } from '../scope.ts';
import { printed, show } from '../show.ts';
import type { Trace } from '../trace.ts';
import type { Value } from '../value.ts';
import { entriesAt, entryAt, isSlice, slice } from './entry.ts';

/** Where rules without an index stand in their family. */
export const ALONE: readonly Value[] = [null];

export const identity = (value: Value): Value => value;

export function missing(name: string, span: Span, kind: 'name' | 'member' | 'rule' = 'name'): never {
  throw new PlayFault((path) => ({ code: 'play/no-value', span, name, kind, path }));
}

/** Whether the name lives among the families of the play. */
export function isFamily({ kind, indices }: Declaration): boolean {
  return indices > 0 && (kind === 'draw' || kind === 'choice' || kind === 'report');
}

/** The value of a name; of a family, all that exists of it. Rules are realised. */
export function reference({ to, span }: ReferenceExpression, _scope: Scope): Evaluate {
  const { slot, name } = to;
  if (to.kind === 'rule') return ruleReference(to, span);
  if (isFamily(to)) {
    return (machine) => {
      machine.trace?.lose();
      return machine.families[slot]?.value(identity) ?? missing(name, span);
    };
  }
  if (to.frame === 'local') {
    return (machine) => {
      const value = machine.locals[slot];
      if (machine.trace !== undefined) machine.trace.readLocal(slot, value);
      return value ?? nullOr(value, name, span);
    };
  }
  return (machine) => {
    const value = machine.play[slot];
    if (machine.trace !== undefined) machine.trace.readPlay(slot, value);
    return value ?? nullOr(value, name, span);
  };
}

/** `none` is a value; undefined is the lack of one. */
function nullOr(value: Value | undefined, name: string, span: Span): Value {
  return value === undefined ? missing(name, span) : value;
}

function ruleReference({ slot, name, indices }: Declaration, span: Span): Evaluate {
  return (machine) => {
    machine.trace?.lose();
    const family = machine.rules[slot];
    if (indices > 0 && family !== undefined) return family.value((rule) => rule.value(machine));
    return (family?.at(ALONE) ?? missing(name, span)).value(machine);
  };
}

export function template({ parts }: TemplateExpression, scope: Scope): Evaluate {
  const compiled = parts.map((part) => (typeof part === 'string' ? part : scope.compile(part)));
  return (machine) =>
    written(
      compiled.map((part) => (typeof part === 'string' ? part : part(machine))),
      parts,
    );
}

/** A text with its holes filled; texts in holes stand without quotes. */
export function written(values: readonly Value[], parts: TemplateExpression['parts']): string {
  return values.map((value, i) => (typeof parts[i] === 'string' ? value : printed(value))).join('');
}

export function index(expression: IndexExpression, scope: Scope): Evaluate {
  const { of, span } = expression;
  const indices = expression.indices.map((inner) => scope.compile(inner));
  if (of.kind === 'reference' && of.to.kind === 'rule' && of.to.indices > 0)
    return memberOf(expression, of.to, indices, (machine) => machine.rules[of.to.slot], ruleValue);
  if (of.kind === 'reference' && isFamily(of.to))
    return memberOf(expression, of.to, indices, (machine) => machine.families[of.to.slot], identity);
  const base = scope.compile(of);
  const [first] = indices;
  if (indices.length === 1 && first !== undefined)
    return (machine) => entryAt(base(machine), first(machine), expression.of.span, span);
  return (machine) =>
    entriesAt(
      base(machine),
      indices.map((evaluate) => evaluate(machine)),
      expression.of.span,
      span,
    );
}

export const ruleValue = (rule: Rule, machine: Machine): Value => rule.value(machine);

/** A member of a family: found without making a value of the whole. */
function memberOf<T>(
  expression: IndexExpression,
  to: Declaration,
  indices: readonly Evaluate[],
  familyOf: (machine: Machine) => Family<T> | undefined,
  read: (member: T, machine: Machine) => Value,
): Evaluate {
  const [first] = indices;
  if (to.indices === 1 && indices.length === 1 && first !== undefined) {
    return (machine) => {
      const family = familyOf(machine);
      const index = first(machine);
      const member = family?.leaves[family.find(keyOf(index))];
      if (machine.trace !== undefined) noteMember(machine.trace, to, [index], member);
      return member === undefined ? walked(expression, to, family, [index], machine, read) : read(member, machine);
    };
  }
  return (machine) => {
    const path = indices.map((evaluate) => evaluate(machine));
    return walked(expression, to, familyOf(machine), path, machine, read);
  };
}

/** Notes that a member has been read; of a rule, or where there is no such member, the step cannot be told. */
export function noteMember(trace: Trace, to: Declaration, path: readonly Value[], member: unknown): void {
  if (!isFamily(to) || member === undefined || path.length !== to.indices) trace.lose();
  else trace.readMember(to.slot, path, member);
}

/** Through the indices of the family, then into the value. A slice takes its members one by one: none but these is read. */
export function walked<T>(
  expression: IndexExpression,
  to: Declaration,
  family: Family<T> | undefined,
  path: readonly Value[],
  machine: Machine,
  read: (member: T, machine: Machine) => Value,
): Value {
  const { of, span } = expression;
  if (machine.trace !== undefined) {
    const whole = path.slice(0, to.indices);
    noteMember(machine.trace, to, whole, family?.at(whole));
  }
  let at = family;
  const { length } = path;
  for (let i = 0; at !== undefined && i < length; i++) {
    const index = path[i] ?? null;
    const found = at.find(keyOf(index));
    if (found < 0 && isSlice(index)) {
      const from = at;
      const rest = path.slice(i + 1);
      return slice(index).map((one) => walked(expression, to, from, [one, ...rest], machine, read));
    }
    if (found < 0)
      return missing(
        `${to.name}[${path
          .slice(0, i + 1)
          .map(show)
          .join(', ')}]`,
        span,
        'member',
      );
    const member = at.leaves[found];
    if (member !== undefined) {
      const value = read(member, machine);
      return i + 1 === length ? value : entriesAt(value, path.slice(i + 1), of.span, span);
    }
    at = at.inner[found];
  }
  return at === undefined ? missing(to.name, span) : at.value((member) => read(member, machine));
}

/** `made(x)`: whether the place has a value; a rule has one from its first use on. */
export function made({ place }: MadeExpression, scope: Scope): Evaluate {
  const { declaration } = place;
  const { slot } = declaration;
  const path = place.path.map((inner) => scope.compile(inner));
  if (declaration.kind === 'rule') {
    return (machine) => {
      machine.trace?.lose();
      const at = path.length === 0 ? ALONE : path.map((inner) => inner(machine));
      return machine.rules[slot]?.at(at)?.isRealised(machine) === true;
    };
  }
  if (!isFamily(declaration)) {
    return declaration.frame === 'play'
      ? (machine) => {
          machine.trace?.readPlay(slot, machine.play[slot]);
          return machine.play[slot] !== undefined;
        }
      : (machine) => {
          machine.trace?.readLocal(slot, machine.locals[slot]);
          return machine.locals[slot] !== undefined;
        };
  }
  return (machine) => {
    machine.trace?.lose();
    return exists(
      machine.families[slot],
      path.map((inner) => inner(machine)),
    );
  };
}

/** With fewer indices than the family has: whether anything of it exists. */
export function exists(family: Family<Value> | undefined, path: readonly Value[]): boolean {
  let at = family;
  for (const index of path) {
    const found = at?.find(keyOf(index)) ?? -1;
    if (found < 0) return false;
    if (at?.leaves[found] !== undefined) return true;
    at = at?.inner[found];
  }
  return at !== undefined && at.names.length > 0;
}

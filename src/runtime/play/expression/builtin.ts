import type { BuiltinExpression } from '../../../dsl/model.ts';
import type { Span } from '../../../dsl/span.ts';
import type { Evaluate } from '../expression.ts';
import { wrong } from '../fault.ts';
import type { Machine } from '../machine.ts';
import type { Scope } from '../scope.ts';
import { kindOf } from '../show.ts';
import { Player, type Value } from '../value.ts';
import { aggregates } from './aggregate.ts';
import { permutations, sorted, subsets } from './combinatorics.ts';
import { distributions } from './distribution.ts';
import { functionsOfOne } from './function.ts';
import { isCollection, itemsOf } from './members.ts';

/** An argument: its value and where it stands. */
export interface Given {
  readonly value: Value;
  readonly span: Span;
}

/** What a built-in does with its arguments, those with names after the others. */
export type Builtin = (given: readonly Given[], expression: BuiltinExpression, machine: Machine) => Value;

/** A built-in function or distribution. */
export function builtin(expression: BuiltinExpression, scope: Scope): Evaluate {
  const [first] = expression.arguments;
  if (expression.name === 'next' && first !== undefined) {
    const who = scope.compile(first);
    return (machine) => nextPlayer(who(machine), first.span, machine);
  }
  const all = [...expression.arguments, ...expression.named.values()];
  const parts = all.map((argument) => scope.compile(argument));
  const run = builtinNamed(expression);
  return (machine) =>
    run(
      parts.map((part, i) => ({ value: part(machine), span: all[i]?.span ?? expression.span })),
      expression,
      machine,
    );
}

/** What the name of a built-in stands for. */
export function builtinNamed({ name, span }: BuiltinExpression): Builtin {
  return table.get(name) ?? (() => wrong(span, 'something built in', name));
}

function argument([first]: readonly Given[], { span }: BuiltinExpression): Given {
  return first ?? { value: null, span };
}

/** The members of the one collection, or the several numbers themselves: `max(bids)`, `max(a, b)`. */
function members(given: readonly Given[], expression: BuiltinExpression): readonly Value[] {
  const { value, span } = argument(given, expression);
  if (given.length === 1 && isCollection(value)) return itemsOf(value, span);
  return given.map((one) => one.value);
}

function ofCollection(run: (items: readonly Value[], span: Span) => Value): Builtin {
  return (given, expression) => {
    const { value, span } = argument(given, expression);
    return run(itemsOf(value, span), span);
  };
}

function playerAt({ value, span }: Given): Player {
  return value instanceof Player ? value : wrong(span, 'a player', kindOf(value));
}

/** The player declared after one; after the last, the first. */
export function nextPlayer(value: Value, span: Span, machine: Machine): Value {
  const { players } = machine.program;
  return players[(playerAt({ value, span }).index + 1) % players.length] ?? null;
}

/** Of truth values how many hold; of anything else how many there are. */
function count(items: readonly Value[]): number {
  let trues = 0;
  let truths = 0;
  for (const item of items) {
    if (item === true) trues++;
    if (typeof item === 'boolean') truths++;
  }
  return truths > 0 ? trues : items.length;
}

const others: Readonly<Record<string, Builtin>> = {
  len: (given, expression) => {
    const { value, span } = argument(given, expression);
    return typeof value === 'string' ? [...value].length : itemsOf(value, span).length;
  },
  count: ofCollection(count),
  sort: ofCollection(sorted),
  permutations: ofCollection(permutations),
  subsets: ofCollection(subsets),
  players: (_given, _expression, machine) => machine.program.players,
  others: (given, expression, machine) => {
    const player = playerAt(argument(given, expression));
    return machine.program.players.filter((other) => other !== player);
  },
  next: (given, expression, machine) => {
    const { value, span } = argument(given, expression);
    return nextPlayer(value, span, machine);
  },
};

const table: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...Object.entries(others),
  ...Object.entries(aggregates).map(([name, fold]): [string, Builtin] => [
    name,
    (given, expression, machine) => fold(members(given, expression), expression, machine),
  ]),
  ...Object.entries(functionsOfOne).map(([name, run]): [string, Builtin] => [
    name,
    (given, expression, machine) => run(argument(given, expression), given[1], machine),
  ]),
  ...Object.entries(distributions).map(([name, make]): [string, Builtin] => [
    name,
    (given, { span }) => make(given, span),
  ]),
]);

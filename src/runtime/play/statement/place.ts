import type { Declaration, Expression, Place } from '../../../dsl/model.ts';
import { noPosition } from '../expression/entry.ts';
import { itemsOf } from '../expression/members.ts';
import { wrong } from '../fault.ts';
import { keyOf } from '../key.ts';
import type { Label } from '../label.ts';
import { PlaceLabels } from '../label-of.ts';
import type { Machine, Slot } from '../machine.ts';
import type { Scope } from '../scope.ts';
import { kindOf } from '../show.ts';
import { FamilyValue, isList, type Key, MapValue, Player, Team, Tuple, type Value } from '../value.ts';

/** The indices of a place without any. */
export const NO_PATH: readonly Value[] = [];

/** A compiled place: its path is evaluated once, then it can be labelled and written. */
export interface Placed {
  path(machine: Machine): readonly Value[];
  label(machine: Machine, path: readonly Value[]): Label;
  write(machine: Machine, path: readonly Value[], value: Value): void;
}

export function placeOf(place: Place, scope: Scope): Placed {
  const { declaration } = place;
  const labels = new PlaceLabels(declaration.name);
  return {
    path: pathOf(place, scope),
    label: (machine, path) => labels.at(path, machine.program.records),
    write: writerOf(place),
  };
}

/** The indices of a place, evaluated. */
export function pathOf(place: Place, scope: Scope): (machine: Machine) => readonly Value[] {
  const indices = place.path.map((index) => scope.compile(index));
  const [only] = indices;
  if (only === undefined) return () => NO_PATH;
  if (indices.length === 1) {
    const paths = new Paths();
    return (machine) => paths.of(only(machine));
  }
  return (machine) => indices.map((index) => index(machine));
}

/** Whole numbers up to here have their paths kept. */
const MOST_KEPT = 1024;

/** Paths of one index: those of small whole numbers are one object each. */
class Paths {
  private readonly kept: (readonly Value[] | undefined)[] = [];

  of(index: Value): readonly Value[] {
    if (typeof index !== 'number' || index < 0 || index > MOST_KEPT) return [index];
    const known = this.kept[index];
    if (known !== undefined) return known;
    const path = [index];
    this.kept[index] = path;
    return path;
  }
}

function writerOf(place: Place): Placed['write'] {
  const { declaration } = place;
  const { slot, kind, indices } = declaration;
  if (indices > 0 && (kind === 'draw' || kind === 'choice' || kind === 'report')) {
    return (machine, path, value) => machine.put(slot, path, value);
  }
  if (place.path.length === 0) return (machine, _path, value) => writeSlot(machine, declaration, value);
  return (machine, path, value) => {
    const of = readSlot(machine, declaration);
    writeSlot(machine, declaration, updated(of, path, value, place));
  };
}

/** Writes a name's slot. */
export function writeSlot(machine: Machine, { frame, slot }: Declaration, value: Value): void {
  if (frame === 'play') machine.write(slot, value);
  else machine.writeLocal(slot, value);
}

function readSlot(machine: Machine, { frame, slot }: Declaration): Slot {
  const value = frame === 'play' ? machine.play[slot] : machine.locals[slot];
  if (frame === 'play') machine.trace?.readPlay(slot, value);
  else machine.trace?.readLocal(slot, value);
  return value;
}

/** A map or list with one entry replaced; nothing becomes a family. */
function updated(of: Slot, path: readonly Value[], value: Value, place: Place): Value {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (of === undefined) return new FamilyValue(new Map([[keyOf(key), [key, updated(undefined, rest, value, place)]]]));
  if (of instanceof MapValue) return updatedMap(of, key, rest, value, place);
  if (of instanceof Tuple) return new Tuple(updatedList(of.items, key, rest, value, place));
  return isList(of) ? updatedList(of, key, rest, value, place) : wrong(place.span, 'a map or list', kindOf(of));
}

function updatedMap(of: MapValue, key: Value, rest: readonly Value[], value: Value, place: Place): MapValue {
  const entries = new Map<Key, readonly [Value, Value]>(of.entries);
  const id = keyOf(key);
  entries.set(id, [key, updated(of.entries.get(id)?.[1], rest, value, place)]);
  return of instanceof FamilyValue ? new FamilyValue(entries) : new MapValue(entries);
}

function updatedList(
  of: readonly Value[],
  key: Value,
  rest: readonly Value[],
  value: Value,
  place: Place,
): readonly Value[] {
  const at = typeof key === 'number' ? key - 1 : -1;
  const old = of[at];
  return old === undefined ? noPosition(key, of.length, place.span) : of.with(at, updated(old, rest, value, place));
}

/** One player, who does what the verb says. */
export function playerOf(expression: Expression, verb: string, scope: Scope): (machine: Machine) => Player {
  const who = scope.compile(expression);
  const { span } = expression;
  return (machine) => {
    const value = who(machine);
    return value instanceof Player ? value : noPlayer(value, verb, span);
  };
}

function noPlayer(value: Value, verb: string, span: Expression['span']): never {
  return wrong(span, `a player, who ${verb}`, kindOf(value));
}

/** Players named one by one, by sets or lists, or as teams; no expression means everyone. */
export function playersOf(
  expressions: readonly Expression[],
  verb: string,
  scope: Scope,
): (machine: Machine) => readonly Player[] {
  if (expressions.length === 0) return (machine) => machine.program.players;
  const parts = expressions.map((expression) => ({ who: scope.compile(expression), span: expression.span }));
  const [only] = parts;
  const alone: (readonly Player[])[] = [];
  if (parts.length === 1 && only !== undefined)
    return (machine) => asPlayers(only.who(machine), verb, only.span, alone);
  return (machine) => parts.flatMap(({ who, span }) => asPlayers(who(machine), verb, span, alone));
}

/** `alone` keeps the list of each single player. */
function asPlayers(
  value: Value,
  verb: string,
  span: Expression['span'],
  alone: (readonly Player[])[],
): readonly Player[] {
  if (value instanceof Player) {
    alone[value.index] ??= [value];
    return alone[value.index] ?? [value];
  }
  if (value instanceof Team) return value.members;
  return itemsOf(value, span).map((item) => (item instanceof Player ? item : noPlayer(item, verb, span)));
}

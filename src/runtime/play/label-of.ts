import type { Expression } from '../../dsl/model.ts';
import type { Records } from './information.ts';
import { keyOf } from './key.ts';
import type { Label } from './label.ts';
import type { Machine } from './machine.ts';
import type { Scope } from './scope.ts';
import { show } from './show.ts';
import type { Key, Value } from './value.ts';

/** A label with its indices evaluated. */
export type LabelOf = (machine: Machine) => Label;

/** Labels of one place, by the keys of its indices: made once for each, looked up afterwards. */
interface Known {
  label: Label | undefined;
  readonly next: Map<Key, Known>;
}

function unknown(): Known {
  return { label: undefined, next: new Map() };
}

/** Where the label for these indices is kept. */
function lookUp(known: Known, values: readonly Value[]): Known {
  let at = known;
  for (const value of values) {
    const key = keyOf(value);
    let next = at.next.get(key);
    if (next === undefined) {
      next = unknown();
      at.next.set(key, next);
    }
    at = next;
  }
  return at;
}

/** The label of a text with holes: `card[`, k, `]`. */
export function labelOf(parts: readonly (string | Expression)[], scope: Scope): LabelOf {
  const holes = parts.flatMap((part) => (typeof part === 'string' ? [] : [scope.compile(part)]));
  if (holes.length === 0) return constantLabel(parts.join(''));
  const known = unknown();
  return (machine) => {
    const values = holes.map((hole) => hole(machine));
    const found = lookUp(known, values);
    found.label ??= machine.program.records.label(written(parts, values));
    return found.label;
  };
}

function constantLabel(text: string): LabelOf {
  let label: Label | undefined;
  return (machine) => {
    label ??= machine.program.records.label(text);
    return label;
  };
}

function written(parts: readonly (string | Expression)[], values: readonly Value[]): string {
  let hole = 0;
  return parts.map((part) => (typeof part === 'string' ? part : show(values[hole++] ?? null))).join('');
}

/** The labels of a place, by values of its indices. */
export class PlaceLabels {
  private readonly known = unknown();
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  at(path: readonly Value[], records: Records): Label {
    const found = lookUp(this.known, path);
    found.label ??= records.label(path.length === 0 ? this.name : `${this.name}[${path.map(show).join(', ')}]`);
    return found.label;
  }
}

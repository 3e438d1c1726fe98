import type { Expression } from '../../dsl/model.ts';
import { compile } from './expression.ts';
import type { Label, Records } from './information.ts';
import { keyOf } from './key.ts';
import type { Machine } from './machine.ts';
import type { Scope } from './program.ts';
import { show } from './show.ts';
import type { Key, Value } from './value.ts';

/** A label with its indices evaluated. */
export type LabelOf = (machine: Machine) => Label;

/** Labels of one place, by the keys of its indices: made once for each, looked up afterwards. */
interface Known {
  label: Label | undefined;
  readonly next: Map<Key, Known>;
}

/** The label of a text with holes: `card[`, k, `]`. */
export function labelOf(parts: readonly (string | Expression)[], scope: Scope): LabelOf {
  const holes = parts.flatMap((part) => (typeof part === 'string' ? [] : [compile(part, scope)]));
  if (holes.length === 0) return constantLabel(parts.join(''));
  const known: Known = { label: undefined, next: new Map() };
  return (machine) => {
    const values = holes.map((hole) => hole(machine));
    return lookUp(known, values, () => machine.program.records.label(written(parts, values)));
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

function lookUp(known: Known, values: readonly Value[], make: () => Label): Label {
  let at = known;
  for (const value of values) {
    const key = keyOf(value);
    let next = at.next.get(key);
    if (next === undefined) {
      next = { label: undefined, next: new Map() };
      at.next.set(key, next);
    }
    at = next;
  }
  at.label ??= make();
  return at.label;
}

/** The label of a place at values of its indices. */
export class PlaceLabels {
  private readonly known: Known = { label: undefined, next: new Map() };
  private readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  at(path: readonly Value[], records: Records): Label {
    return lookUp(this.known, path, () => records.label(path.length === 0 ? this.name : `${this.name}[${path.map(show).join(', ')}]`));
  }
}


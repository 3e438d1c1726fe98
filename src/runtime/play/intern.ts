import { CompoundIds } from './compound-ids.ts';
import { keyOf } from './key.ts';
import { PairTable } from './pair-table.ts';
import type { Key, Value } from './value.ts';

/** Whole numbers from 0 up to here have their ids in an array. */
const SMALL = 1024;

/** Ids of values: equal values have equal ids, counted from 0. */
export class ValueIds {
  private readonly ids = new Map<Key, number>();
  private readonly small = new Int32Array(SMALL);
  private readonly values: Value[] = [];
  /** Lists, sets and maps are told apart by the ids of their members: no text is made of them. */
  readonly compounds = new CompoundIds((value) => this.id(value));

  id(value: Value): number {
    if (typeof value === 'number' && value >= 0 && value < SMALL) {
      const known = this.small[value] ?? 0;
      if (known > 0) return known - 1;
      const id = this.find(value, value);
      this.small[value] = id + 1;
      return id;
    }
    if (typeof value !== 'object' || value === null) return this.find(keyOf(value), value);
    const compound = this.compounds.of(value);
    return compound < 0 ? this.find(keyOf(value), value) : this.ofCompound(compound, value);
  }

  private ofCompound(compound: number, value: Value): number {
    const known = this.compounds.idAt(compound);
    if (known >= 0) return known;
    this.compounds.keep(compound, this.values.length);
    return this.values.push(value) - 1;
  }

  private find(key: Key, value: Value): number {
    let id = this.ids.get(key);
    if (id === undefined) {
      id = this.values.length;
      this.ids.set(key, id);
      this.values.push(value);
    }
    return id;
  }

  /** The value with an id, as it was first seen. */
  value(id: number): Value {
    return this.values[id] ?? null;
  }
}

/** What can be chosen: one object for each list of values, with the ids of the values. */
export interface Options {
  readonly id: number;
  readonly values: readonly Value[];
  readonly ids: Int32Array;
}

/** Lists of options, each kept once, so that equal ones are the same object. */
export class OptionLists {
  private readonly values: ValueIds;
  private readonly tree = new PairTable();
  private readonly lists = new Map<number, Options>();
  /** The last list of each length: most often the next one is the same. */
  private readonly latest: (Options | undefined)[] = [];

  constructor(values: ValueIds) {
    this.values = values;
  }

  of(values: readonly Value[]): Options {
    const latest = this.latest[values.length];
    if (latest !== undefined && isSame(latest.values, values)) return latest;
    const list = this.find(values);
    this.latest[values.length] = list;
    return list;
  }

  private find(values: readonly Value[]): Options {
    let node = 0;
    for (let i = 0; i < values.length; i++) node = this.tree.id(node, this.values.id(values[i] ?? null)) + 1;
    let list = this.lists.get(node);
    if (list === undefined) {
      list = { id: node, values, ids: Int32Array.from(values, (value) => this.values.id(value)) };
      this.lists.set(node, list);
    }
    return list;
  }
}

function isSame(a: readonly Value[], b: readonly Value[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

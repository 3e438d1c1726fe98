import { PairTable } from './pair-table.ts';
import { isList, MapValue, SetValue, Tuple, type Value } from './value.ts';

/** What a compound begins with, so that a list is no set of the same members. */
const SEQUENCE = 0;
const SET = 1;
const MAP = 2;

/** Where all compounds begin. */
const ROOT = 0;

/**
 * Values with members as nodes of one tree over the ids of their members: equal values are the same node, as they have the
 * same key (`keyOf`). Lists and tuples are equal, and sets and maps have no order.
 */
export class CompoundIds {
  private readonly tree = new PairTable();
  /** The id of the value that each node is, if it has been asked for. */
  private readonly ids: (number | undefined)[] = [];
  private readonly member: (value: Value) => number;

  /** `member` gives the ids of values inside. */
  constructor(member: (value: Value) => number) {
    this.member = member;
  }

  /** The node of a list, tuple, set or map; -1 for other values. */
  of(value: Value): number {
    if (isList(value)) return this.along(SEQUENCE, value.map(this.member));
    if (value instanceof Tuple) return this.along(SEQUENCE, value.items.map(this.member));
    if (value instanceof SetValue) return this.along(SET, value.items.map(this.member).sort(rising));
    if (!(value instanceof MapValue)) return -1;
    const entries = Array.from(value.entries.values(), ([key, entry]) => [this.member(key), entry] as const);
    let node = this.emptyMap;
    for (const [key, entry] of entries.sort(([a], [b]) => a - b)) node = this.with(node, key, this.member(entry));
    return node;
  }

  /** The node of a map without entries. */
  get emptyMap(): number {
    return this.tree.id(ROOT, MAP) + 1;
  }

  /** The node of a map with one entry more, by the ids of its key and value; keys come with rising ids. */
  with(node: number, key: number, value: number): number {
    return this.tree.id(this.tree.id(node, key) + 1, value) + 1;
  }

  private along(kind: number, members: readonly number[]): number {
    let node = this.tree.id(ROOT, kind) + 1;
    for (const member of members) node = this.tree.id(node, member) + 1;
    return node;
  }

  /** The id of the value that a node is; -1 if nobody has kept it. */
  idAt(node: number): number {
    return this.ids[node] ?? -1;
  }

  keep(node: number, id: number): void {
    while (this.ids.length <= node) this.ids.push(undefined);
    this.ids[node] = id;
  }
}

function rising(a: number, b: number): number {
  return a - b;
}

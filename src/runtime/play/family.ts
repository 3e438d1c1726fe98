import type { ValueIds } from './intern.ts';
import { keyOf } from './key.ts';
import { FamilyValue, type Key, type Value } from './value.ts';

/** Up to so many members are looked through one by one. */
const FEW = 12;

/**
 * What exists of `x[i]` in a play, in the order made; of `x[i, j]`, a family of families. Changed in place: every change
 * is told to the journal, which takes it back when the play goes back.
 */
export class Family<T> {
  /** Indices after this one. */
  readonly depth: number;
  readonly names: Value[] = [];
  /** The members, where `depth` is 0. */
  readonly leaves: T[] = [];
  /** The families inside, where it is not. */
  readonly inner: Family<T>[] = [];
  private readonly above: Family<T> | undefined;
  private readonly keys: Key[] = [];
  private readonly index = new Map<Key, number>();
  private snapshot: FamilyValue | undefined;
  /** The id of all that exists, as a value; -1 if it is not known. */
  private id = -1;

  /** Whether what a member stands for is the member itself; a rule stands for what is realised later. */
  private readonly isPlain: boolean;

  constructor(depth: number, isPlain: boolean, above?: Family<T>) {
    this.depth = depth;
    this.isPlain = isPlain;
    this.above = above;
  }

  /** Position of the member with a key, or -1. */
  find(key: Key): number {
    const { keys } = this;
    // Most families are indexed 1, 2, 3, …
    if (typeof key === 'number' && keys[key - 1] === key) return key - 1;
    if (keys.length > FEW) return this.index.get(key) ?? -1;
    return keys.indexOf(key);
  }

  /** The member at a path of as many indices as there are, or undefined. */
  at(path: readonly Value[]): T | undefined {
    let family: Family<T> | undefined = this;
    for (let i = 0; i + 1 < path.length; i++) family = family?.inner[family.find(keyOf(path[i] ?? null))];
    return family?.leaves[family.find(keyOf(path[path.length - 1] ?? null))];
  }

  put(path: readonly Value[], value: T, journal: Journal, from = 0): void {
    const name = path[from] ?? null;
    const key = keyOf(name);
    const at = this.find(key);
    if (this.depth === 0) {
      if (at < 0) this.add(key, name, value, journal);
      else this.replace(at, value, journal);
      return;
    }
    if (at < 0) {
      this.inner.push(new Family<T>(this.depth - 1, this.isPlain, this));
      this.name(key, name, journal);
    }
    this.inner[at < 0 ? this.inner.length - 1 : at]?.put(path, value, journal, from + 1);
  }

  private add(key: Key, name: Value, value: T, journal: Journal): void {
    this.leaves.push(value);
    this.name(key, name, journal);
  }

  private name(key: Key, name: Value, journal: Journal): void {
    this.keys.push(key);
    this.names.push(name);
    if (this.keys.length > FEW) this.indexed();
    this.changed();
    journal.note(this, -1, undefined);
  }

  private indexed(): void {
    for (let i = this.index.size; i < this.keys.length; i++) this.index.set(this.keys[i] ?? '', i);
  }

  private replace(at: number, value: T, journal: Journal): void {
    const old = this.leaves[at];
    this.leaves[at] = value;
    this.changed();
    journal.note(this, at, old);
  }

  /** Takes the last change back: a member that was added (`at` is -1), or one that was replaced. */
  back(at: number, old: T | undefined): void {
    this.changed();
    if (at >= 0) {
      if (old !== undefined) this.leaves[at] = old;
      return;
    }
    const key = this.keys.pop();
    if (key !== undefined && this.index.size > this.keys.length) this.index.delete(key);
    this.names.pop();
    if (this.depth === 0) this.leaves.pop();
    else this.inner.pop();
  }

  private changed(): void {
    this.snapshot = undefined;
    this.id = -1;
    this.above?.changed();
  }

  /** The id of all that exists, as a value; of members that are plain, found once between changes, and no value is made. */
  idIn(ids: ValueIds, read: (member: T) => Value): number {
    if (this.id >= 0 && this.isPlain) return this.id;
    const { names } = this;
    let node = ids.compounds.emptyMap;
    for (let at = 0, last = -1; at < names.length; at++) {
      const key = ids.id(names[at] ?? null);
      // Maps are told apart by their entries in one order, whatever the order in which they came.
      if (key < last) return this.idOfValue(ids, read);
      node = ids.compounds.with(node, key, this.idAt(at, ids, read));
      last = key;
    }
    const known = ids.compounds.idAt(node);
    this.id = known >= 0 ? known : ids.id(this.value(read));
    return this.id;
  }

  private idAt(at: number, ids: ValueIds, read: (member: T) => Value): number {
    const leaf = this.leaves[at];
    const inner = this.inner[at];
    return inner === undefined ? ids.id(leaf === undefined ? null : read(leaf)) : inner.idIn(ids, read);
  }

  private idOfValue(ids: ValueIds, read: (member: T) => Value): number {
    this.id = ids.id(this.value(read));
    return this.id;
  }

  /** All that exists, as a value; made once between changes, where members are what they stand for. */
  value(read: (member: T) => Value): FamilyValue {
    if (!this.isPlain) return this.made(read);
    this.snapshot ??= this.made(read);
    return this.snapshot;
  }

  private made(read: (member: T) => Value): FamilyValue {
    const entries = new Map<Key, readonly [Value, Value]>();
    this.names.forEach((name, i) => {
      const leaf = this.leaves[i];
      const inner = this.inner[i];
      const value = inner === undefined ? leaf !== undefined && read(leaf) : inner.value(read);
      entries.set(this.keys[i] ?? '', [name, value]);
    });
    return new FamilyValue(entries);
  }
}

/** What keeps account of changes, so that they can be taken back in reverse order. */
export interface Journal {
  note(family: Family<unknown>, at: number, old: unknown): void;
}

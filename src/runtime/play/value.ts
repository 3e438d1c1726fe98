import type { Exact } from '../../dsl/number.ts';

/** A player as a value of the language; one object a player, so that identity is equality. */
export class Player {
  readonly name: string;
  /** Position among Play.players. */
  readonly index: number;
  constructor(name: string, index: number) {
    this.name = name;
    this.index = index;
  }
}

/** Players with one utility; as a value it stands for its members. */
export class Team {
  readonly name: string;
  readonly members: readonly Player[];
  constructor(name: string, members: readonly Player[]) {
    this.name = name;
    this.members = members;
  }
}

/** An inexact number: from exp, log, sqrt, data or a solver. Exact numbers are plain safe integers or Rationals. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

/** Committed reals with their coefficients: no cell twice, no coefficient 0. Most sums have one or two, so they are lists. */
export class Terms {
  readonly cells: readonly number[];
  /** One for each cell. */
  readonly coefficients: readonly (Exact | Float)[];
  /** The same with the signs changed, once somebody has asked for it. */
  negated: Terms | undefined = undefined;
  /** The last that were added, and the sum: what is added to one thing is mostly the same for a while. */
  other: Terms | undefined = undefined;
  sum: Terms | undefined = undefined;
  constructor(cells: readonly number[], coefficients: readonly (Exact | Float)[]) {
    this.cells = cells;
    this.coefficients = coefficients;
  }

  /** Cell and coefficient of each term, in the order in which they came in. */
  *[Symbol.iterator](): Generator<readonly [cell: number, coefficient: Exact | Float]> {
    for (const [at, cell] of this.cells.entries()) yield [cell, this.coefficients[at] ?? 0];
  }
}

/** A number that still contains committed reals: constant + sum of coefficient x money cell. */
export class Affine {
  readonly constant: Exact | Float;
  readonly terms: Terms;
  constructor(constant: Exact | Float, terms: Terms) {
    this.constant = constant;
    this.terms = terms;
  }
}

export class Tuple {
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** What keys values in maps and sets: equal values have equal keys. */
export type Key = string | number | Player;

/** Members in the order in which they were first named, none twice. */
export class SetValue {
  readonly items: readonly Value[];
  /** The members' keys, once somebody has looked for one among many. */
  keys: ReadonlySet<Key> | undefined = undefined;
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** Maps, records, families as values, and distributions written as maps; in order of insertion. */
export class MapValue {
  readonly entries: ReadonlyMap<Key, readonly [Value, Value]>;
  /** The key of the whole, once somebody has asked for it. */
  key: Key | undefined = undefined;
  constructor(entries: ReadonlyMap<Key, readonly [Value, Value]>) {
    this.entries = entries;
  }
}

/** What exists of `x[i]`, as a value: a map whose members, where a collection is wanted, are its values. */
export class FamilyValue extends MapValue {}

/** Values are all different; chances are not negative and sum to 1. */
export class Distribution {
  readonly values: readonly Value[];
  readonly chances: readonly (Exact | Float)[];
  constructor(values: readonly Value[], chances: readonly (Exact | Float)[]) {
    this.values = values;
    this.chances = chances;
  }
}

export type Numeric = Exact | Float | Affine;

/** Symbols and texts are strings; a list is an array; `none` is null. Values are immutable. */
export type Value =
  | Numeric
  | boolean
  | string
  | null
  | Player
  | Team
  | Tuple
  | readonly Value[]
  | SetValue
  | MapValue
  | Distribution;

/** Whether a value is a list of the language. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

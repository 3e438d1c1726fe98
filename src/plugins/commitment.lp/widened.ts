import type { LinearProgram } from '../contract/index.ts';
import type { Conditions, Constraint, Source } from './constraints.ts';
import type { Plan } from './course.ts';
import type { Incentives } from './incentives.ts';
import type { Label } from './labels.ts';
import { at, type Tree } from './tree.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';

/** A way to go on, as the plan that follows it after every value of the label, with what that plan asks of a rule. */
export interface Way {
  readonly plan: Plan;
  readonly incentives: readonly Incentives[];
  readonly conditions: Conditions<number>;
}

/** A row and by what its constraint was multiplied. */
interface Place {
  readonly row: number;
  readonly scale: number;
  readonly source: Source;
  readonly isEquation: boolean;
}

/** One program for all ways to go on after a label, as if it had a value for each. */
export interface Widened {
  readonly linear: LinearProgram;
  readonly constant: number;
  /** By way, the column that says whether it is used: between 0 and 1. */
  readonly use: Int32Array;
  /** The column of a leader's sequence, where a way of its own follows the label if the sequence comes after it; -1: none. */
  columnOf(way: number, sequence: number): number;
  /** By leader's sequence, the value of the label that was drawn on the way there; NOWHERE where it was not. */
  readonly valueBehind: Int32Array;
  readonly labelSets: ReadonlySet<number>;
  /** How far constraints are broken, at a price; 0 where the answer is a rule. */
  readonly short: number;
  /** Rows that do not depend on the way, and those of each way. */
  readonly common: readonly Place[];
  readonly own: readonly (readonly Place[])[];
  /** By way, the row that holds its chance at each set of the label below its use. */
  readonly uses: readonly (readonly { readonly set: number; readonly row: number }[])[];
}

/** A regret: the value of the label after which it stands, or NOWHERE, and a name that it has with all ways. */
interface Regret {
  readonly value: number;
  readonly name: string;
}

export const NOWHERE = -1;
const { POSITIVE_INFINITY: UNLIMITED, NEGATIVE_INFINITY: FREELY } = Number;

/**
 * Where a label has fewer values than there are ways to go on, the program in which it has a value for each way, with columns between 0
 * and 1 that say which ways are used and add up to no more than there are values: a relaxation, which is the problem itself
 * once they are whole. All values of a label are alike, so each way's part is what it asks after the first value. For games without
 * money. Constraints may be broken at a price, so that there is always an answer.
 */
export function widen(tree: Tree, unknowns: Unknowns, label: Label, ways: readonly Way[], penalty: number): Widened {
  return new Widening(tree, unknowns, label, ways, penalty).build();
}

class Widening {
  readonly #tree: Tree;
  readonly #unknowns: Unknowns;
  readonly #label: Label;
  readonly #ways: readonly Way[];
  readonly #penalty: number;
  /** By leader's sequence and follower's set: the value of the label that lies behind it, or NOWHERE. */
  readonly #valueOf: Int32Array;
  readonly #valueAt: ReadonlyMap<number, number>;
  readonly #labelSets: ReadonlySet<number>;
  /** By way and sequence, its column; what all ways share stands with the first. */
  readonly #sequenceColumns: Int32Array;
  readonly #regretColumns = new Map<string, number>();
  readonly #cost: number[] = [];
  readonly #upper: number[] = [];
  readonly #rows: { readonly entries: ReadonlyMap<number, number>; readonly lower: number; readonly upper: number }[] =
    [];

  constructor(tree: Tree, unknowns: Unknowns, label: Label, ways: readonly Way[], penalty: number) {
    this.#tree = tree;
    this.#unknowns = unknowns;
    this.#label = label;
    this.#ways = ways;
    this.#penalty = penalty;
    const { informationSets } = tree.game;
    this.#labelSets = new Set(unknowns.sets.filter((set) => informationSets.describe(set).label === label.name));
    this.#valueOf = valuesBehind(unknowns, this.#labelSets);
    this.#sequenceColumns = new Int32Array(ways.length * unknowns.sequences).fill(-1);
    this.#valueAt = new Map(
      label.renamed.flatMap((map, value) => Array.from(map.values(), (set) => [set, value] as const)),
    );
  }

  build(): Widened {
    this.#addSequences();
    const short = this.#newColumn(-this.#penalty, UNLIMITED);
    const use = Int32Array.from(this.#ways, () => this.#newColumn(0, 1));
    const uses = this.#ways.map((_, way) =>
      [...this.#labelSets].map((set) => {
        const entries = new Map([
          [this.#sequence(way, this.#unknowns.sequencesOf(set)[0] ?? EMPTY) ?? 0, 1],
          [use[way] ?? 0, -1],
        ]);
        return { set, row: this.#row(entries, FREELY, 0) };
      }),
    );
    this.#row(new Map(Array.from(use, (column) => [column, 1])), FREELY, this.#label.values);
    const common = this.#addCommon(short);
    const own = this.#ways.map((way, number) => this.#addOwn(way, number, short));
    const columnOf = (way: number, sequence: number): number => at(this.#sequenceColumns, this.#placeIn(way, sequence));
    return {
      linear: this.#linear(),
      constant: this.#constant(),
      use,
      columnOf,
      valueBehind: this.#valueOf,
      labelSets: this.#labelSets,
      short,
      common,
      own,
      uses,
    };
  }

  /** The column of a sequence; after the label each way has its own, and what comes after other values than the first has none. */
  #sequence(way: number, sequence: number): number | undefined {
    const value = at(this.#valueOf, sequence);
    if (value > 0 || sequence === EMPTY) return undefined;
    const place = this.#placeIn(way, sequence);
    const known = at(this.#sequenceColumns, place);
    if (known >= 0) return known;
    this.#sequenceColumns[place] = this.#newColumn(0, UNLIMITED);
    return this.#sequenceColumns[place];
  }

  #placeIn(way: number, sequence: number): number {
    return (at(this.#valueOf, sequence) < 0 ? 0 : way * this.#unknowns.sequences) + sequence;
  }

  #regretColumn(name: string): number {
    const known = this.#regretColumns.get(name) ?? this.#newColumn(0, UNLIMITED);
    this.#regretColumns.set(name, known);
    return known;
  }

  #newColumn(cost: number, upper: number): number {
    this.#upper.push(upper);
    return this.#cost.push(cost) - 1;
  }

  #row(entries: ReadonlyMap<number, number>, lower: number, upper: number): number {
    return this.#rows.push({ entries, lower, upper }) - 1;
  }

  /** The leader's probabilities at a set add up to that of getting there; and what the leader gets of each. */
  #addSequences(): void {
    for (const set of this.#unknowns.sets) {
      const before = this.#unknowns.sequenceBefore(set);
      const value = at(this.#valueOf, before);
      if (value > 0) continue;
      const isLabel = this.#labelSets.has(set);
      for (const way of value < 0 ? [0] : this.#ways.keys()) {
        const entries = new Map<number, number>();
        for (const sequence of this.#unknowns.sequencesOf(set))
          for (const each of isLabel ? this.#ways.keys() : [way]) {
            const column = this.#sequence(each, sequence);
            if (column !== undefined) entries.set(column, 1);
          }
        const from = this.#sequence(way, before);
        if (from !== undefined) entries.set(from, -1);
        const total = from === undefined ? 1 : 0;
        this.#row(entries, total, total);
      }
    }
    for (const [way, { conditions }] of this.#ways.entries()) {
      const { ids, values } = conditions.objective;
      ids.forEach((id, n) => {
        const column = this.#sequence(way, id);
        if (column !== undefined) this.#cost[column] = at(values, n);
      });
    }
  }

  #constant(): number {
    const { ids, values } = this.#ways[0]?.conditions.objective ?? { ids: [], values: [] };
    return at(values, ids.indexOf(EMPTY));
  }

  /** Where a constraint belongs: to the value after which it stands, or to all of them. */
  #placeOf({ source, sum }: Constraint<number>): number {
    if (source.kind === 'deviation') return this.#valueAt.get(at(this.#tree.setOf, source.position)) ?? NOWHERE;
    const values = new Set(sum.ids.map((id) => at(this.#valueOf, id)));
    const [only] = values;
    return values.size === 1 && only !== undefined ? only : NOWHERE;
  }

  #addOwn(way: Way, number: number, short: number): readonly Place[] {
    const regrets = this.#regretsOf(way);
    return way.conditions.constraints
      .filter((constraint) => this.#placeOf(constraint) === 0)
      .map((constraint) => {
        const entries = new Map<number, number>();
        const constant = this.#enter(entries, constraint, number, regrets, true);
        return this.#constrain(constraint, entries, constant, short);
      });
  }

  /** Constraints that stand before the label, or beside it: the parts of all ways add up. */
  #addCommon(short: number): readonly Place[] {
    const known = new Map<
      string,
      { readonly constraint: Constraint<number>; readonly entries: Map<number, number>; constant: number }
    >();
    for (const [number, way] of this.#ways.entries()) {
      const regrets = this.#regretsOf(way);
      for (const constraint of way.conditions.constraints) {
        if (this.#placeOf(constraint) !== NOWHERE) continue;
        const key = keyOf(way, constraint.source);
        const row = known.get(key);
        if (row) this.#enter(row.entries, constraint, number, regrets, false);
        else {
          const entries = new Map<number, number>();
          known.set(key, { constraint, entries, constant: this.#enter(entries, constraint, number, regrets, true) });
        }
      }
    }
    return Array.from(known.values(), ({ constraint, entries, constant }) =>
      this.#constrain(constraint, entries, constant, short),
    );
  }

  /** Enters a way's part of a constraint: with what all ways share, or without. Returns the constant. */
  #enter(
    entries: Map<number, number>,
    { sum, regrets }: Constraint<number>,
    way: number,
    known: readonly Regret[],
    isWhole: boolean,
  ): number {
    let constant = 0;
    sum.ids.forEach((id, n) => {
      if (id === EMPTY) constant = at(sum.values, n);
      const isOwn = at(this.#valueOf, id) === 0;
      const column = isOwn || isWhole ? this.#sequence(way, id) : undefined;
      if (column !== undefined) entries.set(column, at(sum.values, n));
    });
    for (const [regret, sign] of regrets) {
      const { value, name } = known[regret] ?? { value: NOWHERE, name: '' };
      if (value > 0 || (value < 0 && !isWhole)) continue;
      entries.set(this.#regretColumn(value < 0 ? name : `${name} after ${way}`), sign);
    }
    return constant;
  }

  /** Where each regret stands: its own rows add it. */
  #regretsOf(way: Way): readonly Regret[] {
    const { conditions } = way;
    const regrets = new Array<Regret>(conditions.regrets).fill({ value: NOWHERE, name: '' });
    for (const { source, regrets: entries } of conditions.constraints) {
      if (source.kind !== 'deviation') continue;
      const set = at(this.#tree.setOf, source.position);
      const name = `regret ${set} ${groupOf(way, source.incentives)}`;
      for (const [regret, sign] of entries)
        if (sign > 0) regrets[regret] = { value: this.#valueAt.get(set) ?? NOWHERE, name };
    }
    return regrets;
  }

  #constrain(
    { source, relation }: Constraint<number>,
    entries: Map<number, number>,
    constant: number,
    short: number,
  ): Place {
    let size = 0;
    for (const value of entries.values()) size = Math.max(size, Math.abs(value));
    const scale = size > 0 ? 2 ** -Math.floor(Math.log2(size)) : 1;
    const scaled = new Map(Array.from(entries, ([column, value]) => [column, scale * value]));
    if (relation === '>=') scaled.set(short, 1);
    const right = 0 - scale * constant;
    return {
      row: this.#row(scaled, right, relation === '==' ? right : UNLIMITED),
      scale,
      source,
      isEquation: relation === '==',
    };
  }

  #linear(): LinearProgram {
    const starts = [0];
    for (const { entries } of this.#rows) starts.push((starts.at(-1) ?? 0) + entries.size);
    return {
      sense: 'maximize',
      cost: Float64Array.from(this.#cost),
      columnLower: new Float64Array(this.#cost.length),
      columnUpper: Float64Array.from(this.#upper),
      rowLower: Float64Array.from(this.#rows, ({ lower }) => lower),
      rowUpper: Float64Array.from(this.#rows, ({ upper }) => upper),
      starts: Int32Array.from(starts),
      indices: Int32Array.from(this.#rows.flatMap(({ entries }) => [...entries.keys()])),
      values: Float64Array.from(this.#rows.flatMap(({ entries }) => [...entries.values()])),
    };
  }
}

/** For each of the leader's sequences the value of the label on the way there; NOWHERE where it was not drawn. */
function valuesBehind(unknowns: Unknowns, labelSets: ReadonlySet<number>): Int32Array {
  const values = new Int32Array(unknowns.sequences).fill(NOWHERE);
  for (const set of unknowns.sets) {
    const before = at(values, unknowns.sequenceBefore(set));
    unknowns.sequencesOf(set).forEach((sequence, action) => {
      values[sequence] = labelSets.has(set) ? action : before;
    });
  }
  return values;
}

/** The same for constraints that different ways share. */
function keyOf(way: Way, source: Source): string {
  if (source.kind === 'deviation') return `deviation ${groupOf(way, source.incentives)} ${source.position}`;
  if (source.kind === 'participation') return `participation ${source.groups.join()}`;
  if (source.kind === 'requirement') return `requirement ${source.indices.join()}`;
  return `budget ${source.ends.join()}`;
}

function groupOf({ incentives }: Way, number: number): string {
  const { follower, others } = incentives[number] ?? { follower: NOWHERE, others: undefined };
  return `${follower}/${others?.join() ?? ''}`;
}

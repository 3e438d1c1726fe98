import type { LinearProgram, PayoffEntries, PlayerForm } from '../contract/index.ts';
import type { JointPlan } from './plans.ts';
import { setOfSequence, type Trigger } from './triggers.ts';

const { POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf } = Number;

/** What the program maximises: the sum of some utilities, or the smallest of them. Players stand for their payees. */
export interface Objective {
  readonly players: readonly number[];
  readonly isSmallest: boolean;
}

interface Row {
  readonly lower: number;
  readonly upper: number;
  readonly columns: number[];
  readonly values: number[];
}

/** A trigger with the places of its rows and columns. */
interface Placed extends Trigger {
  /** Its row: what obeying is worth is no less than what comes after. */
  readonly obey: number;
  /** Column of the worth of each of its sets after the trigger. */
  readonly worth: ReadonlyMap<number, number>;
  /** Row of each sequence of its sets: the worth of the set is no less than that of the action. */
  readonly action: ReadonlyMap<number, number>;
}

/**
 * Variables: the chance of each joint plan, and for each trigger the worth of each set that may come after it. Rows, for each
 * trigger: at each set no action is worth more than the set, where what the others do is what their plans say in those joint
 * plans that lead to the trigger; and obeying is worth no less than the sets at which stopping to obey begins.
 */
export class CorrelatedProgram {
  readonly #forms: readonly PlayerForm[];
  readonly #entries: PayoffEntries;
  readonly #objective: Objective;
  readonly #rows: Row[] = [];
  /** By player, then set: triggers whose sets it is among; by player, then sequence: those that lie on the way to it. */
  readonly #deviating: readonly (readonly Placed[][])[];
  readonly #obeying: readonly (readonly Placed[][])[];
  readonly #free: number;
  readonly #cost: number[] = [];
  readonly plans: JointPlan[] = [];

  constructor(
    forms: readonly PlayerForm[],
    entries: PayoffEntries,
    triggers: readonly Trigger[],
    objective: Objective,
  ) {
    this.#forms = forms;
    this.#entries = entries;
    this.#objective = objective;
    this.#deviating = forms.map(({ sets }) => Array.from({ length: sets }, () => []));
    this.#obeying = forms.map(({ sequences }) => Array.from({ length: sequences }, () => []));
    this.#row(1, 1);
    let column = objective.isSmallest ? 1 : 0;
    for (const trigger of triggers) column = this.#place(trigger, column);
    this.#free = column;
    if (objective.isSmallest) {
      for (const _ of objective.players) this.#put(this.#row(0, inf), 0, -1);
    }
  }

  #row(lower: number, upper: number): number {
    this.#rows.push({ lower, upper, columns: [], values: [] });
    return this.#rows.length - 1;
  }

  #put(row: number, column: number, value: number): void {
    this.#rows[row]?.columns.push(column);
    this.#rows[row]?.values.push(value);
  }

  /** Makes the rows of a trigger; returns the next free column. */
  #place(trigger: Trigger, firstColumn: number): number {
    const form = this.#forms[trigger.player];
    if (!form) return firstColumn;
    const worth = new Map(trigger.sets.map((set, n) => [set, firstColumn + n]));
    const obey = this.#row(0, inf);
    for (const set of trigger.starts) this.#put(obey, worth.get(set) ?? 0, -1);
    const action = new Map<number, number>();
    for (const set of trigger.sets) {
      for (let s = form.first[set] ?? 0; s < (form.first[set + 1] ?? 0); s++) {
        const row = this.#row(0, inf);
        action.set(s, row);
        this.#put(row, worth.get(set) ?? 0, 1);
      }
    }
    for (const set of trigger.sets) {
      const row = action.get(form.parent[set] ?? 0);
      if (row !== undefined) this.#put(row, worth.get(set) ?? 0, -1);
    }
    const placed: Placed = { ...trigger, obey, worth, action };
    for (const set of trigger.sets) this.#deviating[trigger.player]?.[set]?.push(placed);
    for (const s of this.#sequencesThrough(form, trigger)) this.#obeying[trigger.player]?.[s]?.push(placed);
    return firstColumn + trigger.sets.length;
  }

  /** Sequences that end at or after the trigger, when its recommendation is obeyed. */
  #sequencesThrough(form: PlayerForm, { after, starts, sets }: Trigger): readonly number[] {
    const isOwnAction = starts.some((set) => (form.first[set] ?? 0) <= after && after < (form.first[set + 1] ?? 0));
    const through = new Set<number>(isOwnAction ? [after] : []);
    for (const set of sets) {
      const isStart = starts.includes(set);
      if (isStart ? isOwnAction : !through.has(form.parent[set] ?? 0)) continue;
      for (let s = form.first[set] ?? 0; s < (form.first[set + 1] ?? 0); s++) through.add(s);
    }
    return [...through];
  }

  /** Adds the column of a joint plan. O(entries x players x triggers on the way). */
  add(plan: JointPlan): void {
    const column = this.#free + this.plans.length;
    this.plans.push(plan);
    this.#put(0, column, 1);
    const rows = new Map<number, number>();
    const add = (row: number, value: number): void => void rows.set(row, (rows.get(row) ?? 0) + value);
    const values = this.#forms.map(() => 0);
    const { count, last, payoff } = this.#entries;
    for (let entry = 0; entry < count; entry++) {
      const off = this.#forms.filter(({ player }) => plan[player]?.plays[last[player]?.[entry] ?? 0] !== 1);
      if (off.length > 1) continue;
      for (const { player } of off.length === 1 ? off : this.#forms) {
        const worth = payoff[player]?.[entry] ?? 0;
        const own = last[player]?.[entry] ?? 0;
        if (off.length === 0) values[player] = (values[player] ?? 0) + worth;
        if (own === 0 || worth === 0) continue;
        this.#deviate(plan, player, own, worth, add);
        if (off.length === 0) for (const trigger of this.#obeying[player]?.[own] ?? []) add(trigger.obey, worth);
      }
    }
    for (const [row, value] of rows) if (value !== 0) this.#put(row, column, value);
    this.#value(values, column);
  }

  #deviate(
    plan: JointPlan,
    player: number,
    own: number,
    worth: number,
    add: (row: number, value: number) => void,
  ): void {
    const form = this.#forms[player];
    if (!form) return;
    const set = setOfSequence(form.first, form.sets, own);
    for (const { after, action } of this.#deviating[player]?.[set] ?? []) {
      const row = action.get(own);
      if (plan[player]?.plays[after] === 1 && row !== undefined) add(row, -worth);
    }
  }

  #value(values: readonly number[], column: number): void {
    const { players, isSmallest } = this.#objective;
    this.#cost.push(isSmallest ? 0 : players.reduce((sum, player) => sum + (values[player] ?? 0), 0));
    if (!isSmallest) return;
    const first = this.#rows.length - players.length;
    players.forEach((player, n) => {
      this.#put(first + n, column, values[player] ?? 0);
    });
  }

  /** The program of all plans added so far; chances are the columns from `firstPlan` on. */
  linear(): LinearProgram {
    const free = this.#free;
    const starts = new Int32Array(this.#rows.length + 1);
    this.#rows.forEach(({ columns }, r) => {
      starts[r + 1] = (starts[r] ?? 0) + columns.length;
    });
    const width = free + this.plans.length;
    const cost = new Float64Array(width);
    cost.set(this.#cost, free);
    if (this.#objective.isSmallest) cost[0] = 1;
    return {
      sense: 'maximize',
      cost,
      columnLower: Float64Array.from({ length: width }, (_, column) => (column < free ? minusInf : 0)),
      columnUpper: new Float64Array(width).fill(inf),
      rowLower: Float64Array.from(this.#rows, ({ lower }) => lower),
      rowUpper: Float64Array.from(this.#rows, ({ upper }) => upper),
      starts,
      indices: Int32Array.from(this.#rows.flatMap(({ columns }) => columns)),
      values: Float64Array.from(this.#rows.flatMap(({ values }) => values)),
    };
  }

  get firstPlan(): number {
    return this.#free;
  }
}

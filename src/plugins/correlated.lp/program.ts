import type { LinearProgram, LpColumns, PayoffEntries, PlayerForm } from '../contract/index.ts';
import type { JointPlan } from './plans.ts';
import { Terms } from './terms.ts';
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
  /** Row of each sequence of its sets: the worth of the set is no less than that of the action. */
  readonly action: ReadonlyMap<number, number>;
}

/**
 * Variables: the breach, the smallest utility where that is the objective, for each trigger the worth of each set that may come
 * after it, and the chance of each joint plan. Rows, for each trigger: at each set no action is worth more than the set, where
 * what the others do is what their plans say in those joint plans that lead to the trigger; and obeying is worth no less than the
 * sets at which stopping to obey begins, but for the breach. The breach is 0 in an equilibrium: column generation begins with
 * plans that have none.
 */
export class CorrelatedProgram {
  readonly #forms: readonly PlayerForm[];
  readonly #objective: Objective;
  readonly #rows: Row[] = [];
  /** By player, then set: triggers whose sets it is among; by player, then sequence: those that lie on the way to it. */
  readonly #deviating: readonly (readonly Placed[][])[];
  readonly #obeying: readonly (readonly Placed[][])[];
  readonly #columns: { readonly rows: ReadonlyMap<number, number>; readonly cost: number }[] = [];
  readonly terms: Terms;
  readonly plans: JointPlan[] = [];
  /** The columns before those of the plans. */
  readonly firstPlan: number;

  constructor(
    forms: readonly PlayerForm[],
    entries: PayoffEntries,
    triggers: readonly Trigger[],
    objective: Objective,
  ) {
    this.#forms = forms;
    this.#objective = objective;
    this.#deviating = forms.map(({ sets }) => Array.from({ length: sets }, () => []));
    this.#obeying = forms.map(({ sequences }) => Array.from({ length: sequences }, () => []));
    this.#row(1, 1);
    const smallest = objective.players.map(() => (objective.isSmallest ? this.#row(0, inf) : 0));
    if (objective.isSmallest) for (const row of smallest) this.#put(row, 1, -1);
    let column = objective.isSmallest ? 2 : 1;
    for (const trigger of triggers) column = this.#place(trigger, column);
    this.firstPlan = column;
    this.terms = new Terms(forms);
    this.#collect(entries, smallest);
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
    this.#put(obey, 0, 1);
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
    const placed: Placed = { ...trigger, obey, action };
    for (const set of trigger.sets) this.#deviating[trigger.player]?.[set]?.push(placed);
    for (const s of sequencesThrough(form, trigger)) this.#obeying[trigger.player]?.[s]?.push(placed);
    return firstColumn + trigger.sets.length;
  }

  /** What combinations of sequences add to rows and objective. O(entries x players x triggers on the way). */
  #collect({ count, last, payoff }: PayoffEntries, smallest: readonly number[]): void {
    const { players, isSmallest } = this.#objective;
    for (let entry = 0; entry < count; entry++) {
      const own = this.#forms.map(({ player }) => last[player]?.[entry] ?? 0);
      players.forEach((player, n) => {
        const worth = payoff[player]?.[entry] ?? 0;
        if (isSmallest) this.terms.add(own, smallest[n] ?? 0, worth);
        else this.terms.addCost(own, worth);
      });
      for (const { player } of this.#forms) this.#incentives(own, player, payoff[player]?.[entry] ?? 0);
    }
  }

  #incentives(own: readonly number[], player: number, worth: number): void {
    const form = this.#forms[player];
    const last = own[player] ?? 0;
    if (!form || last === 0 || worth === 0) return;
    for (const { obey } of this.#obeying[player]?.[last] ?? []) this.terms.add(own, obey, worth);
    const set = setOfSequence(form.first, form.sets, last);
    for (const { after, action } of this.#deviating[player]?.[set] ?? []) {
      const row = action.get(last);
      const told = own.map((sequence, other) => (other === player ? after : sequence));
      if (row !== undefined) this.terms.add(told, row, -worth);
    }
  }

  /** Takes a joint plan up; returns what it adds to a program that has been opened already. O(terms). */
  add(plan: JointPlan): LpColumns {
    const { rows: terms, cost } = this.terms.column(plan);
    const rows = new Map([[0, 1], ...[...terms].filter(([, value]) => value !== 0)]);
    this.plans.push(plan);
    this.#columns.push({ rows, cost });
    return {
      cost: Float64Array.of(cost),
      columnLower: Float64Array.of(0),
      columnUpper: Float64Array.of(inf),
      starts: Int32Array.of(0, rows.size),
      indices: Int32Array.from(rows.keys()),
      values: Float64Array.from(rows.values()),
    };
  }

  /** The program of all plans added so far; one unit of breach costs `breach`, infinity forbids it. */
  linear(breach: number): LinearProgram {
    const rows = this.#rows.map(({ columns, values }) => ({ columns: [...columns], values: [...values] }));
    this.#columns.forEach(({ rows: terms }, n) => {
      for (const [row, value] of terms) {
        rows[row]?.columns.push(this.firstPlan + n);
        rows[row]?.values.push(value);
      }
    });
    const starts = new Int32Array(rows.length + 1);
    rows.forEach(({ columns }, r) => {
      starts[r + 1] = (starts[r] ?? 0) + columns.length;
    });
    const width = this.firstPlan + this.plans.length;
    const isFree = (column: number): boolean => 0 < column && column < this.firstPlan;
    const cost = new Float64Array(width);
    cost.set(
      this.#columns.map((column) => column.cost),
      this.firstPlan,
    );
    if (this.#objective.isSmallest) cost[1] = 1;
    const isForbidden = breach === inf;
    cost[0] = isForbidden ? 0 : -breach;
    return {
      sense: 'maximize',
      cost,
      columnLower: Float64Array.from({ length: width }, (_, column) => (isFree(column) ? minusInf : 0)),
      columnUpper: Float64Array.from({ length: width }, (_, column) => (column === 0 && isForbidden ? 0 : inf)),
      rowLower: Float64Array.from(this.#rows, ({ lower }) => lower),
      rowUpper: Float64Array.from(this.#rows, ({ upper }) => upper),
      starts,
      indices: Int32Array.from(rows.flatMap(({ columns }) => columns)),
      values: Float64Array.from(rows.flatMap(({ values }) => values)),
    };
  }
}

/** Sequences that end at or after the trigger, when its recommendation is obeyed. */
function sequencesThrough(form: PlayerForm, { after, starts, sets }: Trigger): readonly number[] {
  const isOwnAction = starts.some((set) => (form.first[set] ?? 0) <= after && after < (form.first[set + 1] ?? 0));
  const through = new Set<number>(isOwnAction ? [after] : []);
  for (const set of sets) {
    const isStart = starts.includes(set);
    if (isStart ? isOwnAction : !through.has(form.parent[set] ?? 0)) continue;
    for (let s = form.first[set] ?? 0; s < (form.first[set + 1] ?? 0); s++) through.add(s);
  }
  return [...through];
}

import { formsOf, type Mass, type Money, moneyOf } from './money.ts';
import type { Numbers } from './numbers.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';
import type { Vector } from './vector.ts';

/** How a money cell stands in the program: columns, each for pay times a mass, and what a column counts in each row. */
export interface CellColumns<N> {
  readonly cell: number;
  /**
   * `shared`: one column, exact. `split`: one for each sequence, as if the rule knew the leader's draws; then only a
   * bound.
   */
  readonly mode: 'shared' | 'split';
  readonly columns: readonly { readonly mass: Mass<N>; readonly terms: Vector<N> }[];
}

/**
 * The sharing test. A cell's number w multiplies, in each row, some linear form of the leader's probabilities. If all
 * these are multiples of one non-negative form m, then w x m is one column and the program is linear: m is 1 where pay
 * ignores the draw (`wage(output)` over reports), the probability of one draw where pay knows it. Otherwise the program
 * is bilinear in this cell.
 */
export class SharingTest<N> {
  readonly #numbers: Numbers<N>;
  readonly #unknowns: Unknowns;

  constructor(numbers: Numbers<N>, unknowns: Unknowns) {
    this.#numbers = numbers;
    this.#unknowns = unknowns;
  }

  /** Money of all rows, by cell. Row numbers are positions in `rows`. */
  columns(rows: readonly Vector<N>[]): readonly CellColumns<N>[] {
    return moneyOf(rows, this.#unknowns).map((money) => {
      const plain = this.#single(money) ?? this.#constant(money);
      if (plain) return plain;
      const forms = formsOf(money);
      return this.#shared(money.cell, forms) ?? this.#split(money.cell, forms);
    });
  }

  /** What the columns of a cell count in one more row; undefined where the row does not fit them. */
  fit({ mode, columns }: CellColumns<N>, form: Mass<N>): readonly N[] | undefined {
    const { zero } = this.#numbers;
    const [only] = columns;
    if (mode === 'shared' && only) {
      const factor = this.#ratio(this.#reduced(form, false), this.#reduced(only.mass, false));
      return factor === undefined ? undefined : [factor];
    }
    const places = columns.map(({ mass }) => mass.keys().next().value ?? EMPTY);
    const isCovered = [...form.keys()].every((sequence) => places.includes(sequence));
    return isCovered ? places.map((sequence) => form.get(sequence) ?? zero) : undefined;
  }

  #shared(cell: number, forms: ReadonlyMap<number, Mass<N>>): CellColumns<N> | undefined {
    let mass: Mass<N> | undefined;
    let reference: Mass<N> = new Map();
    const ids: number[] = [];
    const values: N[] = [];
    for (const [row, form] of forms) {
      const canonical = this.#reduced(form, false);
      if (canonical.size === 0) continue;
      if (!mass) {
        mass = this.#positive(this.#reduced(form, true));
        if (!mass) return undefined;
        reference = this.#reduced(mass, false);
      }
      const factor = this.#ratio(canonical, reference);
      if (factor === undefined) return undefined;
      ids.push(row);
      values.push(factor);
    }
    return { cell, mode: 'shared', columns: mass ? [{ mass, terms: { ids, values } }] : [] };
  }

  /** The common case: the cell is only ever paid under one sequence. */
  #single({ cell, rows, sequences, values }: Money<N>): CellColumns<N> | undefined {
    const [only = EMPTY] = sequences;
    for (let n = 1; n < sequences.length; n++) if (sequences[n] !== only) return undefined;
    return {
      cell,
      mode: 'shared',
      columns: [{ mass: new Map([[only, this.#numbers.one]]), terms: { ids: rows, values } }],
    };
  }

  /**
   * The other common case, pay that ignores the only draw before it, told at a glance: in each row all actions of one
   * first set, with one coefficient.
   */
  #constant({ cell, rows, sequences, values }: Money<N>): CellColumns<N> | undefined {
    const { vanishes, subtract, toNumber } = this.#numbers;
    const ids: number[] = [];
    const factors: N[] = [];
    for (let from = 0, to = 0; from < rows.length; from = to) {
      const first = values[from];
      const set = this.#unknowns.setOf(sequences[from] ?? EMPTY);
      if (first === undefined || set === undefined || this.#unknowns.sequenceBefore(set) !== EMPTY) return undefined;
      const size = Math.abs(toNumber(first));
      for (; to < rows.length && rows[to] === rows[from]; to++) {
        const value = values[to];
        if (this.#unknowns.setOf(sequences[to] ?? EMPTY) !== set) return undefined;
        if (value === undefined || !vanishes(subtract(value, first), size)) return undefined;
      }
      if (to - from !== this.#unknowns.actionsOf(set)) return undefined;
      ids.push(rows[from] ?? 0);
      factors.push(first);
    }
    const mass = new Map([[EMPTY, this.#numbers.one]]);
    return { cell, mode: 'shared', columns: [{ mass, terms: { ids, values: factors } }] };
  }

  #split(cell: number, forms: ReadonlyMap<number, Mass<N>>): CellColumns<N> {
    const bySequence = new Map<number, { readonly ids: number[]; readonly values: N[] }>();
    for (const [row, form] of forms) {
      for (const [sequence, value] of form) {
        const terms = bySequence.get(sequence) ?? { ids: [], values: [] };
        bySequence.set(sequence, terms);
        terms.ids.push(row);
        terms.values.push(value);
      }
    }
    const columns = Array.from(bySequence, ([sequence, terms]) => ({
      mass: new Map([[sequence, this.#numbers.one]]),
      terms,
    }));
    return { cell, mode: 'split', columns };
  }

  /**
   * The same form, written otherwise: the probabilities of a set's actions add up to that of the sequence before the
   * set. With `gently`, only coefficients that all actions have are moved there; without, the first action's always is,
   * which makes equal forms look equal.
   */
  #reduced(form: Mass<N>, gently: boolean): Mass<N> {
    const always = this.#constantIn(form);
    if (always) return always;
    const { vanishes, subtract, add, zero, toNumber } = this.#numbers;
    const reduced = new Map(form);
    let size = 0;
    for (const value of form.values()) size = Math.max(size, Math.abs(toNumber(value)));
    const open = new Set<number>();
    for (const sequence of form.keys()) this.#note(sequence, open);
    while (open.size > 0) {
      const highest = Math.max(...open);
      open.delete(highest);
      const set = this.#unknowns.setOf(highest);
      if (set === undefined) continue;
      const [, ...others] = this.#unknowns.sequencesOf(set);
      const common = reduced.get(highest) ?? zero;
      const isCommon = others.every((other) => vanishes(subtract(reduced.get(other) ?? zero, common), size));
      if (vanishes(common, size) || (gently && !isCommon)) continue;
      const before = this.#unknowns.sequenceBefore(set);
      for (const sequence of [highest, ...others]) {
        const rest = subtract(reduced.get(sequence) ?? zero, common);
        if (vanishes(rest, size)) reduced.delete(sequence);
        else reduced.set(sequence, rest);
      }
      reduced.set(before, add(reduced.get(before) ?? zero, common));
      this.#note(before, open);
    }
    for (const [sequence, value] of reduced) if (vanishes(value, size)) reduced.delete(sequence);
    return reduced;
  }

  /**
   * The common case of pay that ignores the only draw before it, told at a glance: all actions of one first set, with
   * one coefficient.
   */
  #constantIn(form: Mass<N>): Mass<N> | undefined {
    const [first] = form;
    const set = first && this.#unknowns.setOf(first[0]);
    if (!first || set === undefined || this.#unknowns.sequenceBefore(set) !== EMPTY) return undefined;
    const sequences = this.#unknowns.sequencesOf(set);
    if (sequences.length !== form.size) return undefined;
    const { vanishes, subtract, zero, toNumber } = this.#numbers;
    const size = Math.abs(toNumber(first[1]));
    const isSame = sequences.every((sequence) => vanishes(subtract(form.get(sequence) ?? zero, first[1]), size));
    return isSame ? new Map([[EMPTY, first[1]]]) : undefined;
  }

  /** Notes the set of a sequence by its first sequence: sets that come later have higher ids. */
  #note(sequence: number, open: Set<number>): void {
    const set = this.#unknowns.setOf(sequence);
    if (set !== undefined) open.add(this.#unknowns.sequencesOf(set)[0] ?? EMPTY);
  }

  /** The form scaled to a largest coefficient of 1, if it or its negative is nowhere negative. */
  #positive(form: Mass<N>): Mass<N> | undefined {
    const { divide, toNumber } = this.#numbers;
    let largest: N | undefined;
    for (const value of form.values()) {
      if (largest === undefined || Math.abs(toNumber(value)) > Math.abs(toNumber(largest))) largest = value;
    }
    if (largest === undefined) return undefined;
    const scale = largest;
    const scaled = new Map(Array.from(form, ([sequence, value]) => [sequence, divide(value, scale)]));
    return [...scaled.values()].every((value) => toNumber(value) > 0) ? scaled : undefined;
  }

  #ratio(form: Mass<N>, reference: Mass<N>): N | undefined {
    const { vanishes, subtract, multiply, divide, toNumber, zero } = this.#numbers;
    let pivot = -1;
    let size = 0;
    for (const [sequence, value] of reference) {
      if (Math.abs(toNumber(value)) <= size) continue;
      size = Math.abs(toNumber(value));
      pivot = sequence;
    }
    const numerator = form.get(pivot);
    const denominator = reference.get(pivot);
    if (numerator === undefined || denominator === undefined) return undefined;
    const ratio = divide(numerator, denominator);
    const tolerance = Math.abs(toNumber(ratio)) * size;
    for (const sequence of new Set([...form.keys(), ...reference.keys()])) {
      const expected = multiply(ratio, reference.get(sequence) ?? zero);
      if (!vanishes(subtract(form.get(sequence) ?? zero, expected), tolerance)) return undefined;
    }
    return ratio;
  }
}

import type { LinearProgram, LpRows, MoneyCell } from '../contract/index.ts';
import type { Conditions, Constraint } from './constraints.ts';
import { Matrix } from './matrix.ts';
import { type Mass, moneyOf } from './money.ts';
import { type Numbers, toDouble } from './numbers.ts';
import { type CellColumns, SharingTest } from './sharing.ts';
import { sorted } from './sorting.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';
import type { Vector } from './vector.ts';

/** A column of money: the pay of a cell times a mass. */
export interface MoneyColumn {
  readonly cell: number;
  readonly column: number;
  /** By sequence. */
  readonly mass: Vector<number>;
}

/** The linear program of one plan, and where everything stands in it. */
export interface PlanProgram {
  readonly linear: LinearProgram;
  /** What the leader gets beside the program's own value. */
  readonly constant: number;
  /** Column of each of the leader's sequences; -1 where it does not matter. */
  readonly columnOf: Int32Array;
  readonly money: readonly MoneyColumn[];
  /** Row of each constraint, and by what it was multiplied. */
  readonly rows: readonly { readonly row: number; readonly scale: number }[];
  /** Cells whose number multiplies different probabilities: the program is then only a bound. */
  readonly bilinear: readonly number[];
}

export interface ProgramOptions {
  /** Bounds of a cell's number. */
  readonly bounds: (cell: number) => Pick<MoneyCell, 'min' | 'max'>;
  /** All constraints may be broken at this price per unit: then a program without a solution still has prices. */
  readonly penalty?: number;
}

/** Builds the program. Linear in the entries of the conditions. */
export function programOf<N>(
  numbers: Numbers<N>,
  unknowns: Unknowns,
  conditions: Conditions<N>,
  options: ProgramOptions,
): PlanProgram {
  return new ProgramBuilder(numbers, unknowns, conditions, options).build();
}

/** Columns for how far constraints are broken: one for all inequalities, two for equations. */
interface Broken {
  readonly short: number;
  readonly over: number;
  readonly under: number;
}

/** Builds a program once, and rows for constraints that come later. */
export class ProgramBuilder<N> {
  readonly #numbers: Numbers<N>;
  readonly #unknowns: Unknowns;
  readonly #conditions: Conditions<N>;
  readonly #options: ProgramOptions;
  readonly #sharing: SharingTest<N>;
  readonly #matrix: Matrix<N>;
  readonly #cells: readonly CellColumns<N>[];
  /** The columns of each cell, once there are any. */
  readonly #moneyOf = new Map<number, readonly number[]>();
  readonly #columnOf: Int32Array;
  #byCell: ReadonlyMap<number, CellColumns<N>> | undefined;

  constructor(numbers: Numbers<N>, unknowns: Unknowns, conditions: Conditions<N>, options: ProgramOptions) {
    this.#numbers = numbers;
    this.#unknowns = unknowns;
    this.#conditions = conditions;
    this.#options = options;
    this.#matrix = new Matrix(numbers);
    this.#columnOf = new Int32Array(unknowns.sequences).fill(-1);
    this.#sharing = new SharingTest(numbers, unknowns);
    this.#cells = this.#sharing.columns(this.#vectors());
  }

  /** The objective, then the constraints: row numbers of the sharing test. */
  #vectors(): readonly Vector<N>[] {
    return [this.#conditions.objective, ...this.#conditions.constraints.map(({ sum }) => sum)];
  }

  build(): PlanProgram {
    const { constraints, objective, regrets } = this.#conditions;
    this.#addSequences();
    const paid = new MoneyTerms<N>();
    const money = this.#cells.flatMap((cell) => this.#addMoney(cell, paid));
    const firstRegret = this.#matrix.columns;
    for (let n = 0; n < regrets; n++) this.#matrix.column(this.#numbers.zero, 0, Number.POSITIVE_INFINITY);
    const broken = this.#addPenalty();
    const termsOf = paid.byRow(constraints.length + 1);
    const rows = constraints.map((constraint, n) => this.#constrain(constraint, termsOf(n + 1), firstRegret, broken));
    return {
      linear: this.#matrix.program(),
      constant: this.#numbers.toNumber(this.#constantOf(objective)),
      columnOf: this.#columnOf,
      money,
      rows,
      bilinear: this.#cells.filter(({ mode }) => mode === 'split').map(({ cell }) => cell),
    };
  }

  /**
   * Rows for more constraints over the same columns; undefined where they would need others, or money that is shared
   * otherwise. Their places continue those of the program.
   */
  extend(
    constraints: readonly Constraint<N>[],
  ): { readonly rows: LpRows; readonly places: PlanProgram['rows'] } | undefined {
    const firstRow = this.#matrix.rows;
    const places: { row: number; scale: number }[] = [];
    for (const constraint of constraints) {
      const money = this.#fit(constraint);
      if (!money) return undefined;
      places.push(this.#constrain(constraint, money, 0, undefined));
    }
    return this.#numbers.isExact ? undefined : { rows: this.#matrix.rowsFrom(firstRow), places };
  }

  /** The money terms of a later constraint; undefined where it does not fit. */
  #fit({ sum }: Constraint<N>): Vector<N> | undefined {
    for (const id of sum.ids)
      if (!this.#unknowns.isPair(id) && id !== EMPTY && (this.#columnOf[id] ?? -1) < 0) return undefined;
    const ids: number[] = [];
    const factors: N[] = [];
    for (const { cell, sequences, values } of moneyOf([sum], this.#unknowns)) {
      const columns = this.#cellColumns(cell);
      const form = new Map(sequences.map((sequence, n) => [sequence, values[n] ?? this.#numbers.zero]));
      const fitted = columns && this.#sharing.fit(columns, form);
      if (!fitted) return undefined;
      ids.push(...(this.#moneyOf.get(cell) ?? []));
      factors.push(...fitted);
    }
    return { ids, values: factors };
  }

  #cellColumns(cell: number): CellColumns<N> | undefined {
    this.#byCell ??= new Map(this.#cells.map((columns) => [columns.cell, columns]));
    const columns = this.#byCell.get(cell);
    return columns && columns.columns.length > 0 ? columns : undefined;
  }

  /**
   * Columns for all sequences of the sets that matter; the leader's probabilities at a set add up to that of getting
   * there.
   */
  #addSequences(): void {
    const matters = this.#setsThatMatter();
    const { zero, one, subtract } = this.#numbers;
    const cost: (N | undefined)[] = [];
    const { ids, values } = this.#conditions.objective;
    for (let n = 0; n < ids.length; n++) if (!this.#unknowns.isPair(ids[n] ?? 0)) cost[ids[n] ?? 0] = values[n];
    for (const set of this.#unknowns.sets) {
      if (matters[set] !== 1) continue;
      const first = this.#unknowns.firstOf(set);
      for (let sequence = first; sequence < first + this.#unknowns.actionsOf(set); sequence++) {
        const column = this.#matrix.column(cost[sequence] ?? zero, 0, Number.POSITIVE_INFINITY);
        this.#columnOf[sequence] = column;
        this.#matrix.enter(column, one);
      }
      const before = this.#columnOf[this.#unknowns.sequenceBefore(set)] ?? -1;
      if (before >= 0) this.#matrix.enter(before, subtract(zero, one));
      const total = before >= 0 ? 0 : 1;
      this.#matrix.row(total, total);
    }
  }

  /** By set, 1 where some probability stands in a row, or leads to one that does. */
  #setsThatMatter(): Uint8Array {
    const matters = new Uint8Array(this.#unknowns.setCount);
    for (const { ids } of this.#vectors()) {
      for (let n = 0; n < ids.length; n++) {
        let set = this.#unknowns.setOf(this.#unknowns.sequenceOf(ids[n] ?? EMPTY));
        while (set !== undefined && matters[set] !== 1) {
          matters[set] = 1;
          set = this.#unknowns.setOf(this.#unknowns.sequenceBefore(set));
        }
      }
    }
    return matters;
  }

  #addMoney({ cell, columns }: CellColumns<N>, paid: MoneyTerms<N>): readonly MoneyColumn[] {
    const { min, max } = this.#options.bounds(cell);
    const { of, zero, toNumber } = this.#numbers;
    const made = columns.map(({ mass, terms }) => {
      const isPay = mass.size === 1 && mass.has(EMPTY);
      const lower = Number.isFinite(toDouble(min)) ? of(min) : Number.NEGATIVE_INFINITY;
      const upper = Number.isFinite(toDouble(max)) ? of(max) : Number.POSITIVE_INFINITY;
      const isFloor = toDouble(min) === 0;
      const inObjective = terms.ids[0] === 0 ? terms.values[0] : undefined;
      const column = this.#matrix.column(
        inObjective ?? zero,
        isPay ? lower : isFloor ? 0 : Number.NEGATIVE_INFINITY,
        isPay ? upper : Number.POSITIVE_INFINITY,
      );
      paid.add(column, terms);
      if (!isPay && !isFloor) this.#boundPay(column, mass, lower, 1);
      if (!isPay) this.#boundPay(column, mass, upper, -1);
      const factors: number[] = [];
      for (const value of mass.values()) factors.push(toNumber(value));
      return { cell, column, mass: { ids: [...mass.keys()], values: factors } };
    });
    this.#moneyOf.set(
      cell,
      made.map(({ column }) => column),
    );
    return made;
  }

  /** sign x (pay x mass - bound x mass) >= 0. */
  #boundPay(column: number, mass: Mass<N>, bound: N | number, sign: 1 | -1): void {
    if (typeof bound === 'number' && !Number.isFinite(bound)) return;
    const { of, subtract, multiply, zero, one } = this.#numbers;
    const limit = typeof bound === 'number' ? of(bound) : bound;
    this.#matrix.enter(column, one);
    for (const [sequence, value] of mass) {
      const at = this.#columnOf[sequence] ?? -1;
      if (at >= 0) this.#matrix.enter(at, subtract(zero, multiply(limit, value)));
    }
    const constant = multiply(limit, mass.get(EMPTY) ?? zero);
    if (sign > 0) this.#matrix.row(constant, Number.POSITIVE_INFINITY);
    else this.#matrix.row(Number.NEGATIVE_INFINITY, constant);
  }

  #addPenalty(): Broken | undefined {
    const { penalty } = this.#options;
    if (penalty === undefined) return undefined;
    const cost = this.#numbers.of(-penalty);
    const [short, over, under] = [0, 0, 0].map(() => this.#matrix.column(cost, 0, Number.POSITIVE_INFINITY));
    return { short: short ?? 0, over: over ?? 0, under: under ?? 0 };
  }

  #constrain(
    { sum, regrets, relation }: Constraint<N>,
    money: Vector<N>,
    firstRegret: number,
    broken: Broken | undefined,
  ): { readonly row: number; readonly scale: number } {
    const { of, multiply, subtract, zero, one } = this.#numbers;
    // A row weighted with the small chance of a type would hide a large gain behind the tolerance.
    const scale = 2 ** -Math.floor(Math.log2(sizeOf(this.#numbers, sum) || 1));
    const factor = of(scale >= 1 ? scale : { num: 1n, den: BigInt(1 / scale) });
    const { ids, values } = sum;
    for (let n = 0; n < ids.length; n++) {
      const id = ids[n] ?? EMPTY;
      // Pairs come last: they stand among the money.
      if (this.#unknowns.isPair(id)) break;
      const column = this.#columnOf[id] ?? -1;
      if (column >= 0) this.#matrix.enter(column, multiply(factor, values[n] ?? zero));
    }
    for (let n = 0; n < money.ids.length; n++)
      this.#matrix.enter(money.ids[n] ?? 0, multiply(factor, money.values[n] ?? zero));
    for (const [regret, sign] of regrets) this.#matrix.enter(firstRegret + regret, multiply(factor, of(sign)));
    if (broken && relation === '>=') this.#matrix.enter(broken.short, one);
    if (broken && relation === '==') {
      this.#matrix.enter(broken.over, one);
      this.#matrix.enter(broken.under, subtract(zero, one));
    }
    const right = multiply(factor, subtract(zero, this.#constantOf(sum)));
    return { row: this.#matrix.row(right, relation === '==' ? right : Number.POSITIVE_INFINITY), scale };
  }

  /** The empty sequence has the least id. */
  #constantOf({ ids: [least], values: [value] }: Vector<N>): N {
    return (least === EMPTY ? value : undefined) ?? this.#numbers.zero;
  }
}

/** What columns of money count in the rows. */
class MoneyTerms<N> {
  readonly #rows: number[] = [];
  readonly #columns: number[] = [];
  readonly #factors: N[] = [];

  add(column: number, { ids, values }: Vector<N>): void {
    for (let n = 0; n < ids.length; n++) {
      const factor = values[n];
      if (factor === undefined) continue;
      this.#rows.push(ids[n] ?? 0);
      this.#columns.push(column);
      this.#factors.push(factor);
    }
  }

  /** The terms of each row: columns and factors. */
  byRow(rows: number): (row: number) => Vector<N> {
    const { items, starts } = sorted(new Int32Array(this.#rows), rows);
    return (row) => {
      const ids: number[] = [];
      const values: N[] = [];
      for (let k = starts[row] ?? 0; k < (starts[row + 1] ?? 0); k++) {
        const factor = this.#factors[items[k] ?? 0];
        if (factor === undefined) continue;
        ids.push(this.#columns[items[k] ?? 0] ?? 0);
        values.push(factor);
      }
      return { ids, values };
    };
  }
}

/** The largest absolute coefficient, as a double. */
function sizeOf<N>({ toNumber }: Numbers<N>, { values }: Vector<N>): number {
  let size = 0;
  for (let n = 0; n < values.length; n++) {
    const value = values[n];
    if (value !== undefined) size = Math.max(size, Math.abs(toNumber(value)));
  }
  return size;
}

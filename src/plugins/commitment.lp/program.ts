import type { Exact, LinearProgram, LpRows, MoneyCell } from '../contract/index.ts';
import type { Conditions, Constraint } from './constraints.ts';
import { type Numbers, toDouble } from './numbers.ts';
import { type CellColumns, type Mass, SharingTest } from './sharing.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';
import { sizeOf, type Vector } from './vector.ts';

/** A column of money: the pay of a cell times a mass. */
export interface MoneyColumn {
  readonly cell: number;
  readonly column: number;
  readonly mass: ReadonlyMap<number, number>;
}

/** The linear program of one plan, and where everything stands in it. */
export interface PlanProgram {
  readonly linear: LinearProgram;
  /** What the leader gets beside the program's own value. */
  readonly constant: number;
  /** Column of each of the leader's sequences that matters. */
  readonly columnOf: ReadonlyMap<number, number>;
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

/** Builds a program once, and rows for constraints that come later. */
export class ProgramBuilder<N> {
  readonly #numbers: Numbers<N>;
  readonly #unknowns: Unknowns;
  readonly #conditions: Conditions<N>;
  readonly #options: ProgramOptions;
  readonly #sharing: SharingTest<N>;
  readonly #cells: readonly CellColumns<N>[];
  /** The columns of each cell, once there are any. */
  readonly #moneyOf = new Map<number, readonly number[]>();
  readonly #columnOf = new Map<number, number>();
  readonly #cost: N[] = [];
  readonly #lower: (N | number)[] = [];
  readonly #upper: (N | number)[] = [];
  readonly #rowLower: (N | number)[] = [];
  readonly #rowUpper: (N | number)[] = [];
  readonly #starts: number[] = [0];
  readonly #indices: number[] = [];
  readonly #values: N[] = [];
  #byCell: ReadonlyMap<number, CellColumns<N>> | undefined;

  constructor(numbers: Numbers<N>, unknowns: Unknowns, conditions: Conditions<N>, options: ProgramOptions) {
    this.#numbers = numbers;
    this.#unknowns = unknowns;
    this.#conditions = conditions;
    this.#options = options;
    this.#sharing = new SharingTest(numbers, unknowns);
    this.#cells = this.#sharing.columns(this.#vectors());
  }

  /** The objective, then the constraints: row numbers of the sharing test. */
  #vectors(): readonly Vector<N>[] {
    return [this.#conditions.objective, ...this.#conditions.constraints.map(({ sum }) => sum)];
  }

  build(): PlanProgram {
    this.#addSequences();
    const moneyTerms = this.#conditions.constraints.map((): [number, N][] => []);
    const money = this.#cells.flatMap((cell) => this.#addMoney(cell, moneyTerms));
    const firstRegret = this.#cost.length;
    for (let n = 0; n < this.#conditions.regrets; n++) this.#column(this.#numbers.zero, 0, Number.POSITIVE_INFINITY);
    const broken = this.#addPenalty();
    const rows = this.#conditions.constraints.map((constraint, n) =>
      this.#constrain(constraint, moneyTerms[n] ?? [], firstRegret, broken),
    );
    return {
      linear: this.#linear(),
      constant: this.#numbers.toNumber(this.#constantOf(this.#conditions.objective)),
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
    const firstRow = this.#rowLower.length;
    const firstEntry = this.#indices.length;
    const places: { row: number; scale: number }[] = [];
    for (const constraint of constraints) {
      const money = this.#fit(constraint);
      if (!money) return undefined;
      places.push(this.#constrain(constraint, money, 0, undefined));
    }
    const { isExact, toNumber } = this.#numbers;
    if (isExact) return undefined;
    const rows: LpRows = {
      rowLower: asDoubles(this.#rowLower, toNumber, firstRow),
      rowUpper: asDoubles(this.#rowUpper, toNumber, firstRow),
      starts: Int32Array.from(this.#starts.slice(firstRow), (start) => start - firstEntry),
      indices: Int32Array.from(this.#indices.slice(firstEntry)),
      values: asDoubles(this.#values, toNumber, firstEntry),
    };
    return { rows, places };
  }

  /** The money terms of a later constraint; undefined where it does not fit. */
  #fit({ sum: { ids, values } }: Constraint<N>): readonly (readonly [number, N])[] | undefined {
    const forms = new Map<number, Map<number, N>>();
    for (const [n, id] of ids.entries()) {
      const sequence = this.#unknowns.sequenceOf(id);
      const value = values[n];
      if (value === undefined) continue;
      if (!this.#unknowns.isPair(id)) {
        if (sequence !== EMPTY && !this.#columnOf.has(sequence)) return undefined;
        continue;
      }
      const cell = this.#unknowns.cellOf(id);
      const form = forms.get(cell) ?? new Map<number, N>();
      forms.set(cell, form.set(sequence, value));
    }
    const terms: [number, N][] = [];
    for (const [cell, form] of forms) {
      const columns = this.#cellColumns(cell);
      const factors = columns && this.#sharing.fit(columns, form);
      if (!factors) return undefined;
      factors.forEach((factor, n) => {
        terms.push([this.#moneyOf.get(cell)?.[n] ?? 0, factor]);
      });
    }
    return terms;
  }

  #cellColumns(cell: number): CellColumns<N> | undefined {
    this.#byCell ??= new Map(this.#cells.map((columns) => [columns.cell, columns]));
    const columns = this.#byCell.get(cell);
    return columns && columns.columns.length > 0 ? columns : undefined;
  }

  #column(cost: N, lower: N | number, upper: N | number): number {
    this.#lower.push(lower);
    this.#upper.push(upper);
    return this.#cost.push(cost) - 1;
  }

  /** An entry of the row that is under way. */
  #enter(column: number, value: N): void {
    this.#indices.push(column);
    this.#values.push(value);
  }

  #row(entries: Iterable<readonly [number, N]>, lower: N | number, upper: N | number): number {
    for (const [column, value] of entries) this.#enter(column, value);
    this.#starts.push(this.#indices.length);
    this.#rowUpper.push(upper);
    return this.#rowLower.push(lower) - 1;
  }

  /**
   * Columns for all sequences of the sets that matter; the leader's probabilities at a set add up to that of getting
   * there.
   */
  #addSequences(): void {
    const sets = this.#setsThatMatter();
    const cost = new Map<number, N>();
    const { ids, values } = this.#conditions.objective;
    ids.forEach((id, n) => {
      cost.set(id, values[n] ?? this.#numbers.zero);
    });
    const { zero, one, subtract } = this.#numbers;
    for (const set of this.#unknowns.sets) {
      if (!sets.has(set)) continue;
      const entries = this.#unknowns.sequencesOf(set).map((sequence): [number, N] => {
        const column = this.#column(cost.get(sequence) ?? zero, 0, Number.POSITIVE_INFINITY);
        this.#columnOf.set(sequence, column);
        return [column, one];
      });
      const before = this.#columnOf.get(this.#unknowns.sequenceBefore(set));
      if (before !== undefined) entries.push([before, subtract(zero, one)]);
      const total = before === undefined ? 1 : 0;
      this.#row(entries, total, total);
    }
  }

  #setsThatMatter(): ReadonlySet<number> {
    const sets = new Set<number>();
    const include = (sequence: number): void => {
      for (let set = this.#unknowns.setOf(sequence); set !== undefined && !sets.has(set); ) {
        sets.add(set);
        set = this.#unknowns.setOf(this.#unknowns.sequenceBefore(set));
      }
    };
    for (const { ids } of this.#vectors()) for (const id of ids) include(this.#unknowns.sequenceOf(id));
    return sets;
  }

  #addMoney({ cell, columns }: CellColumns<N>, terms: readonly [number, N][][]): readonly MoneyColumn[] {
    const { min, max } = this.#options.bounds(cell);
    const { of, zero, toNumber } = this.#numbers;
    const made = columns.map(({ mass, terms: counted }) => {
      const isPay = mass.size === 1 && mass.has(EMPTY);
      const lower = Number.isFinite(toDouble(min)) ? of(min) : Number.NEGATIVE_INFINITY;
      const upper = Number.isFinite(toDouble(max)) ? of(max) : Number.POSITIVE_INFINITY;
      const isFloor = toDouble(min) === 0;
      const column = this.#column(
        zero,
        isPay ? lower : isFloor ? 0 : Number.NEGATIVE_INFINITY,
        isPay ? upper : Number.POSITIVE_INFINITY,
      );
      for (const [row, factor] of counted) {
        if (row === 0) this.#cost[column] = factor;
        else terms[row - 1]?.push([column, factor]);
      }
      if (!isPay && !isFloor) this.#boundPay(column, mass, lower, 1);
      if (!isPay) this.#boundPay(column, mass, upper, -1);
      return { cell, column, mass: new Map(Array.from(mass, ([sequence, value]) => [sequence, toNumber(value)])) };
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
    const entries: [number, N][] = [[column, one]];
    for (const [sequence, value] of mass) {
      const at = this.#columnOf.get(sequence);
      if (at !== undefined) entries.push([at, subtract(zero, multiply(limit, value))]);
    }
    const constant = multiply(limit, mass.get(EMPTY) ?? zero);
    if (sign > 0) this.#row(entries, constant, Number.POSITIVE_INFINITY);
    else this.#row(entries, Number.NEGATIVE_INFINITY, constant);
  }

  /** Columns for how far constraints are broken: one for all inequalities, two for equations. */
  #addPenalty(): { readonly short: number; readonly over: number; readonly under: number } | undefined {
    const { penalty } = this.#options;
    if (penalty === undefined) return undefined;
    const cost = this.#numbers.of(-penalty);
    const [short, over, under] = [0, 0, 0].map(() => this.#column(cost, 0, Number.POSITIVE_INFINITY));
    return { short: short ?? 0, over: over ?? 0, under: under ?? 0 };
  }

  #constrain(
    { sum, regrets, relation }: Constraint<N>,
    money: readonly (readonly [number, N])[],
    firstRegret: number,
    broken: { readonly short: number; readonly over: number; readonly under: number } | undefined,
  ): { readonly row: number; readonly scale: number } {
    const { of, multiply, subtract, zero, one } = this.#numbers;
    // A row weighted with the small chance of a type would hide a large gain behind the tolerance.
    const scale = 2 ** -Math.floor(Math.log2(sizeOf(this.#numbers, sum) || 1));
    const factor = of(scale >= 1 ? scale : { num: 1n, den: BigInt(1 / scale) });
    sum.ids.forEach((id, n) => {
      const column = this.#columnOf.get(id);
      const value = sum.values[n];
      if (column !== undefined && value !== undefined) this.#enter(column, multiply(factor, value));
    });
    for (const [column, value] of money) this.#enter(column, multiply(factor, value));
    for (const [regret, sign] of regrets) this.#enter(firstRegret + regret, multiply(factor, of(sign)));
    if (broken && relation === '>=') this.#enter(broken.short, one);
    if (broken && relation === '==') {
      this.#enter(broken.over, one);
      this.#enter(broken.under, subtract(zero, one));
    }
    const right = multiply(factor, subtract(zero, this.#constantOf(sum)));
    return { row: this.#row([], right, relation === '==' ? right : Number.POSITIVE_INFINITY), scale };
  }

  #constantOf({ ids, values }: Vector<N>): N {
    const place = ids.indexOf(EMPTY);
    return (place < 0 ? undefined : values[place]) ?? this.#numbers.zero;
  }

  #linear(): LinearProgram {
    const { isExact, toNumber } = this.#numbers;
    const doubles = (values: readonly (N | number)[]): Float64Array => asDoubles(values, toNumber);
    const exact = (values: readonly (N | number)[]): readonly Exact[] =>
      values.map((value) => this.#numbers.toExact(value));
    const program = {
      sense: 'maximize',
      cost: doubles(this.#cost),
      columnLower: doubles(this.#lower),
      columnUpper: doubles(this.#upper),
      rowLower: doubles(this.#rowLower),
      rowUpper: doubles(this.#rowUpper),
      starts: Int32Array.from(this.#starts),
      indices: Int32Array.from(this.#indices),
      values: doubles(this.#values),
    } as const;
    if (!isExact) return program;
    return {
      ...program,
      exact: {
        cost: exact(this.#cost),
        columnLower: exact(this.#lower),
        columnUpper: exact(this.#upper),
        rowLower: exact(this.#rowLower),
        rowUpper: exact(this.#rowUpper),
        values: exact(this.#values),
      },
    };
  }
}

/** The numbers from a place on, rounded. */
function asDoubles<N>(values: readonly (N | number)[], toNumber: (value: N) => number, from = 0): Float64Array {
  const doubles = new Float64Array(values.length - from);
  for (let n = from; n < values.length; n++) {
    const value = values[n] ?? 0;
    doubles[n - from] = typeof value === 'number' ? value : toNumber(value);
  }
  return doubles;
}

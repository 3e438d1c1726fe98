import type { Highs, Model } from 'highs';
import type { LinearProgram, LpAnswer, LpColumns, LpOptions, LpRows, LpSession } from '../../plugins/contract/lp.ts';
import { Call } from './call.ts';
import { exactAnswer } from './exact.ts';
import { GrowingProgram } from './growing.ts';
import { isPlainSimplex, modelData, settings } from './settings.ts';

/** A program in a HiGHS model of its own, which keeps its basis from one solve to the next. */
export class HighsSession implements LpSession {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #hasWhole: boolean;
  #exact: GrowingProgram | undefined;
  #columns: number;
  #rows: number;
  #entries: number;
  #hasStart = false;

  constructor(highs: Highs, program: LinearProgram) {
    this.#highs = highs;
    this.#hasWhole = program.integer !== undefined;
    this.#columns = program.cost.length;
    this.#rows = program.rowLower.length;
    this.#entries = program.values.length;
    this.#exact = program.exact && new GrowingProgram(program, program.exact);
    this.#model = highs.createModel();
    this.#model.options.set({ output_flag: false });
    this.#model.passModel(modelData(highs, program));
  }

  get columns(): number {
    return this.#columns;
  }

  get rows(): number {
    return this.#rows;
  }

  async solve(options: LpOptions = {}): Promise<LpAnswer> {
    const hasStart = this.#hasStart || options.start !== undefined;
    const hasWhole = this.#hasWhole;
    const size = { columns: this.#columns, rows: this.#rows };
    const chosenSettings = settings({ ...size, entries: this.#entries, hasWhole, hasStart }, options);
    this.#model.options.set(chosenSettings);
    this.#model.zeroAllClocks();
    if (options.start) this.#model.setBasis({ colStatus: options.start.columns, rowStatus: options.start.rows });
    const bySimplex = isPlainSimplex(chosenSettings);
    const answer = new Call(this.#highs, this.#model, { ...size, hasWhole, bySimplex }).answer();
    this.#hasStart = answer.basis !== undefined;
    if (!this.#exact || answer.status !== 'optimal') return answer;
    const { program, exact } = this.#exact.program();
    return exactAnswer(program, exact, answer) ?? answer;
  }

  addRows(rows: LpRows): void {
    const { rowLower, rowUpper, starts, indices, values, exact } = rows;
    const [numRows, numCols] = [rowLower.length, this.#columns];
    const matrix = { format: 'csr', numRows, numCols, starts, indices, values } as const;
    this.#model.addRows({ lower: rowLower, upper: rowUpper, matrix });
    this.#rows += numRows;
    this.#entries += values.length;
    if (exact) this.#exact?.addRows(rows, exact);
    else this.#exact = undefined;
  }

  addColumns(columns: LpColumns): void {
    const { cost, columnLower, columnUpper, starts, indices, values, exact } = columns;
    const [numRows, numCols] = [this.#rows, cost.length];
    const matrix = { format: 'csc', numRows, numCols, starts, indices, values } as const;
    this.#model.addCols({ cost, lower: columnLower, upper: columnUpper, matrix });
    this.#columns += numCols;
    this.#entries += values.length;
    if (exact) this.#exact?.addColumns(columns, exact);
    else this.#exact = undefined;
  }

  changeCosts(columns: Int32Array, cost: Float64Array): void {
    this.#model.changeColsCost(chosen(columns), cost);
    if (isWhole(cost)) this.#exact?.changeCosts(columns, cost);
    else this.#exact = undefined;
  }

  changeColumnBounds(columns: Int32Array, lower: Float64Array, upper: Float64Array): void {
    this.#model.changeColsBounds(chosen(columns), lower, upper);
    if (isWhole(lower) && isWhole(upper)) this.#exact?.changeColumnBounds(columns, lower, upper);
    else this.#exact = undefined;
  }

  changeRowBounds(rows: Int32Array, lower: Float64Array, upper: Float64Array): void {
    this.#model.changeRowsBounds(chosen(rows), lower, upper);
    if (isWhole(lower) && isWhole(upper)) this.#exact?.changeRowBounds(rows, lower, upper);
    else this.#exact = undefined;
  }

  dispose(): void {
    if (!this.#model.disposed) this.#model.dispose();
  }
}

function isWhole(values: Float64Array): boolean {
  return values.every((value) => Number.isSafeInteger(value) || Math.abs(value) === Number.POSITIVE_INFINITY);
}

function chosen(indices: Int32Array) {
  return { kind: 'set', indices } as const;
}

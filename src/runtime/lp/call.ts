import type { Highs, Model } from 'highs';
import type { LpAnswer } from '../../plugins/contract/lp.ts';

const PRIMAL_SIMPLEX = 4;

/** What a call must know of the program that the model holds. */
export interface Dimensions {
  readonly columns: number;
  readonly rows: number;
  readonly hasWhole: boolean;
  /** By the simplex method without presolve. */
  readonly bySimplex: boolean;
}

/**
 * Runs the program in a model, runs it again where the first answer is not one, and reads off what there is. `settled`
 * says whether the model's options are still those that it was handed with.
 */
export class Call {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #size: Dimensions;
  #iterations = 0;
  settled = true;

  constructor(highs: Highs, model: Model, size: Dimensions) {
    this.#highs = highs;
    this.#model = model;
    this.#size = size;
  }

  answer(): LpAnswer {
    const codes = this.#highs.constants.modelStatus;
    let code = this.#run();
    // Presolve may leave open which of the two it is, and an interior point may end without a verdict.
    if (code === codes.unboundedOrInfeasible || code === codes.unknown || code === codes.solveError) {
      this.#set({ presolve: 'off', solver: 'simplex' });
      code = this.#run();
    }
    switch (code) {
      case codes.optimal:
        return this.#solved('optimal');
      case codes.infeasible: {
        const refutation = this.#refutation();
        return { ...this.#empty('infeasible'), refutation, conflict: this.#conflict() };
      }
      case codes.unbounded:
        return { ...this.#empty('unbounded'), ray: this.#ray() };
      case codes.timeLimit:
      case codes.interrupted:
        return this.#solved('budget');
      default:
        return this.#empty('failed');
    }
  }

  #set(options: Parameters<Model['options']['set']>[0]): void {
    this.settled = false;
    this.#model.options.set(options);
  }

  /** How it ended; an error of the library's own, such as numbers that it cannot work with, is an end as well. */
  #run(): number {
    try {
      this.#model.run();
    } catch (error) {
      if (!this.#isFailure(error)) throw error;
      return this.#highs.constants.modelStatus.solveError;
    }
    const count = this.#model.info.get('simplex_iteration_count');
    this.#iterations += Math.max(0, Number(count));
    return this.#model.getModelStatus();
  }

  #isFailure(error: unknown): boolean {
    return error instanceof this.#highs.errors.HighsError && error.operation === 'run';
  }

  #empty(status: LpAnswer['status']): LpAnswer {
    return { ...emptyAnswer(status, this.#size.columns, this.#size.rows), iterations: this.#iterations };
  }

  #solved(status: LpAnswer['status']): LpAnswer {
    const { columns, rows, hasWhole } = this.#size;
    const { colValue, rowDual, colDual } = this.#model.getSolution();
    const hasPrices = !hasWhole && rowDual.length === rows && colDual.length === columns;
    return {
      status,
      value: this.#model.getObjectiveValue(),
      columns: colValue.length === columns ? withoutMinusZero(colValue) : new Float64Array(columns),
      prices: hasPrices ? withoutMinusZero(rowDual) : new Float64Array(rows),
      reducedCosts: hasPrices ? withoutMinusZero(colDual) : new Float64Array(columns),
      basis: this.#basis(status),
      exact: false,
      conflict: [],
      ray: undefined,
      refutation: undefined,
      iterations: this.#iterations,
    };
  }

  #basis(status: LpAnswer['status']): LpAnswer['basis'] {
    if (this.#size.hasWhole) return undefined;
    // Asking costs as much as reading: an optimum of the simplex method always has a basis.
    const isCertain = this.#size.bySimplex && status === 'optimal';
    if (!isCertain && this.#model.info.get('basis_validity') === 0) return undefined;
    const { colStatus, rowStatus } = this.#model.getBasis();
    return { columns: colStatus, rows: rowStatus };
  }

  #refutation(): Float64Array | undefined {
    const ray = this.#size.hasWhole ? undefined : this.#model.getDualRay();
    return ray && Float64Array.from(ray.values);
  }

  #conflict(): readonly number[] {
    if (this.#size.hasWhole) return [];
    this.#set({ iis_strategy: this.#highs.constants.iis.strategyRowPriority });
    return [...this.#model.getIis().rowIndex].sort((a, b) => a - b);
  }

  #ray(): Float64Array | undefined {
    let ray = this.#model.getPrimalRay();
    if (!ray) {
      this.#set({ presolve: 'off', solver: 'simplex', simplex_strategy: PRIMAL_SIMPLEX });
      this.#model.clearSolver();
      this.#run();
      ray = this.#model.getPrimalRay();
    }
    return ray && Float64Array.from(ray.values);
  }
}

/** An answer without a solution. */
export function emptyAnswer(status: LpAnswer['status'], columns: number, rows: number): LpAnswer {
  return {
    status,
    value: Number.NaN,
    columns: new Float64Array(columns),
    prices: new Float64Array(rows),
    reducedCosts: new Float64Array(columns),
    basis: undefined,
    exact: false,
    conflict: [],
    ray: undefined,
    refutation: undefined,
    iterations: 0,
  };
}

function withoutMinusZero(values: Float64Array): Float64Array {
  for (let j = 0; j < values.length; j++) values[j] = (values[j] ?? 0) + 0;
  return values;
}

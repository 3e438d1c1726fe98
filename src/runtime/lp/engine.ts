import type { Highs, Model, ModelData } from 'highs';
import type { LinearProgram, LpAnswer, LpEngine, LpOptions } from '../../plugins/contract/lp.ts';
import { exactAnswer } from './exact.ts';

/** Above so many entries the interior point is faster than the simplex on the programs that we meet. */
const INTERIOR_ENTRIES = 200_000;
/** Below so many entries presolve costs more than it saves. */
const PRESOLVE_ENTRIES = 2_000;
const TOLERANCE = 1e-9;
const PRIMAL_SIMPLEX = 4;

/**
 * Linear and mixed-integer programs by HiGHS (WebAssembly). The library is loaded by the first call; each call makes a
 * model of its own and frees it. Infeasible programs come back with an irreducible conflict, unbounded ones with a ray,
 * programs with exact numbers solved in fractions where they are small. Throws only on malformed programs.
 */
export class HighsEngine implements LpEngine {
  #library: Promise<Highs> | undefined;

  async solve(program: LinearProgram, options: LpOptions = {}): Promise<LpAnswer> {
    if (program.cost.length === 0) return withoutColumns(program);
    this.#library ??= load();
    const highs = await this.#library;
    const model = highs.createModel();
    try {
      model.options.set(settings(program, options));
      model.passModel(modelData(highs, program));
      const answer = new Call(highs, model, program).answer();
      return (program.exact && exactAnswer(program, program.exact, answer)) ?? answer;
    } finally {
      model.dispose();
    }
  }
}

/** One program in one model: run it, run it again where the first answer is not one, and read off what there is. */
class Call {
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #program: LinearProgram;

  constructor(highs: Highs, model: Model, program: LinearProgram) {
    this.#highs = highs;
    this.#model = model;
    this.#program = program;
  }

  answer(): LpAnswer {
    const codes = this.#highs.constants.modelStatus;
    let code = this.#run();
    // Presolve may leave open which of the two it is, and an interior point may end without a verdict.
    if (code === codes.unboundedOrInfeasible || code === codes.unknown || code === codes.solveError) {
      this.#model.options.set({ presolve: 'off', solver: 'simplex' });
      code = this.#run();
    }
    switch (code) {
      case codes.optimal:
        return this.#solved('optimal');
      case codes.infeasible:
        return { ...this.#empty('infeasible'), conflict: this.#conflict() };
      case codes.unbounded:
        return { ...this.#empty('unbounded'), ray: this.#ray() };
      case codes.timeLimit:
      case codes.interrupted:
        return this.#solved('budget');
      default:
        return this.#empty('failed');
    }
  }

  #run(): number {
    this.#model.run();
    return this.#model.getModelStatus();
  }

  #empty(status: LpAnswer['status']): LpAnswer {
    const { cost, rowLower } = this.#program;
    return {
      status,
      value: Number.NaN,
      columns: new Float64Array(cost.length),
      prices: new Float64Array(rowLower.length),
      basis: undefined,
      exact: false,
      conflict: [],
      ray: undefined,
    };
  }

  #solved(status: LpAnswer['status']): LpAnswer {
    const { colValue, rowDual } = this.#model.getSolution();
    const empty = this.#empty(status);
    return {
      ...empty,
      value: this.#model.getObjectiveValue(),
      // Adding 0 turns -0 into 0.
      columns: colValue.length === empty.columns.length ? colValue.map((x) => x + 0) : empty.columns,
      prices: this.#program.integer || rowDual.length !== empty.prices.length ? empty.prices : rowDual,
      basis: this.#basis(),
    };
  }

  #basis(): LpAnswer['basis'] {
    if (this.#program.integer || this.#model.info.get('basis_validity') === 0) return undefined;
    const { colStatus, rowStatus } = this.#model.getBasis();
    return { columns: colStatus, rows: rowStatus };
  }

  #conflict(): readonly number[] {
    if (this.#program.integer) return [];
    const { iis } = this.#highs.constants;
    this.#model.options.set({ iis_strategy: iis.strategyRowPriority });
    return [...this.#model.getIis().rowIndex].sort((a, b) => a - b);
  }

  #ray(): Float64Array | undefined {
    let ray = this.#model.getPrimalRay();
    if (!ray) {
      this.#model.options.set({ presolve: 'off', solver: 'simplex', simplex_strategy: PRIMAL_SIMPLEX });
      this.#model.clearSolver();
      this.#run();
      ray = this.#model.getPrimalRay();
    }
    return ray && Float64Array.from(ray.values);
  }
}

async function load(): Promise<Highs> {
  // The typings describe the CommonJS build, where the loader is one level deeper than in the module that Node imports.
  const { default: loader }: { readonly default: unknown } = await import('highs');
  if (!isLoader(loader)) throw new TypeError('The package `highs` does not export its loader.');
  return loader();
}

function isLoader(value: unknown): value is () => Promise<Highs> {
  return typeof value === 'function';
}

function settings(program: LinearProgram, options: LpOptions) {
  const entries = program.values.length;
  const method = options.method ?? (entries > INTERIOR_ENTRIES && !program.integer ? 'interior' : 'simplex');
  return {
    output_flag: false,
    presolve: entries < PRESOLVE_ENTRIES ? 'off' : 'choose',
    solver: program.integer ? 'choose' : method === 'interior' ? 'ipm' : 'simplex',
    primal_feasibility_tolerance: TOLERANCE,
    dual_feasibility_tolerance: TOLERANCE,
    mip_feasibility_tolerance: TOLERANCE,
    mip_rel_gap: 0,
    mip_abs_gap: TOLERANCE,
    ...(options.milliseconds === undefined || options.milliseconds === Number.POSITIVE_INFINITY
      ? {}
      : { time_limit: Math.max(0, options.milliseconds) / 1000 }),
  } as const;
}

function modelData(highs: Highs, program: LinearProgram): ModelData {
  const { maximize, minimize } = highs.constants.objectiveSense;
  const numCols = program.cost.length;
  const numRows = program.rowLower.length;
  const { starts, indices, values } = program;
  return {
    numCols,
    numRows,
    sense: program.sense === 'maximize' ? maximize : minimize,
    colCost: program.cost,
    colLower: program.columnLower,
    colUpper: program.columnUpper,
    rowLower: program.rowLower,
    rowUpper: program.rowUpper,
    matrix: { format: 'csr', numRows, numCols, starts, indices, values },
    ...(program.integer ? { integrality: program.integer } : {}),
  };
}

/** HiGHS calls such a program empty and says nothing; it is feasible if every row allows 0. */
function withoutColumns({ rowLower, rowUpper }: LinearProgram): LpAnswer {
  const conflict = [...rowLower.keys()].filter((r) => (rowLower[r] ?? 0) > 0 || (rowUpper[r] ?? 0) < 0);
  const isFeasible = conflict.length === 0;
  return {
    status: isFeasible ? 'optimal' : 'infeasible',
    value: isFeasible ? 0 : Number.NaN,
    columns: new Float64Array(0),
    prices: new Float64Array(rowLower.length),
    basis: undefined,
    exact: isFeasible,
    conflict: conflict.slice(0, 1),
    ray: undefined,
  };
}

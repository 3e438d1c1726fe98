import type { Highs, ModelData } from 'highs';
import type { LinearProgram, LpOptions } from '../../plugins/contract/lp.ts';

/** Above so many entries the interior point is faster than the simplex on the programs that we meet. */
const INTERIOR_ENTRIES = 200_000;
/** Below so many entries presolve costs more than it saves. */
const PRESOLVE_ENTRIES = 2_000;
/** In programs fuller than this presolve finds nothing to leave out. */
const FULL = 0.2;
const TOLERANCE = 1e-9;
/** Seconds; HiGHS takes no infinite limit. */
const LONGEST = 1e9;

/** What decides how HiGHS goes about a program. */
export interface Shape {
  readonly columns: number;
  readonly rows: number;
  readonly entries: number;
  readonly hasWhole: boolean;
  /** Whether there is a basis to start from, which presolve would throw away. */
  readonly hasStart: boolean;
}

/** Options for HiGHS. All are named, so that setting them undoes whatever was set before. */
export function settings({ columns, rows, entries, hasWhole, hasStart }: Shape, options: LpOptions) {
  const isPlain = entries < PRESOLVE_ENTRIES || entries > FULL * columns * rows;
  const method = options.method ?? (entries > INTERIOR_ENTRIES && !hasWhole && !hasStart ? 'interior' : 'simplex');
  return {
    output_flag: false,
    presolve: (isPlain && !hasWhole) || (hasStart && method === 'simplex') ? 'off' : 'choose',
    solver: hasWhole ? 'choose' : method === 'interior' ? 'ipm' : 'simplex',
    simplex_strategy: 1,
    iis_strategy: 0,
    primal_feasibility_tolerance: TOLERANCE,
    dual_feasibility_tolerance: TOLERANCE,
    mip_feasibility_tolerance: TOLERANCE,
    mip_rel_gap: 0,
    mip_abs_gap: TOLERANCE,
    time_limit: Math.min(Math.max(0, (options.milliseconds ?? LONGEST) / 1000), LONGEST),
  } as const;
}

/** True where two calls want the same settings, so that a model need not be told again. */
export function isSameCall(a: LpOptions, b: LpOptions): boolean {
  return a.method === b.method && a.milliseconds === b.milliseconds && !a.start === !b.start;
}

export function isPlainSimplex({ solver, presolve }: ReturnType<typeof settings>): boolean {
  return solver === 'simplex' && presolve === 'off';
}

export function modelData(highs: Highs, program: LinearProgram): ModelData {
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

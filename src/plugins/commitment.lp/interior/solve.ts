import {
  type LinearProgram,
  type LpAnswer,
  type LpEngine,
  type LpRows,
  type SolverRun,
  takingTurns,
} from '../../contract/index.ts';
import { InteriorPoint } from './interior.ts';
import { linksOf, Rows } from './rows.ts';
import { Vertex } from './vertex.ts';

/** So near the point must be to an optimum: products relative to the value, and errors. */
const NEAR = 1e-9;
const EXACT = 1e-8;
/** Products that have grown by this much belong to a program without an optimum. */
const FAR = 1e4;
/** More steps than this are not needed on anything that goes well. */
const MOST_STEPS = 100;
/** With more equations a step costs more than the steps of the simplex method that it saves. */
const MOST_LINKS = 400;

export interface InsideParts {
  readonly engine: LpEngine;
  readonly run: SolverRun;
  readonly program: LinearProgram;
  /** Rows that the program has by now beside its own. */
  readonly more: readonly LpRows[];
  /** The rows that values of the columns break and that are not there yet; `stop` where they do not fit the program. */
  readonly missing: (columns: Float64Array) => LpRows | 'stop' | undefined;
}

/**
 * Solves a program of blocks from the inside, with rows that come as they are broken, and ends at a vertex. Undefined where the program is
 * not of that kind, or the method gets stuck; `stop` where rows do not fit.
 */
export async function solveInside({
  engine,
  run,
  program,
  more,
  missing,
}: InsideParts): Promise<LpAnswer | 'stop' | undefined> {
  const rows = new Rows();
  for (const some of [program, ...more]) rows.add(some);
  const links = linksOf(program, rows);
  if (!links || new Set(links).size > MOST_LINKS) return undefined;
  const point = new InteriorPoint(rows, links, program.cost);
  const turn = takingTurns();
  let first = Number.POSITIVE_INFINITY;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    await turn();
    if (run.budget.exhausted()) return undefined;
    const { value, products, error } = point.step();
    if (steps === 0) first = products;
    if (!(products < FAR * first)) return undefined;
    const added = missing(point.point().x);
    if (added === 'stop') return added;
    if (added) rows.add(added);
    else if (products < NEAR * Math.max(1, Math.abs(value)) && error < EXACT) break;
  }
  const vertex = new Vertex(engine, program, rows, links, point.point());
  for (;;) {
    const answer = await vertex.solve({ milliseconds: run.budget.left(), signal: run.signal });
    if (answer?.status !== 'optimal') return answer;
    const added = missing(answer.columns);
    if (added === 'stop') return added;
    if (!added) return answer;
    rows.add(added);
  }
}

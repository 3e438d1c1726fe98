import {
  type LinearProgram,
  type LpAnswer,
  type LpEngine,
  type LpRows,
  type SolverRun,
  takingTurns,
} from '../../contract/index.ts';
import { halted } from '../halted.ts';
import type { BlockPoint } from './block.ts';
import { InteriorPoint } from './interior.ts';
import { linksOf, offersOf, Rows } from './rows.ts';
import { Vertex } from './vertex.ts';

/** So near the point must be to an optimum: products relative to the value, and errors. */
const NEAR = 1e-9;
const EXACT = 1e-8;
/**
 * A step that leaves more than this of the products gains little. After so many in turn the point is too near to what rows that came later
 * have cut off, and the method begins anew with all of them; so many times, then the rest is left to the simplex method.
 */
const LITTLE = 0.9;
const PATIENCE = 5;
const MOST_STARTS = 3;
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
 * not of that kind, or the method gets stuck; `stop` where rows do not fit. Where time runs out: the point by then, and what its prices
 * prove that no values exceed.
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
  let point = new InteriorPoint(rows, links, program.cost);
  for (let starts = 1; ; starts++) {
    const end = await approach(point, rows, run, missing);
    if (end === 'stop') return end;
    if (end === 'late') return unfinished(program, rows, links, point.point());
    if (end === 'far') return undefined;
    if (end === 'near' || starts === MOST_STARTS) break;
    point = new InteriorPoint(rows, links, program.cost);
  }
  const vertex = new Vertex(engine, program, rows, links, point.point());
  for (;;) {
    const answer = await vertex.solve({ milliseconds: run.budget.left(), signal: run.signal });
    if (answer === 'late') return unfinished(program, rows, links, point.point());
    if (!answer) return undefined;
    const added = missing(answer.columns);
    if (added === 'stop') return added;
    if (!added) return answer;
    rows.add(added);
  }
}

/** Takes steps until the point is near an optimum and breaks no row; `far`: there may be none; `late`: time is up. */
async function approach(
  point: InteriorPoint,
  rows: Rows,
  run: SolverRun,
  missing: InsideParts['missing'],
): Promise<'near' | 'stuck' | 'far' | 'late' | 'stop'> {
  const turn = takingTurns();
  let most = Number.POSITIVE_INFINITY;
  let least = Number.POSITIVE_INFINITY;
  let inVain = 0;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    await turn();
    if (run.budget.exhausted()) return 'late';
    const { value, products, error } = point.step();
    if (steps === 0) most = FAR * products;
    if (!(products < most)) return 'far';
    const added = missing(point.point().x);
    if (added === 'stop') return added;
    if (added) rows.add(added);
    else if (products < NEAR * Math.max(1, Math.abs(value)) && error < EXACT) return 'near';
    inVain = products < LITTLE * least ? 0 : inVain + 1;
    least = Math.min(least, products);
    if (inVain > PATIENCE) return 'stuck';
  }
  return 'stuck';
}

/** A point as an answer: each equation's price is made what the best of its columns offers, so that no column is worth more. */
function unfinished(program: LinearProgram, rows: Rows, links: Int32Array, { x, price }: BlockPoint): LpAnswer {
  const offers = offersOf(program.cost, rows, price);
  const prices = Float64Array.from(price, (own, row) => (rows.isEquation(row) ? Number.NEGATIVE_INFINITY : -own));
  for (let column = 0; column < links.length; column++) {
    const row = links[column] ?? 0;
    prices[row] = Math.max(prices[row] ?? 0, offers[column] ?? 0);
  }
  const value = prices.reduce((sum, own, row) => sum + own * (rows.lower[row] ?? 0), 0);
  const reducedCosts = offers.map((offer, column) => offer - (prices[links[column] ?? 0] ?? 0));
  return halted({ value, columns: x, prices, reducedCosts });
}

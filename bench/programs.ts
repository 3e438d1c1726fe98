/** Linear programs: many small ones, a zero-sum matrix, and one program for many objectives. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Highs } from 'highs';
import type { SolverRun } from '../src/plugins/contract/index.ts';
import type { LinearProgram } from '../src/plugins/contract/lp.ts';
import { zeroSumProgram } from '../src/plugins/zerosum.lp/program.ts';
import { ZeroSumSolver } from '../src/plugins/zerosum.lp/solver.ts';
import { FlatKernels } from '../src/runtime/kernels/index.ts';
import { HighsEngine } from '../src/runtime/lp/index.ts';
import { poseProblem } from '../src/runtime/problem/pose.ts';
import { createRng, rootSeed } from '../src/runtime/study/seed.ts';
import { generator, matrix } from './random.ts';
import { asyncMilliseconds, asyncProcessorMilliseconds, type Row } from './row.ts';

const engine = new HighsEngine();
const { POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf } = Number;

export async function rows(): Promise<readonly Row[]> {
  return [await smallPrograms(), await zeroSum(200), await leduc(), await manyObjectives(60)];
}

/** maximise cx subject to Ax <= b, x >= 0, where A > 0. */
function dense(cost: readonly number[], a: readonly (readonly number[])[], upper: readonly number[]): LinearProgram {
  const [m, n] = [a.length, cost.length];
  return {
    sense: 'maximize',
    cost: Float64Array.from(cost),
    columnLower: new Float64Array(n),
    columnUpper: new Float64Array(n).fill(inf),
    rowLower: new Float64Array(m).fill(minusInf),
    rowUpper: Float64Array.from(upper),
    starts: Int32Array.from({ length: m + 1 }, (_, row) => row * n),
    indices: Int32Array.from({ length: m * n }, (_, at) => at % n),
    values: Float64Array.from(a.flat()),
  };
}

async function smallPrograms(): Promise<Row> {
  const next = generator(1);
  const programs = Array.from({ length: 500 }, () =>
    dense(
      matrix(1, 4, next)[0] ?? [],
      matrix(4, 4, () => next() + 0.1),
      [1, 1, 1, 1],
    ),
  );
  const spent = await asyncProcessorMilliseconds(async () => {
    for (const program of programs) await engine.solve(program);
  });
  return {
    work: 'linear programs, 4 × 4, with prices and basis',
    figure: (1000 * programs.length) / spent,
    unit: 'LPs/s',
    reference: {
      name: 'HiGHS, one model reused',
      figure: (1000 * programs.length) / (await bareHighs(programs, asyncProcessorMilliseconds)),
    },
    target: { of: 'figure', is: '>=', bound: 10_000 },
  };
}

/** The row player's program of a matrix game: maximise v where every column pays at least v. */
async function zeroSum(size: number): Promise<Row> {
  const columns = matrix(size, size, generator(size));
  const program: LinearProgram = {
    ...dense(
      [...Array.from({ length: size }, () => 0), 1],
      [...columns.map((column) => [...column, -1]), [...Array.from({ length: size }, () => 1), 0]],
      [...Array.from({ length: size }, () => inf), 1],
    ),
    columnLower: Float64Array.from({ length: size + 1 }, (_, j) => (j < size ? 0 : minusInf)),
    rowLower: Float64Array.from({ length: size + 1 }, (_, r) => (r < size ? 0 : 1)),
  };
  const figure = await asyncMilliseconds(() => engine.solve(program));
  return {
    work: `zero-sum matrix ${size} × ${size} as one program`,
    figure,
    unit: 'ms',
    reference: { name: 'HiGHS as it is, one model reused', figure: await bareHighs([program]) },
    target: { of: 'ratio', is: '<=', bound: 1.5 },
  };
}

/** From the game to both strategies; the reference is the bare program. */
async function leduc(): Promise<Row> {
  const problem = poseProblem(readFileSync(join(import.meta.dirname, '../scenarios/games/leduc.icsap'), 'utf8'));
  if (problem.class === 'commitment') throw new TypeError('nobody commits in poker');
  const kernels = new FlatKernels();
  const solver = new ZeroSumSolver(kernels, engine);
  const form = kernels.sequenceForm(problem.game);
  const [row, column] = form.players;
  if (!row || !column) throw new TypeError('poker takes two players');
  const { linear } = zeroSumProgram(row, column, form.entries, false);
  const run: SolverRun = {
    rng: createRng(rootSeed(1)),
    budget: { milliseconds: inf, left: () => inf, exhausted: () => false },
    signal: new AbortController().signal,
    progress: () => {},
    checkpoint: () => {},
    resumed: undefined,
  };
  return {
    work: 'Leduc by linear programming: 9,451 histories, 2,186 sequences',
    figure: await asyncMilliseconds(() => solver.solve(problem, { method: 'auto', arithmetic: 'auto' }, run), 3),
    unit: 'ms',
    reference: { name: 'the bare program', figure: await bareHighs([linear]) },
    target: { of: 'figure', is: '<=', bound: 5_000 },
  };
}

async function manyObjectives(size: number): Promise<Row> {
  const next = generator(3);
  const objectives = matrix(50, size, next);
  const first = dense(
    objectives[0] ?? [],
    matrix(size, size, () => next() + 0.1),
    Array.from({ length: size }, () => 1),
  );
  const places = Int32Array.from({ length: size }, (_, j) => j);
  const warm = await asyncMilliseconds(async () => {
    const session = await engine.open(first);
    for (const cost of objectives) {
      session.changeCosts(places, Float64Array.from(cost));
      await session.solve();
    }
    session.dispose();
  });
  const cold = await asyncMilliseconds(async () => {
    for (const cost of objectives) await engine.solve({ ...first, cost: Float64Array.from(cost) });
  });
  return {
    work: `50 objectives over one program, ${size} × ${size}, warm`,
    figure: warm,
    unit: 'ms',
    reference: { name: 'each on its own', figure: cold },
  };
}

async function loadHighs(): Promise<Highs> {
  // The typings describe the CommonJS build, where the loader is one level deeper than in the module that Node imports.
  const { default: loader }: { readonly default: unknown } = await import('highs');
  if (typeof loader !== 'function') throw new TypeError('the package `highs` does not export its loader');
  return loader();
}

/** Milliseconds for nothing but the library: pass, run, read the solution. */
async function bareHighs(programs: readonly LinearProgram[], measure = asyncMilliseconds): Promise<number> {
  const highs = await loadHighs();
  const model = highs.createModel();
  model.options.set({ output_flag: false, presolve: 'off' });
  const spent = await measure(async () => {
    for (const program of programs) {
      const { starts, indices, values } = program;
      const [numRows, numCols] = [program.rowLower.length, program.cost.length];
      model.passModel({
        numCols,
        numRows,
        sense: highs.constants.objectiveSense.maximize,
        colCost: program.cost,
        colLower: program.columnLower,
        colUpper: program.columnUpper,
        rowLower: program.rowLower,
        rowUpper: program.rowUpper,
        matrix: { format: 'csr', numRows, numCols, starts, indices, values },
      });
      model.run();
      model.getSolution();
    }
  });
  model.dispose();
  return spent;
}

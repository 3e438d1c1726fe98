import { setImmediate } from 'node:timers/promises';
import type {
  PlaySolution,
  SampledLearning,
  SampledOptions,
  SampledUpdate,
} from '../../plugins/contract/play-solver.ts';
import type { Rng, SolverRun } from '../../plugins/contract/run.ts';
import { measured } from '../kernels/iterate.ts';
import type { Play } from '../play/play.ts';
import { type SavedRow, Tables } from './tables.ts';
import { OutOfTime, Trace } from './trace.ts';

/** Iterations where neither they nor the time are limited. */
const USUAL = 10_000;
/** Milliseconds after which others get their turn. */
const TURN = 50;

interface Saved {
  readonly iteration: number;
  readonly rows: readonly SavedRow[];
}

/** Learning from sampled plays; iteration t draws from a stream of its own, so that a resumed run draws the same. */
export class TabularLearning implements SampledLearning {
  async learn(play: Play, update: SampledUpdate, options: SampledOptions, run: SolverRun): Promise<PlaySolution> {
    const tables = new Tables();
    const trace = new Trace(play, tables, () => run.budget.exhausted());
    const began = performance.now();
    let iteration = restore(run.resumed, tables, trace);
    let turn = began;
    const most = options.iterations ?? (Number.isFinite(run.budget.milliseconds) ? Number.POSITIVE_INFINITY : USUAL);
    while (iteration < most && !run.budget.exhausted()) {
      if (!completed(trace, play, update, run.rng.child('iteration', iteration + 1))) break;
      iteration++;
      const now = performance.now();
      if (iteration === most || measured(iteration, options.measure)) {
        run.progress({ iteration, milliseconds: now - began, ...figures(tables, iteration) });
        run.checkpoint({ iteration, rows: tables.saved() } satisfies Saved);
      }
      if (now - turn > TURN) {
        await setImmediate();
        turn = performance.now();
      }
    }
    return {
      status: 'budget',
      behaviour: tables,
      explanation: [],
      report: { iterations: iteration, ...figures(tables, iteration) },
    };
  }
}

/** One update of every player; false where time ran out meanwhile. */
function completed(trace: Trace, { players }: Play, update: SampledUpdate, rng: Rng): boolean {
  try {
    for (const { index } of players) {
      trace.restart();
      update(trace, index, () => rng.next());
    }
    return true;
  } catch (error) {
    if (error instanceof OutOfTime) return false;
    throw error;
  }
}

/** `regret`: the sum over situations of the largest positive regret, an iteration; it falls to 0 as the gap does. */
function figures(tables: Tables, iteration: number): { readonly situations: number; readonly regret: number } {
  return { situations: tables.count, regret: iteration === 0 ? 0 : tables.regret() / iteration };
}

function restore(saved: unknown, tables: Tables, trace: Trace): number {
  if (!isSaved(saved)) return 0;
  tables.restore(saved.rows, (path) => trace.eventAt(path));
  return saved.iteration;
}

function isSaved(saved: unknown): saved is Saved {
  if (typeof saved !== 'object' || saved === null || !('iteration' in saved) || !('rows' in saved)) return false;
  return typeof saved.iteration === 'number' && Array.isArray(saved.rows);
}

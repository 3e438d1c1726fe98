import { setImmediate } from 'node:timers/promises';
import type { Dynamics, IterateOptions } from '../../plugins/contract/dynamics.ts';
import type { Plans } from '../../plugins/contract/kernels.ts';
import type { SolverRun } from '../../plugins/contract/run.ts';
import type { Solution, Status } from '../../plugins/contract/solution.ts';

/** Milliseconds after which others, such as whoever hears Ctrl-C, get their turn. */
const TURN = 50;
/** Milliseconds after which a state is put away even where nothing is measured. */
const SAVE = 2000;

/** What a checkpoint holds: the arrays of the dynamics, after so many iterations. */
interface Saved {
  readonly iteration: number;
  readonly arrays: readonly Float64Array[];
}

/**
 * Runs dynamics until the gap is small enough, the iterations are used up, time is up or the run is aborted; measures,
 * reports and puts the state away meanwhile. A run that is resumed goes on as if it had never stopped.
 */
export async function iterate(dynamics: Dynamics, options: IterateOptions, run: SolverRun): Promise<Solution> {
  const gauge = new Gauge(dynamics, options);
  const began = performance.now();
  let iteration = restore(dynamics, run.resumed);
  let turn = began;
  let saved = began;
  let status: Status = 'budget';
  while (iteration < options.iterations && !run.budget.exhausted()) {
    dynamics.step(++iteration);
    const now = performance.now();
    const isMeasured = iteration === options.iterations || measured(iteration, options.measure);
    if (isMeasured) {
      const figures = gauge.read();
      run.progress({ iteration, milliseconds: now - began, ...figures });
      if ((figures[options.target ?? 'gap'] ?? Number.NaN) <= options.gap) status = 'converged';
    }
    if (status === 'converged') break;
    if (isMeasured || now - saved > SAVE) {
      run.checkpoint({ iteration, arrays: dynamics.state } satisfies Saved);
      saved = now;
    }
    if (now - turn > TURN) {
      await setImmediate();
      turn = performance.now();
    }
  }
  return solution(dynamics, options, status, { iterations: iteration, ...gauge.read() });
}

function solution(
  { form, last, average }: Dynamics,
  { iterate: chosen }: IterateOptions,
  status: Status,
  report: Readonly<Record<string, number>>,
): Solution {
  const plans = chosen === 'last' ? last : average;
  return {
    status,
    profile: { chances: form.chancesOf(plans), money: new Float64Array(0) },
    alternatives: [],
    proof: undefined,
    explanation: [],
    report,
  };
}

/** Each of the first ten iterations, then each 5th, from 100 on each 50th, …; or each so many. */
export function measured(iteration: number, every: number | undefined): boolean {
  if (every !== undefined) return iteration % every === 0;
  let step = 1;
  for (let power = 10; power <= iteration; power *= 10) step = power / 2;
  return iteration % step === 0;
}

/** Takes up a saved state; returns the number of iterations behind it. A state of something else is left alone. */
function restore({ state }: Dynamics, saved: unknown): number {
  if (!isSaved(saved, state)) return 0;
  state.forEach((array, at) => {
    array.set(saved.arrays[at] ?? array);
  });
  return saved.iteration;
}

function isSaved(saved: unknown, state: readonly Float64Array[]): saved is Saved {
  if (typeof saved !== 'object' || saved === null || !('iteration' in saved) || !('arrays' in saved)) return false;
  const { iteration, arrays } = saved;
  if (typeof iteration !== 'number' || !Array.isArray(arrays) || arrays.length !== state.length) return false;
  return state.every((own, at) => arrays[at] instanceof Float64Array && arrays[at].length === own.length);
}

/** Measures both iterates; keeps the room for normalised averages. */
class Gauge {
  readonly #dynamics: Dynamics;
  readonly #chosen: IterateOptions['iterate'];
  readonly #average: readonly Float64Array[];

  constructor(dynamics: Dynamics, { iterate: chosen }: IterateOptions) {
    this.#dynamics = dynamics;
    this.#chosen = chosen;
    this.#average = dynamics.average.map(({ length }) => new Float64Array(length));
  }

  read(): { readonly gap: number; readonly lastGap: number; readonly averageGap: number } & Record<string, number> {
    const { form, last } = this.#dynamics;
    const lastGap = form.nashConv(last);
    const averageGap = form.nashConv(this.#normalised());
    const gap = this.#chosen === 'last' ? lastGap : averageGap;
    return { gap, lastGap, averageGap, ...this.#dynamics.figures?.() };
  }

  /** Before the first iteration there is no average: then it is the present iterate. */
  #normalised(): Plans {
    const { average, last } = this.#dynamics;
    return average.map((sum, player) => {
      const total = sum[0] ?? 0;
      const into = this.#average[player] ?? sum;
      if (total === 0) return last[player] ?? sum;
      for (let s = 0; s < sum.length; s++) into[s] = (sum[s] ?? 0) / total;
      return into;
    });
  }
}

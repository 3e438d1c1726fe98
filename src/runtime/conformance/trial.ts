import type { Budget, SolverRun } from '../../plugins/contract/run.ts';
import type { Metrics, Solution } from '../../plugins/contract/solution.ts';
import type { SolverHandle } from '../host/index.ts';
import type { Problem } from '../problem/problem.ts';
import { createRng, rootSeed } from '../study/seed.ts';

/** How one trial differs from a plain run. */
export interface TrialSettings {
  readonly seed?: number;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly resumed?: unknown;
  /** Time is up from the start. */
  readonly isOutOfTime?: boolean;
  /** Abort as soon as so many metrics were reported; 0 before the start. */
  readonly abortAfter?: number;
  /** Keep copies of the checkpoints. */
  readonly keepsStates?: boolean;
}

/** What a solver did in one trial. */
export interface Trial {
  readonly solution: Solution | undefined;
  readonly error: unknown;
  readonly metrics: readonly Metrics[];
  /** Copies, each with the number of metrics reported before it. */
  readonly states: readonly { readonly state: unknown; readonly after: number }[];
  readonly checkpoints: number;
  /** How often the solver looked at its budget. */
  readonly looks: number;
}

/** Runs a solver once and writes down all that it does. */
export async function runTrial(handle: SolverHandle, problem: Problem, settings: TrialSettings = {}): Promise<Trial> {
  const abort = new AbortController();
  const watch = { looks: 0, checkpoints: 0, metrics: [] as Metrics[], states: [] as Trial['states'][number][] };
  const stop = (): void => {
    if (watch.metrics.length >= (settings.abortAfter ?? Number.POSITIVE_INFINITY)) abort.abort();
  };
  stop();
  const run: SolverRun = {
    rng: createRng(rootSeed(settings.seed ?? 1)),
    budget: watchedBudget(watch, settings.isOutOfTime ?? false, abort.signal),
    signal: abort.signal,
    resumed: settings.resumed,
    progress: (metrics) => {
      watch.metrics.push({ ...metrics });
      stop();
    },
    checkpoint: (state) => {
      watch.checkpoints += 1;
      if (settings.keepsStates) watch.states.push({ state: structuredClone(state), after: watch.metrics.length });
    },
  };
  try {
    const solution = await handle.solve(problem, settings.options ?? {}, run);
    return { ...watch, solution, error: undefined };
  } catch (error) {
    return { ...watch, solution: undefined, error };
  }
}

function watchedBudget(watch: { looks: number }, isOutOfTime: boolean, signal: AbortSignal): Budget {
  const given = isOutOfTime ? 0 : Number.POSITIVE_INFINITY;
  const left = (): number => {
    watch.looks += 1;
    return signal.aborted ? 0 : given;
  };
  return {
    get milliseconds() {
      watch.looks += 1;
      return given;
    },
    left,
    exhausted: () => left() === 0,
  };
}

/** Everything but times as one text: two runs that print the same are the same, byte for byte. */
export function bytesOf(value: unknown): string {
  return JSON.stringify(value, (key, each: unknown) => {
    if (key === 'milliseconds' || key === 'seconds') return undefined;
    if (each instanceof Map || each instanceof Set) return [...each];
    if (ArrayBuffer.isView(each)) return Object.values(each).map(printed);
    return typeof each === 'number' || typeof each === 'bigint' ? printed(each) : each;
  });
}

/** Numbers as texts, so that -0, infinities and NaN keep apart. */
function printed(value: unknown): unknown {
  return Object.is(value, -0) ? '-0' : String(value);
}

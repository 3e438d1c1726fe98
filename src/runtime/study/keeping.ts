import type { Budget, Rng, SolverRun } from '../../plugins/contract/run.ts';
import type { Metrics } from '../../plugins/contract/solution.ts';
import type { RunFolder, UnitResult } from './store.ts';
import type { UnitWorld } from './world.ts';

/** What may not happen again: time was up, a thread died, a plugin or the program stumbled. */
const passing: ReadonlySet<string> = new Set(['run/out-of-time', 'run/unexpected', 'plugin/failed']);

/** Keeps a finished run. One that broke off for reasons that may pass is not kept: resuming tries it again. */
export function keep(folder: RunFolder | undefined, result: UnitResult): void {
  if (!result.run.errors.some(({ code }) => passing.has(code))) folder?.finish(result);
}

/** Which solve of which unit a solver is called for. */
export interface SolverCall {
  /** Of the run. */
  readonly id: string;
  readonly unit: number;
  /** What the study calls the solution. */
  readonly solution: string;
  readonly rng: Rng;
  readonly budget: Budget;
}

export interface PreparedCall {
  readonly run: SolverRun;
  /** The solver's account, that of the run before included. */
  readonly metrics: readonly Metrics[];
  /** To be called when the solver is done: drops the checkpoint, unless the run was stopped. */
  readonly done: () => void;
}

/** What a solver is handed, from its last checkpoint on. */
export function prepareCall(
  { signal, progress, folder, resume }: Omit<UnitWorld, 'pictures'>,
  { id, unit, solution, rng, budget }: SolverCall,
): PreparedCall {
  const saved = resume ? folder?.checkpoint(id, solution) : undefined;
  const metrics: Metrics[] = [...(saved?.metrics ?? [])];
  const run: SolverRun = {
    rng,
    budget,
    signal,
    resumed: saved?.state,
    progress: (each) => {
      metrics.push({ ...each });
      progress({ kind: 'metrics', unit, solution, metrics: each });
    },
    checkpoint: (state) => folder?.saveCheckpoint(id, solution, { state, metrics }),
  };
  const done = (): void => {
    if (!signal.aborted) folder?.dropCheckpoint(id, solution);
  };
  return { run, metrics, done };
}

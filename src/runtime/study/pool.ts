import { Piscina } from 'piscina';
import type { PictureRequest } from './drawn.ts';
import type { UnitPlan } from './plan.ts';
import type { Progress, ProgressEvent } from './progress.ts';
import type { ScenarioSource } from './source.ts';
import type { UnitResult } from './store.ts';
import { failedUnit } from './unit.ts';

/** Threads to run in, and the door's file that they load: it knows the plugins, and hands `unitWorker` of this room a host. */
export interface WorkerPool {
  readonly count: number;
  readonly file: URL;
  /** The icsap.config.json whose plugins the workers load too. */
  readonly config: string | undefined;
  /** Ask no language model, as the host of the main thread. */
  readonly noModel?: boolean | undefined;
}

/** What every worker of a run is told once. Plain data. */
export interface WorkerJob {
  readonly source: ScenarioSource;
  readonly config: string | undefined;
  readonly noModel: boolean | undefined;
  readonly out: string | undefined;
  readonly resume: boolean;
  readonly studies: readonly string[] | undefined;
  readonly parameters: Readonly<Record<string, string>> | undefined;
  readonly seed: number | undefined;
  readonly firstOnly: boolean | undefined;
  readonly pictures: PictureRequest | undefined;
}

/** One task: the unit with this position in the plan, which every worker makes for itself from the job. */
export interface UnitTask {
  readonly unit: number;
  readonly id: string;
}

export interface PoolWatch {
  readonly signal: AbortSignal;
  readonly progress: Progress;
  finish(unit: UnitPlan, result: UnitResult): void;
}

/**
 * Runs units in threads. A thread that dies (out of memory, an exit) costs its unit, which becomes a run with an error, and
 * no other. Abort ends the threads, long library calls included; units that were under way are not finished.
 */
export async function runInPool(
  job: WorkerJob,
  units: readonly UnitPlan[],
  { count, file }: WorkerPool,
  { signal, progress, finish }: PoolWatch,
): Promise<void> {
  const threads = Math.min(count, units.length);
  const pool = new Piscina<UnitTask, UnitResult>({
    filename: file.href,
    workerData: job,
    minThreads: threads,
    maxThreads: threads,
    // Waiting by Atomics would keep a thread from what goes on beside the task: timers, HiGHS, files.
    atomics: 'disabled',
  });
  pool.on('message', (event: ProgressEvent) => progress(event));
  const stop = (): void => void pool.destroy();
  signal.addEventListener('abort', stop, { once: true });
  const one = async (unit: UnitPlan): Promise<void> => {
    try {
      finish(unit, await pool.run({ unit: unit.index, id: unit.id }));
    } catch (error) {
      if (!signal.aborted) finish(unit, failedUnit(unit, error));
    }
  };
  try {
    if (!signal.aborted) await Promise.all(units.map(one));
  } finally {
    signal.removeEventListener('abort', stop);
    await pool.destroy();
  }
}

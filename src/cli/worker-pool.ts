import { availableParallelism } from 'node:os';
import type { WorkerPool } from '../runtime/study/pool.ts';
import { workerFile } from '../standard-host.ts';

/** Threads for a run; undefined where this thread is enough. More than a few a core only cost memory. */
export function workerPool(
  count: number | undefined,
  { config, noModel }: Pick<WorkerPool, 'config' | 'noModel'>,
): WorkerPool | undefined {
  if (count === undefined || count < 2) return undefined;
  return { count: Math.min(count, 4 * availableParallelism()), file: workerFile, config, noModel };
}

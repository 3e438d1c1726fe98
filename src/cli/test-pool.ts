import { Piscina } from 'piscina';
import type { Host } from '../runtime/host/index.ts';
import type { Tested } from '../runtime/report/tested.ts';
import type { TestJob } from './test.worker.ts';
import { testFile } from './tested.ts';

export interface TestPool {
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly job: TestJob;
  /** Told of each file when it is done, in any order. */
  done(tested: Tested): void;
}

/** Tests files in threads; results in the order of the files. After an abort those that are not done are left out. */
export async function testFiles(files: readonly string[], host: Host, pool: TestPool): Promise<readonly Tested[]> {
  return pool.threads < 2 || files.length < 2 ? inThisThread(files, host, pool) : inThreads(files, pool);
}

async function inThisThread(
  files: readonly string[],
  host: Host,
  { job, signal, done }: TestPool,
): Promise<readonly Tested[]> {
  const results: Tested[] = [];
  for (const file of files) {
    if (signal.aborted) break;
    const tested = await testFile(file, job.folder, host, signal);
    results.push(tested);
    done(tested);
  }
  return results;
}

async function inThreads(
  files: readonly string[],
  { threads, signal, job, done }: TestPool,
): Promise<readonly Tested[]> {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const pool = new Piscina<string, Tested>({
    filename: new URL(`./test.worker.${ending}`, import.meta.url).href,
    workerData: job,
    minThreads: Math.min(threads, files.length),
    maxThreads: Math.min(threads, files.length),
    // Waiting by Atomics would keep a thread from what goes on beside the task: HiGHS, timers, files.
    atomics: 'disabled',
  });
  const one = async (file: string): Promise<readonly Tested[]> => {
    try {
      const tested = await pool.run(file, { signal });
      done(tested);
      return [tested];
    } catch (error) {
      if (signal.aborted) return [];
      throw error;
    }
  };
  try {
    return (await Promise.all(files.map(one))).flat();
  } finally {
    await pool.destroy();
  }
}

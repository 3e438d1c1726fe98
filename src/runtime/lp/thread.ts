import { Worker } from 'node:worker_threads';
import type { LinearProgram, LpAnswer, LpOptions } from '../../plugins/contract/lp.ts';
import { emptyAnswer } from './call.ts';

/** What a thread is started with: plain data. */
export interface ThreadJob {
  readonly program: LinearProgram;
  readonly options: LpOptions;
}

const file = new URL(`./lp.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

/** HiGHS looks at its clock between steps; one that takes longer than this beyond its limit is ended. */
const PATIENCE = 2_000;

/**
 * Solves a program in a thread of its own, which an abort ends at once, whatever the library is doing. The thread takes about a tenth
 * of a second to start.
 */
export function solveInThread(
  { exact: _, ...program }: LinearProgram,
  { signal, ...options }: LpOptions,
): Promise<LpAnswer> {
  const gaveUp = emptyAnswer('budget', program.cost.length, program.rowLower.length);
  if (signal?.aborted) return Promise.resolve(gaveUp);
  return new Promise((resolve, reject) => {
    const thread = new Worker(file, { workerData: { program, options } satisfies ThreadJob });
    const { milliseconds = Number.POSITIVE_INFINITY } = options;
    const timer = Number.isFinite(milliseconds) ? setTimeout(() => stop(), milliseconds + PATIENCE) : undefined;
    const settle = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    const stop = (): void => {
      settle();
      void thread.terminate();
      resolve(gaveUp);
    };
    signal?.addEventListener('abort', stop, { once: true });
    thread.once('message', (answer: LpAnswer) => {
      settle();
      resolve(answer);
    });
    thread.once('error', (error) => {
      settle();
      reject(error);
    });
  });
}

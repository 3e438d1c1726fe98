import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { Cancelled } from './cancel.ts';
import { openModel } from './open-model.ts';
import type { Failure, Job, Reply, ThreadStart } from './protocol.ts';

/** One model on one device: opened when the thread starts, then asked one thing at a time. */
const start: ThreadStart = workerData;
const reply = (message: Reply): void => parentPort?.postMessage(message);

try {
  const model = await openModel(start);
  parentPort?.on('message', async ({ task, cancelled }: Job) => {
    const watch = {
      check: () => {
        if (Atomics.load(cancelled, 0) !== 0) throw new Cancelled();
      },
      answered: (count: number) => reply({ kind: 'answered', count }),
    };
    try {
      reply({ kind: 'done', outcome: await model.perform(task, watch) });
    } catch (error) {
      reply(failureOf(error));
    }
  });
  reply({ kind: 'opened', opened: model.opened });
} catch (error) {
  reply(failureOf(error));
}

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { kind: 'refused', reasons: error.reasons, help: error.help };
  if (error instanceof Cancelled) return { kind: 'cancelled' };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', message: message.split('\n')[0] ?? '' };
}

import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../plugins/contract/refusal.ts';
import { Cancelled } from './cancel.ts';
import type { Failure, Job, Opened, Outcome, Reply, Task, ThreadStart } from './protocol.ts';

const file = new URL(`./language-model.worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

interface Waiting {
  answered(count: number): void;
  resolve(outcome: Outcome): void;
  reject(error: Error): void;
}

/** A thread with a model in it. It keeps the program alive only while it is asked something. */
export class ModelThread {
  readonly opened: Opened;
  readonly #worker: Worker;
  #waiting: Waiting | undefined;
  #failure: Error | undefined;

  private constructor(worker: Worker, opened: Opened) {
    this.#worker = worker;
    this.opened = opened;
    worker.on('message', (message: Reply) => this.#hear(message));
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () => this.#fail(new Error('the thread of the language model has ended')));
    worker.unref();
  }

  /** Starts a thread and loads the model in it. Rejects with a Refusal where that fails. */
  static open(start: ThreadStart): Promise<ModelThread> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(file, { workerData: start });
      const ended = (): void => reject(new Error('the thread of the language model ended before the model was loaded'));
      worker.once('error', reject);
      worker.once('exit', ended);
      worker.once('message', (message: Reply) => {
        worker.off('error', reject);
        worker.off('exit', ended);
        if (message.kind === 'opened') return resolve(new ModelThread(worker, message.opened));
        void worker.terminate();
        return reject(errorOf(message));
      });
    });
  }

  /** Whether it can still be asked. */
  get usable(): boolean {
    return this.#failure === undefined;
  }

  /** Asks one thing; the next only when this has settled, which after `cancelled` is set is within a token. */
  perform(task: Task, cancelled: Int32Array, answered: (count: number) => void): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#waiting = { answered, resolve, reject };
      this.#worker.ref();
      this.#worker.postMessage({ task, cancelled } satisfies Job);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #hear(message: Reply): void {
    const waiting = this.#waiting;
    if (message.kind === 'answered') {
      waiting?.answered(message.count);
      return;
    }
    this.#waiting = undefined;
    this.#worker.unref();
    if (message.kind === 'done') waiting?.resolve(message.outcome);
    else waiting?.reject(errorOf(message));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}

function errorOf(reply: Reply | Failure): Error {
  if (reply.kind === 'refused') return new Refusal(reply.reasons, reply.help);
  if (reply.kind === 'cancelled') return new Cancelled();
  return new Error(reply.kind === 'failed' ? reply.message : `the thread of the language model said ${reply.kind}`);
}

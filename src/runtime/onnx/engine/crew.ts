import { availableParallelism } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import type { Device } from '../../../plugins/contract/language-model.ts';
import { ModelThread } from './model-thread.ts';
import type { Opened, Outcome, Task, ThreadStart } from './protocol.ts';

/** Models up to this size are held once for each thread; larger ones once, with several threads inside a call. */
const SMALL = 256 * 2 ** 20;
/** More threads than this only take memory. */
const MOST = 4;

/** How a model of this size is spread over the processor. In a thread that is one of several, such as those of `--workers`, it is not. */
export function spread(bytes: number, device: Device | 'auto'): { readonly threads: number; readonly members: number } {
  const cores = isMainThread ? availableParallelism() : 1;
  if (device !== 'cpu' && device !== 'auto') return { threads: 1, members: 1 };
  return bytes > SMALL ? { threads: cores, members: 1 } : { threads: 1, members: Math.min(MOST, cores) };
}

/** The threads of one model. Further ones are opened when there is more to do than threads; a thread that fails is replaced. */
export class Crew {
  readonly opened: Opened;
  readonly #start: ThreadStart;
  readonly #most: number;
  readonly #idle: ModelThread[];
  readonly #queue: ((thread: Promise<ModelThread>) => void)[] = [];
  #count = 1;

  private constructor(start: ThreadStart, most: number, first: ModelThread) {
    this.opened = first.opened;
    this.#start = { ...start, device: first.opened.device };
    this.#most = first.opened.device === 'cpu' ? most : 1;
    this.#idle = [first];
  }

  static async open(start: ThreadStart, most: number): Promise<Crew> {
    return new Crew(start, most, await ModelThread.open(start));
  }

  /** Has a task done by the next thread that is free. */
  async perform(task: Task, cancelled: Int32Array, answered: (count: number) => void): Promise<Outcome> {
    const thread = await this.#free();
    try {
      return await thread.perform(task, cancelled, answered);
    } finally {
      this.#release(thread);
    }
  }

  /** Ends the threads that have nothing to do. Who asks again gets new ones. */
  async close(): Promise<void> {
    const idle = this.#idle.splice(0);
    this.#count -= idle.length;
    await Promise.all(idle.map((thread) => thread.close()));
  }

  #free(): Promise<ModelThread> {
    const idle = this.#idle.pop();
    if (idle) return Promise.resolve(idle);
    if (this.#count < this.#most) return this.#another();
    return new Promise((resolve) => this.#queue.push(resolve));
  }

  #release(thread: ModelThread): void {
    if (!thread.usable) this.#count--;
    const next = this.#queue.shift();
    if (!next) {
      if (thread.usable) this.#idle.push(thread);
    } else next(thread.usable ? Promise.resolve(thread) : this.#another());
  }

  async #another(): Promise<ModelThread> {
    this.#count++;
    try {
      return await ModelThread.open(this.#start);
    } catch (error) {
      this.#count--;
      throw error;
    }
  }
}

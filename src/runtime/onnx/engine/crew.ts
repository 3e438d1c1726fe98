import { availableParallelism } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import type { Device } from '../../../plugins/contract/language-model.ts';
import { ModelThread } from './model-thread.ts';
import type { Opened, Outcome, Task, ThreadStart } from './protocol.ts';

/** Models up to this size are held once for each thread; larger ones once, with several threads inside a call. */
const SMALL = 256 * 2 ** 20;
/** More threads than this only take memory. */
const MOST = 4;

/** How a model is spread over the processor. */
export interface Spread {
  /** Threads inside a call. */
  readonly threads: number;
  /** Threads that each hold the model. */
  readonly members: number;
  /** Whether it is of a size that each thread holds, however many threads there are here. */
  readonly isSmall: boolean;
}

/** In a thread that is one of several, such as those of `--workers`, a model is not spread. */
export function spread(bytes: number, device: Device | 'auto'): Spread {
  const cores = isMainThread ? availableParallelism() : 1;
  const isSmall = bytes <= SMALL;
  if (device !== 'cpu' && device !== 'auto') return { threads: 1, members: 1, isSmall };
  return isSmall ? { threads: 1, members: Math.min(MOST, cores), isSmall } : { threads: cores, members: 1, isSmall };
}

/** The threads of one model. Further ones are opened when there is more to do than threads; a thread that fails is replaced. */
export class Crew {
  readonly opened: Opened;
  /** Whether several threads may hold the model: a question of model and device, not of this machine's cores. */
  readonly isSpread: boolean;
  readonly #start: ThreadStart;
  readonly #most: number;
  readonly #idle: ModelThread[];
  readonly #queue: ((thread: Promise<ModelThread>) => void)[] = [];
  #count = 1;

  private constructor(start: ThreadStart, { members, isSmall }: Spread, first: ModelThread) {
    this.opened = first.opened;
    const onProcessor = first.opened.device === 'cpu';
    this.isSpread = onProcessor && isSmall;
    this.#start = { ...start, device: first.opened.device };
    this.#most = onProcessor ? members : 1;
    this.#idle = [first];
  }

  static async open(start: Omit<ThreadStart, 'threads'>, spread: Spread): Promise<Crew> {
    const whole = { ...start, threads: spread.threads };
    return new Crew(whole, spread, await ModelThread.open(whole));
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

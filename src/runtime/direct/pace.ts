import { setImmediate } from 'node:timers/promises';
import type { Budget } from '../../plugins/contract/run.ts';
import type { Metrics } from '../../plugins/contract/solution.ts';

/** Thrown where time is up, or the run was stopped. */
export class OutOfTime extends Error {}

const PAUSE = 50;

/** Looks at the budget, tells how far the work is, and lets others run: Ctrl-C, for one. */
export class Pace {
  readonly #budget: Budget;
  readonly #progress: (metrics: Metrics) => void;
  readonly #began = performance.now();
  #last = this.#began;
  readonly #pause: number;
  #step = 0;

  /** `pause`: milliseconds between two looks at the rest of the world. */
  constructor(budget: Budget, progress: (metrics: Metrics) => void, pause = PAUSE) {
    this.#budget = budget;
    this.#progress = progress;
    this.#pause = pause;
  }

  /** To be called often. Throws an OutOfTime. */
  async look(what: string, done: number): Promise<void> {
    const now = performance.now();
    if (now - this.#last < this.#pause) return;
    await setImmediate();
    if (this.#budget.exhausted()) throw new OutOfTime();
    this.#last = performance.now();
    this.#step += 1;
    this.#progress({ iteration: this.#step, milliseconds: Math.round(now - this.#began), [what]: done });
  }
}

/** Thrown in the thread of a model when somebody gave up waiting. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'Cancelled';
  }
}

/** What work in a model's thread is watched by. */
export interface Watch {
  /** Throws Cancelled once nobody waits any more. Called before each call of the graph. */
  check(): void;
  /** So many more questions are answered. */
  answered(count: number): void;
}

/** For work that nobody watches. */
export const unwatched: Watch = { check: () => undefined, answered: () => undefined };

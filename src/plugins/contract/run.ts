import type { Metrics } from './solution.ts';

/** Randomness that splits: a child depends on its parent's seed and its own name, never on what was drawn before. */
export interface Rng {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
  /** Uniform among 0 … n - 1. */
  below(n: number): number;
  child(...path: readonly (string | number)[]): Rng;
}

/** What a solver may spend. Looked at every step. */
export interface Budget {
  readonly milliseconds: number;
  /** Left of the time, in milliseconds; Infinity without a limit. */
  left(): number;
  /** True once time is up or the run was aborted. */
  exhausted(): boolean;
}

/** What the host hands to every call of a plugin. */
export interface SolverRun {
  readonly rng: Rng;
  readonly budget: Budget;
  readonly signal: AbortSignal;
  progress(metrics: Metrics): void;
  /** Saves a state from which `resumed` can go on; structured-clone data. */
  checkpoint(state: unknown): void;
  /** The state of an earlier, interrupted run of the same solve. */
  readonly resumed: unknown;
}

/** Milliseconds after which others get their turn. */
const TURN = 50;

/**
 * For long loops: what it returns is to be awaited in each round, and lets whoever hears Ctrl-C have a turn now and then. A loop that
 * never waits cannot be stopped.
 */
export function takingTurns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last <= TURN) return;
    await new Promise((resolve) => setImmediate(resolve));
    last = performance.now();
  };
}

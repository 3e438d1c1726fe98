import type { Budget } from '../../plugins/contract/run.ts';

/** A budget of wall-clock time that begins now, and ends at once when the signal aborts. */
export function createBudget(milliseconds: number, signal: AbortSignal): Budget {
  const end = performance.now() + milliseconds;
  const left = (): number => (signal.aborted ? 0 : Math.max(0, end - performance.now()));
  return { milliseconds, left, exhausted: () => left() === 0 };
}

import type { Span } from '../../dsl/span.ts';
import { PlayFault } from './fault.ts';
import { type Machine, MOST_STEPS } from './machine.ts';

/** A jump back, a call: a play that makes a million of them without an event has no end. */
export function spend(machine: Machine, what: string, span: Span): void {
  if (--machine.fuel >= 0) return;
  throw new PlayFault((path) => ({ code: 'play/endless', span, what, steps: MOST_STEPS, path }));
}

import type { PlayDiagnostic } from '../../dsl/diagnostics/play.ts';
import type { Bend, Path } from '../../dsl/diagnostics/play-values.ts';
import type { Span } from '../../dsl/span.ts';
import type { Machine } from './machine.ts';
import { Nonlinear } from './numeric.ts';

/** The path of a play that comes to a situation, where one is found. */
export type FirstPath = (situation: number) => Path | undefined;

/** What goes wrong while an expression or statement is evaluated; the machine adds the path that led there. */
export class PlayFault extends Error {
  /** The diagnostic with its witness: how the play got there, and how another play got to a situation first. */
  readonly at: (path: Path, first: FirstPath) => PlayDiagnostic;

  constructor(at: (path: Path, first: FirstPath) => PlayDiagnostic) {
    super('a play went wrong');
    this.at = at;
  }
}

/** Stops evaluation at a value that is not what the place needs. */
export function wrong(span: Span, wanted: string, found: string): never {
  throw new PlayFault((path) => ({ code: 'play/kind', span, wanted, found, path }));
}

/** What arithmetic refused, at its place: `bend` is what it would have made of a committed real. */
export function refused(error: unknown, span: Span, machine: Machine, bend: Bend): unknown {
  if (error instanceof Nonlinear) {
    const [name = ''] = error.cells.map((cell) => machine.program.cells.at(cell).label);
    return new PlayFault((path) => ({ code: 'commit/nonlinear', span, name, bend, path }));
  }
  if (!(error instanceof RangeError) || error.message.includes('call stack')) return error;
  if (error.message === 'division by zero') return new PlayFault((path) => ({ code: 'play/division', span, path }));
  return new PlayFault((path) => ({ code: 'play/undefined', span, what: error.message, path }));
}

/** Deeper calls of functions are taken to be endless. */
export const MOST_NESTED = 1500;

export function tooDeep(name: string, span: Span): never {
  throw new PlayFault((path) => ({ code: 'play/deep', span, name, calls: MOST_NESTED, path }));
}

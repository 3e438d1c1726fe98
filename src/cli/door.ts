import type { Paint } from '../runtime/report/paint.ts';
import { Outlet } from './outlet.ts';

/** Where a command's words go and come from. Tests hand in their own. */
export interface Door {
  /** The folder that relative paths start from. */
  readonly folder: string;
  /** Data: what the command was asked for. */
  out(text: string): void;
  /** Progress and prose. */
  err(text: string): void;
  /** Colours of what goes to `out` and to `err`. */
  readonly paint: { readonly out: Paint; readonly err: Paint };
  /** Whether `err` is a terminal, where a line can be written over. */
  readonly live: boolean;
  readonly columns: number;
}

/** The door to this process. */
export function processDoor(): Door {
  const out = new Outlet(1);
  const err = new Outlet(2);
  return {
    folder: process.cwd(),
    out: (text) => out.write(text),
    err: (text) => err.write(text),
    paint: { out: out.paint, err: err.paint },
    live: err.isTerminal && process.env['TERM'] !== 'dumb',
    columns: err.columns,
  };
}

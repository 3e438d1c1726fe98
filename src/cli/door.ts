import { colored, type Paint, plain } from '../runtime/report/paint.ts';

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

/** The door to this process. A reader that goes away, as in `icsap … | head`, ends the output and not the work. */
export function processDoor(): Door {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    folder: process.cwd(),
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    paint: { out: paintFor(process.stdout), err: paintFor(process.stderr) },
    live: process.stderr.isTTY === true && process.env['TERM'] !== 'dumb',
    columns: process.stderr.columns ?? 80,
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
}

/** See https://no-color.org and https://force-color.org. */
function paintFor(stream: NodeJS.WriteStream): Paint {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return plain;
  if (FORCE_COLOR && FORCE_COLOR !== '0') return colored;
  return stream.isTTY && TERM !== 'dumb' ? colored : plain;
}

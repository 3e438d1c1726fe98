import { fstatSync, statSync, writeSync } from 'node:fs';
import { colored, type Paint, plain } from '../runtime/report/paint.ts';

/**
 * Where a process writes: its output or its errors. Files and pipes are written to directly, since Node's streams for them
 * take longer to load than a small file to check; terminals, and pipes whose reader is slow, get the stream.
 */
export class Outlet {
  readonly #descriptor: 1 | 2;
  #opened: NodeJS.WriteStream | undefined;
  #closed = false;

  constructor(descriptor: 1 | 2) {
    this.#descriptor = descriptor;
    if (isDevice(descriptor)) this.#stream();
  }

  get isTerminal(): boolean {
    return this.#opened?.isTTY === true;
  }

  get columns(): number {
    return this.#opened?.columns ?? 80;
  }

  /** See https://no-color.org and https://force-color.org. */
  get paint(): Paint {
    const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
    if (NO_COLOR) return plain;
    if (FORCE_COLOR && FORCE_COLOR !== '0') return colored;
    return this.isTerminal && TERM !== 'dumb' ? colored : plain;
  }

  /** A reader that goes away, as in `icsap … | head`, ends the output and not the work. */
  write(text: string): void {
    let rest = Buffer.from(text);
    while (!this.#opened && !this.#closed && rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(this.#descriptor, rest));
      } catch (error) {
        if (codeOf(error) === 'EAGAIN') this.#stream();
        else if (codeOf(error) === 'EPIPE') this.#closed = true;
        else throw error;
      }
    }
    if (this.#opened && !this.#closed) this.#opened.write(rest);
  }

  #stream(): void {
    this.#opened = this.#descriptor === 1 ? process.stdout : process.stderr;
    this.#opened.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
    });
  }
}

/** A terminal, perhaps: asking Node for certain loads its sockets. */
function isDevice(descriptor: number): boolean {
  try {
    const { rdev } = statSync('/dev/null', { throwIfNoEntry: false }) ?? {};
    const found = fstatSync(descriptor);
    return found.isCharacterDevice() && found.rdev !== rdev;
  } catch {
    return true;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

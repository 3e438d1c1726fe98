import { mkdirSync, rmSync, statSync } from 'node:fs';

/** Milliseconds between two looks, and after which a lock was left by a program that died. */
const PAUSE = 5;
const STALE = 10_000;

/** Does something that one thread or process at a time may do with a file. The lock is a folder: making one is atomic. */
export function locked<T>(file: string, act: () => T): T {
  const lock = `${file}.lock`;
  while (!taken(lock)) {
    if (age(lock) > STALE) rmSync(lock, { recursive: true, force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
  try {
    return act();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function age(lock: string): number {
  const found = statSync(lock, { throwIfNoEntry: false });
  return found ? Date.now() - found.mtimeMs : 0;
}

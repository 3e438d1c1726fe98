import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, getCompileCacheDir } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** A script that ran, and what it exports. */
export interface KeptScript<T> {
  readonly exports: Partial<T>;
  /** Keeps the compiled code, with that of all functions called so far, for the next process. */
  keep(): void;
}

interface Exporting<T> {
  /** The script may put another object here. */
  exports: Partial<T>;
}

/** How a CommonJS script is called. */
type Wrapped<T> = (
  exports: Partial<T>,
  require: NodeJS.Require,
  module: Exporting<T>,
  filename: string,
  dirname: string,
) => void;

/**
 * Runs a CommonJS script with the code that V8 made of it in an earlier process. Node's own cache holds a module as it is before
 * it runs, without its functions: to compile these took a third of the time of a short command. The code is kept in the folder of
 * Node's cache, which belongs to one version of Node and one user, under the name of the script, which must change with its
 * text. Undefined if there is no such script.
 */
export function runKept<T>(file: string): KeptScript<T> | undefined {
  if (!existsSync(file)) return undefined;
  const folder = getCompileCacheDir?.();
  const kept = folder === undefined ? undefined : join(folder, `${basename(file)}.code`);
  const cachedData = kept === undefined ? undefined : read(kept);
  const script = new Script(wrapped(readFileSync(file, 'latin1')), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module: Exporting<T> = { exports: {} };
  const run: Wrapped<T> = script.runInThisContext();
  run(module.exports, createRequire(file), module, file, dirname(file));
  return {
    exports: module.exports,
    keep: () => {
      if (kept !== undefined && (!cachedData || script.cachedDataRejected)) write(kept, script.createCachedData());
    },
  };
}

const wrapped = (text: string): string =>
  `(function (exports, require, module, __filename, __dirname) { ${text.replace(/^#!.*/, '')}\n});`;

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** In one step, since other processes read it. Where nothing can be written, the next process compiles again. */
function write(file: string, data: Buffer): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, data);
    renameSync(draft, file);
  } catch {
    return;
  }
}

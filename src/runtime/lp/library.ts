import type { Highs } from 'highs';

let library: Promise<Highs> | undefined;

/**
 * HiGHS, compiled to WebAssembly: one instance for each thread, made when it is first needed.
 */
export function highsLibrary(): Promise<Highs> {
  library ??= load();
  return library;
}

/** After a trap (memory that cannot grow) an instance is unusable: the next program gets a new one. */
export function abandonLibrary(): void {
  library = undefined;
}

async function load(): Promise<Highs> {
  // The typings describe the CommonJS build, where the loader is one level deeper than in the module that Node imports.
  const { default: loader }: { readonly default: unknown } = await import('highs');
  if (!isLoader(loader)) throw new TypeError('The package `highs` does not export its loader.');
  return loader();
}

function isLoader(value: unknown): value is () => Promise<Highs> {
  return typeof value === 'function';
}

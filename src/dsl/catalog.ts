import type { Type } from './types.ts';

/** What the language knows of a function or distribution that a plugin adds. */
export interface Signature {
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
  readonly result: Type;
  /** True for distributions. */
  readonly distribution: boolean;
  readonly doc: string;
}

/** What the language asks about plugins; the door hands it in, so that src/dsl knows no host. */
export interface Catalog {
  readonly functions: ReadonlyMap<string, Signature>;
  readonly distributions: ReadonlyMap<string, Signature>;
  plugin(id: string): CatalogPlugin | undefined;
  /** All ids, for "did you mean". */
  readonly ids: readonly string[];
}

export interface CatalogPlugin {
  readonly kind: 'solver' | 'seat' | 'library' | 'importer' | 'exporter' | 'renderer';
  /** The problem class that a solver takes. */
  readonly solves: string | undefined;
}

/** The catalog of nothing: every plugin id is unknown. */
export const emptyCatalog: Catalog = {
  functions: new Map(),
  distributions: new Map(),
  plugin: () => undefined,
  ids: [],
};

/** How check() reads other files. Refusals say why, in words. */
export type ReadFile = (
  path: string,
  from: string,
) => { readonly text: string; readonly file: string } | { readonly refused: string };

import type { Catalog, CatalogPlugin } from './contract/index.ts';

/**
 * What the language asks about the plugins that come with icsap, as plain data: `icsap check` of a file needs no manifest, so
 * that it starts without schemas, container and solvers. A test compares this list with the manifests.
 */
const plugins: ReadonlyMap<string, CatalogPlugin> = new Map([
  ['cfr.discounted', { kind: 'solver', solves: 'zero-sum' }],
  ['cfr.plus', { kind: 'solver', solves: 'zero-sum' }],
  ['cfr.predictive', { kind: 'solver', solves: 'zero-sum' }],
  ['cfr.vanilla', { kind: 'solver', solves: 'zero-sum' }],
  ['commitment.lp', { kind: 'solver', solves: 'commitment' }],
  ['zerosum.lp', { kind: 'solver', solves: 'zero-sum' }],
  ['mmd', { kind: 'solver', solves: 'zero-sum' }],
]);

export const catalog: Catalog = {
  functions: new Map(),
  distributions: new Map(),
  plugin: (id) => plugins.get(id),
  ids: [...plugins.keys()],
};

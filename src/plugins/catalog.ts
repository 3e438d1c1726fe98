import type { Catalog, CatalogPlugin } from './contract/index.ts';

/**
 * What the language asks about the plugins that come with icsap, as plain data: `icsap check` of a file needs no manifest, so
 * that it starts without schemas, container and solvers. A test compares this list with the manifests.
 */
const plugins: ReadonlyMap<string, CatalogPlugin> = new Map([
  ['bayes', { kind: 'seat', solves: undefined }],
  ['cfr.discounted', { kind: 'solver', solves: 'zero-sum' }],
  ['cfr.external', { kind: 'solver', solves: 'zero-sum' }],
  ['cfr.outcome', { kind: 'solver', solves: 'zero-sum' }],
  ['cfr.plus', { kind: 'solver', solves: 'zero-sum' }],
  ['cfr.predictive', { kind: 'solver', solves: 'zero-sum' }],
  ['cfr.vanilla', { kind: 'solver', solves: 'zero-sum' }],
  ['commitment.lp', { kind: 'solver', solves: 'commitment' }],
  ['gambit.reader', { kind: 'importer', solves: undefined }],
  ['gambit.writer', { kind: 'exporter', solves: undefined }],
  ['litefg.writer', { kind: 'exporter', solves: undefined }],
  ['llm.choice', { kind: 'seat', solves: undefined }],
  ['llm.text', { kind: 'seat', solves: undefined }],
  ['nash.lemke', { kind: 'solver', solves: 'general-sum' }],
  ['nash.logit', { kind: 'solver', solves: 'general-sum' }],
  ['correlated.lp', { kind: 'solver', solves: 'general-sum' }],
  ['replicator', { kind: 'solver', solves: 'general-sum' }],
  ['stackelberg.lp', { kind: 'solver', solves: 'commitment' }],
  ['nash.support', { kind: 'solver', solves: 'general-sum' }],
  ['script', { kind: 'seat', solves: undefined }],
  ['strategy', { kind: 'seat', solves: undefined }],
  ['zerosum.lp', { kind: 'solver', solves: 'zero-sum' }],
  ['mmd', { kind: 'solver', solves: 'zero-sum' }],
  ['mpo', { kind: 'solver', solves: 'preference' }],
  ['contract.linear', { kind: 'solver', solves: 'commitment' }],
  ['contract.minpay', { kind: 'solver', solves: 'commitment' }],
  ['mechanism.vcg', { kind: 'solver', solves: 'commitment' }],
  ['mechanism.virtual', { kind: 'solver', solves: 'commitment' }],
  ['persuasion.closure', { kind: 'solver', solves: 'commitment' }],
  ['persuasion.empirical', { kind: 'solver', solves: 'commitment' }],
  ['persuasion.private', { kind: 'solver', solves: 'commitment' }],
  ['persuasion.public', { kind: 'solver', solves: 'commitment' }],
]);

export const catalog: Catalog = {
  functions: new Map(),
  distributions: new Map(),
  plugin: (id) => plugins.get(id),
  ids: [...plugins.keys()],
};

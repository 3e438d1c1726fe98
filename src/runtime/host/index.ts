export { catalogOf, isSolver, joinCatalogs, kindOf } from './catalog.ts';
export { configName, findConfig, loadConfig, loadPlugin } from './config.ts';
export { type AddedPlugin, createHost, type Host, type HostParts } from './host.ts';
export { manifestSchema } from './manifest.ts';
export { heuristicSentence } from './needs.ts';
export type { CheckedOptions, GivenOptions } from './options.ts';
export { SeatHandle } from './seat-handle.ts';
export { services, servicesWith } from './services.ts';
export { SolverHandle } from './solver-handle.ts';

import type { OpenHost } from './check-host.ts';

/** Loads the container only when plugins are asked for. */
export const openHost: OpenHost = async (config) => (await import('./host.ts')).openHost(config);

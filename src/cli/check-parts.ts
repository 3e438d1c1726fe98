import type { CheckParts } from './check.ts';

/** Loads the container, and the readers of other programs' files, only when they are asked for. */
export const checkParts: CheckParts = {
  openHost: async (config) => (await import('./host.ts')).openHost(config),
  gameCheck: async () => (await import('./check-game.ts')).checkGame,
};

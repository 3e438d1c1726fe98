import { type GameDiagnostic, gameEntries } from './game.ts';
import { type PlayEventDiagnostic, playEventEntries } from './play-events.ts';
import { type PlayValueDiagnostic, playValueEntries } from './play-values.ts';
import type { Entries } from './rendered.ts';

/** What is found while a play is evaluated and its tree enumerated: each comes with the path that leads there. */
export type PlayDiagnostic = PlayValueDiagnostic | PlayEventDiagnostic | GameDiagnostic;

export const playEntries: Entries<PlayDiagnostic> = { ...playValueEntries, ...playEventEntries, ...gameEntries };

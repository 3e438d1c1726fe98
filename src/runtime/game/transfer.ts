import type { Game, InformationSets } from './game.ts';

type Columns = Omit<InformationSets, 'describe' | 'actions' | 'ofSituation'>;

/**
 * What a thread gets of a game: names and numbers, no functions. Its arrays are memory that is shared, so that
 * `postMessage` copies nothing but the names.
 */
export interface GameArrays
  extends Omit<Game, 'play' | 'informationSets' | 'commitments' | 'cells' | 'exact' | 'labels'> {
  readonly informationSets: Columns;
}

/** A game without its play, to be sent to another thread. Exact numbers and commitments stay behind. */
export function toArrays(game: Game): GameArrays {
  const { play: _play, commitments: _commitments, cells: _cells, exact: _exact, labels: _labels, ...rest } = game;
  const { informationSets, ...columns } = rest;
  const { describe: _describe, actions: _actions, ofSituation: _ofSituation, ...sets } = informationSets;
  return { ...columns, informationSets: sets };
}

import type { Game } from '../../game/game.ts';
import { at } from '../number.ts';
import { firstOption } from '../own-tree.ts';
import { showAction } from '../words.ts';

/** Every end of the game. */
export function everyEnd(game: Game): Int32Array {
  const ends = new Int32Array(game.ends);
  for (let end = 0; end < game.ends; end++) ends[end] = end;
  return ends;
}

/** The ends, parted by what the other players have reported before them: label and value of each report. */
export function endsByReports(game: Game, player: number): readonly (readonly number[])[] {
  const reports = reportsBefore(game, player);
  const parts = new Map<number, number[]>();
  for (let end = 0; end < game.ends; end++) {
    const id = at(reports, at(game.endNode, end));
    const part = parts.get(id);
    if (part) part.push(end);
    else parts.set(id, [end]);
  }
  return [...parts.values()];
}

/** For each history an id that is equal where the others have made the same reports. */
function reportsBefore(game: Game, player: number): Int32Array {
  const { truthful } = game.informationSets;
  const ids = new Int32Array(game.nodes);
  const known = new Map<string, number>();
  for (let node = 0; node < game.nodes; node++) {
    const first = at(game.firstChild, node);
    const set = at(game.index, node);
    const actor = at(game.actor, node);
    const isReport = actor >= 0 && actor !== player && at(truthful, set) >= 0;
    const label = isReport ? game.informationSets.describe(set).label : '';
    for (let child = first; child < at(game.firstChild, node + 1); child++) {
      if (!isReport) {
        ids[child] = at(ids, node);
        continue;
      }
      const key = `${at(ids, node)} ${label} ${showAction(game, set, child - first + firstOption(game, node))}`;
      const id = known.get(key) ?? known.size + 1;
      known.set(key, id);
      ids[child] = id;
    }
  }
  return ids;
}

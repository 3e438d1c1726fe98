import { CHANCE, END, type Game } from '../game/game.ts';
import { at } from './number.ts';
import { actionCount, firstOption, type OwnTree, rootSets } from './own-tree.ts';

/**
 * For each root set of a player (those at which it moves first) the *type* it belongs to: what the player knows of
 * nature by then, whatever committed rules have told it since. Two root sets are of one type if some draws of nature can
 * lead to both, depending on the rules' draws alone. Result: information set to type; types are numbered from 0.
 */
export function typesOf(game: Game, tree: OwnTree): ReadonlyMap<number, number> {
  const roots = rootSets(game, tree);
  const leader = new Map<number, number>(roots.map((set) => [set, set]));
  const find = (set: number): number => {
    let top = set;
    for (let up = leader.get(top); up !== undefined && up !== top; up = leader.get(top)) top = up;
    leader.set(set, top);
    return top;
  };
  const firstWith = new Map<number, number>();
  const draws = drawsWithoutRules(game);
  for (let node = 0; node < game.nodes; node++) {
    const set = at(game.index, node);
    if (at(game.actor, node) !== tree.player || !leader.has(set)) continue;
    const other = firstWith.get(at(draws, node));
    if (other === undefined) firstWith.set(at(draws, node), set);
    else leader.set(find(set), find(other));
  }
  const numbers = new Map<number, number>();
  return new Map(
    roots.map((set) => {
      const top = find(set);
      const number = numbers.get(top) ?? numbers.size;
      numbers.set(top, number);
      return [set, number];
    }),
  );
}

/** For each history an id that is equal where all moves but those of committed rules are the same. */
function drawsWithoutRules(game: Game): Float64Array {
  const { actor, firstChild, index } = game;
  const leaders = new Set(game.commitments?.leaders ?? []);
  const ids = new Float64Array(game.nodes);
  const known = new Map<number, number>();
  let widest = 1;
  for (let node = 0; node < game.nodes; node++) {
    const isDecision = (actor[node] ?? END) >= 0;
    const children = (firstChild[node + 1] ?? 0) - (firstChild[node] ?? 0);
    widest = Math.max(widest, isDecision ? actionCount(game, at(index, node)) : children);
  }
  for (let node = 0; node < game.nodes; node++) {
    const player = actor[node] ?? END;
    if (player === END) continue;
    const first = firstChild[node] ?? 0;
    const last = firstChild[node + 1] ?? 0;
    const before = ids[node] ?? 0;
    if (player !== CHANCE && leaders.has(player)) {
      ids.fill(before, first, last);
      continue;
    }
    const shift = player === CHANCE ? 0 : firstOption(game, node);
    for (let child = first; child < last; child++) {
      const key = before * widest + (child - first + shift);
      const id = known.get(key) ?? known.size + 1;
      known.set(key, id);
      ids[child] = id;
    }
  }
  return ids;
}

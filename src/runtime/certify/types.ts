import { CHANCE, END, type Game } from '../game/game.ts';
import { firstOption, type OwnTree, rootSets } from './own-tree.ts';

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
  // There are no more different draws than histories.
  const firstWith = new Int32Array(game.nodes).fill(-1);
  eachFirstMove(game, tree.player, leader, (set, draws) => {
    const other = firstWith[draws] ?? -1;
    if (other < 0) firstWith[draws] = set;
    else if (other !== set) leader.set(find(set), find(other));
  });
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

/**
 * For each history at which a player moves first, its set and an id, counted from 0, that is equal where all moves before
 * it but those of committed rules are the same. What comes after the player's first move is not looked at.
 */
function eachFirstMove(
  game: Game,
  player: number,
  roots: ReadonlyMap<number, unknown>,
  found: (set: number, draws: number) => void,
): void {
  const { actor, firstChild, index } = game;
  // After the player's last history there is nothing to be found.
  const nodes = actor.lastIndexOf(player) + 1;
  const leaders = new Set(game.commitments?.leaders ?? []);
  const ids = new Int32Array(nodes);
  const known = new Map<number, number>();
  const widest = mostMoves(game, nodes);
  for (let node = 0; node < nodes; node++) {
    const mover = actor[node] ?? END;
    const before = ids[node] ?? PAST;
    const first = firstChild[node] ?? 0;
    const last = Math.min(firstChild[node + 1] ?? 0, nodes);
    const isFirstMove = mover === player && before !== PAST && roots.has(index[node] ?? -1);
    if (isFirstMove) found(index[node] ?? -1, before);
    if (isFirstMove || before === PAST || leaders.has(mover)) {
      const id = isFirstMove ? PAST : before;
      for (let child = first; child < last; child++) ids[child] = id;
      continue;
    }
    if (mover === END) continue;
    const shift = mover === CHANCE ? 0 : firstOption(game, node);
    for (let child = first; child < last; child++) {
      const key = before * widest + (child - first + shift);
      const id = known.get(key) ?? known.size + 1;
      known.set(key, id);
      ids[child] = id;
    }
  }
}

/** Below a first move. */
const PAST = -1;

/** The largest number of moves at one of the first histories, or at an information set. */
function mostMoves({ firstChild, informationSets: { count, firstAction } }: Game, nodes: number): number {
  let most = 1;
  for (let node = 0; node < nodes; node++) most = Math.max(most, (firstChild[node + 1] ?? 0) - (firstChild[node] ?? 0));
  for (let set = 0; set < count; set++) most = Math.max(most, (firstAction[set + 1] ?? 0) - (firstAction[set] ?? 0));
  return most;
}

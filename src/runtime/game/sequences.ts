import { sequenceAtNodes } from './action.ts';
import { float64, int32 } from './allocate.ts';
import { CHANCE, type Game } from './game.ts';

/** For each player its last sequence before each end, and the product of the chances on the way there. */
export interface EndSequences {
  /** By player, then end. */
  readonly last: readonly Int32Array[];
  readonly chance: Float64Array;
}

/** Linear in the tree, once for each player. */
export function endSequences(game: Game): EndSequences {
  const { endNode, nodes, parent, actor, chance } = game;
  const reach = new Float64Array(nodes).fill(1);
  for (let node = 1; node < nodes; node++) {
    const above = parent[node] ?? 0;
    reach[node] = (reach[above] ?? 1) * (actor[above] === CHANCE ? (chance[node] ?? 0) : 1);
  }
  const last = game.players.map((_, player) => {
    const sequence = sequenceAtNodes(game, player);
    const atEnds = int32(game.ends);
    for (let end = 0; end < game.ends; end++) atEnds[end] = sequence[endNode[end] ?? 0] ?? 0;
    return atEnds;
  });
  const atEnds = float64(game.ends);
  for (let end = 0; end < game.ends; end++) atEnds[end] = reach[endNode[end] ?? 0] ?? 0;
  return { last, chance: atEnds };
}

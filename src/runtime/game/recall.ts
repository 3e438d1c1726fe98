import { sequenceAtNodes } from './action.ts';
import type { Game } from './game.ts';

export type Recall =
  | { readonly holds: true }
  | {
      readonly holds: false;
      readonly player: number;
      readonly set: number;
      /** Two histories of the set before which the player acted differently. */
      readonly nodes: readonly [number, number];
    };

const known = new WeakMap<Game, Recall>();

/**
 * Whether every player remembers all that it knew and did (Kuhn 1953): at all histories of a set its last own action is
 * the same, so that, by induction, its whole own past is. Games of scenarios have it by construction; imported ones may
 * not. Linear in the tree, once for each player; looked at once for each game.
 */
export function perfectRecall(game: Game): Recall {
  const recall = known.get(game) ?? checked(game);
  known.set(game, recall);
  return recall;
}

function checked(game: Game): Recall {
  const { actor, index, nodes, informationSets } = game;
  const firstNode = new Int32Array(informationSets.count).fill(-1);
  for (let player = 0; player < game.players.length; player++) {
    const sequence = sequenceAtNodes(game, player);
    for (let node = 0; node < nodes; node++) {
      if (actor[node] !== player) continue;
      const set = index[node] ?? 0;
      const first = firstNode[set] ?? -1;
      if (first < 0) firstNode[set] = node;
      else if (sequence[first] !== sequence[node]) return { holds: false, player, set, nodes: [first, node] };
    }
  }
  return { holds: true };
}

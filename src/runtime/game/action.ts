import type { Game } from './game.ts';

/** Number of actions of an information set. */
export function actionCount({ informationSets }: Game, set: number): number {
  const { firstAction } = informationSets;
  return (firstAction[set + 1] ?? 0) - (firstAction[set] ?? 0);
}

/**
 * Which action leads to a decision's first child; the others follow. It is 0, except at a report below a lie of another
 * player: there only the truthful branch is enumerated, and the only child is that of the truthful action.
 */
export function firstOption(game: Game, node: number): number {
  const set = game.index[node] ?? 0;
  const children = (game.firstChild[node + 1] ?? 0) - (game.firstChild[node] ?? 0);
  return children < actionCount(game, set) ? Math.max(0, game.informationSets.truthful[set] ?? 0) : 0;
}

/** A player's sequence at every history: 0 before its first action. Linear. */
export function sequenceAtNodes(game: Game, player: number): Int32Array {
  const { firstChild, actor, index, nodes, informationSets } = game;
  const sequence = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const first = firstChild[node] ?? 0;
    const last = firstChild[node + 1] ?? 0;
    const isOwn = actor[node] === player;
    const from = isOwn
      ? (informationSets.firstSequence[index[node] ?? 0] ?? 0) + firstOption(game, node)
      : (sequence[node] ?? 0);
    for (let child = first; child < last; child++) sequence[child] = isOwn ? from + child - first : from;
  }
  return sequence;
}

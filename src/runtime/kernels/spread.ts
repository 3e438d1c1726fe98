import { CHANCE, END, type Game } from '../game/game.ts';

/**
 * Half of what lies between the best and the worst expected payoff of a player, were everybody to work towards it knowing
 * everything: a bound, up to a constant, on its expected payoff under any pure plans. One pass over the tree, backward.
 */
export function halfSpread(game: Game, player: number): number {
  return (extreme(game, player, 1) + extreme(game, player, -1)) / 2;
}

/** The largest expected payoff times `sign`. */
function extreme(
  { nodes, actor, index, firstChild, chance, payees, payeeOf, payoff }: Game,
  player: number,
  sign: number,
) {
  const best = new Float64Array(nodes);
  const payee = payeeOf[player] ?? 0;
  for (let node = nodes - 1; node >= 0; node--) {
    const who = actor[node] ?? END;
    if (who === END) {
      best[node] = sign * (payoff[(index[node] ?? 0) * payees.length + payee] ?? 0);
      continue;
    }
    const to = firstChild[node + 1] ?? 0;
    let worth = who === CHANCE ? 0 : Number.NEGATIVE_INFINITY;
    for (let child = firstChild[node] ?? 0; child < to; child++) {
      const each = best[child] ?? 0;
      worth = who === CHANCE ? worth + (chance[child] ?? 0) * each : Math.max(worth, each);
    }
    best[node] = worth;
  }
  return best[0] ?? 0;
}

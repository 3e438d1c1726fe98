import type { SeatWorld } from '../contract/index.ts';

/** What everybody does, by action position. */
export type Behaviour = Float64Array;

/** Ways to fill in what nothing says: evenly, or with weights that fit nothing in particular. */
export type Filling = 'even' | 'odd';

/**
 * What the others do: what is fixed, honest reports, and at open choices a filling for each player. A result that does not change
 * with the filling does not depend on the open choices.
 */
export function behaviourOf({ game, fixed, chances }: SeatWorld, filling: (player: number) => Filling): Behaviour {
  const { count, firstAction, player, truthful } = game.informationSets;
  const filled = chances.slice();
  for (let set = 0; set < count; set++) {
    if (fixed[set] === 1) continue;
    const first = firstAction[set] ?? 0;
    const actions = (firstAction[set + 1] ?? 0) - first;
    const truth = truthful[set] ?? -1;
    const kind = filling(player[set] ?? -1);
    const weights = Array.from({ length: actions }, (_, action) => {
      if (truth >= 0) return action === truth ? 1 : 0;
      return kind === 'even' ? 1 : oddWeight(first + action);
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (const [action, weight] of weights.entries()) filled[first + action] = weight / sum;
  }
  return filled;
}

/** Fixed choices made evenly too: what a player expects where what it sees cannot happen. */
export function trembling({ game }: SeatWorld, behaviour: Behaviour): Behaviour {
  const { count, firstAction, truthful } = game.informationSets;
  const even = behaviour.slice();
  for (let set = 0; set < count; set++) {
    const [first, next] = [firstAction[set] ?? 0, firstAction[set + 1] ?? 0];
    if ((truthful[set] ?? -1) < 0) even.fill(1 / (next - first), first, next);
  }
  return even;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Between 1/2 and 3/2, and unlike its neighbours'. */
function oddWeight(position: number): number {
  return 0.5 + (((position + 1) * GOLDEN) % 1);
}

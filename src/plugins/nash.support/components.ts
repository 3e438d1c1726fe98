import type { Vertex } from './vertices.ts';

/** An equilibrium of two vertices. */
export interface Pair {
  readonly first: Vertex;
  readonly second: Vertex;
}

/**
 * What can be mixed: one sentence for each set of equilibria that differ in one player's strategy only. Any mixture of
 * those is an equilibrium too, so a game with such a set has infinitely many.
 */
export function componentsOf(pairs: readonly Pair[]): readonly string[] {
  return [...mixtures(pairs, 'first', 'second'), ...mixtures(pairs, 'second', 'first')];
}

function mixtures(pairs: readonly Pair[], same: keyof Pair, other: keyof Pair): readonly string[] {
  const groups = new Map<Vertex, number[]>();
  pairs.forEach((pair, n) => {
    groups.set(pair[same], [...(groups.get(pair[same]) ?? []), n + 1]);
  });
  const who = other === 'first' ? 'the first player' : 'the second player';
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => `Any mixture of what ${who} does in equilibria ${listed(group)} is one too.`);
}

function listed(numbers: readonly number[]): string {
  return `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

import type { Game } from '../game/game.ts';
import { show } from '../play/show.ts';

/** The moves of the play that leads to an end: `first = bet, reply = call`. */
export function playInWords({ parent, firstChild, actor, index, endNode, informationSets }: Game, end: number): string {
  const moves: string[] = [];
  for (let node = endNode[end] ?? 0; node > 0; node = parent[node] ?? 0) {
    const from = parent[node] ?? 0;
    if ((actor[from] ?? -1) < 0) continue;
    const set = index[from] ?? 0;
    const value = informationSets.actions(set)[node - (firstChild[from] ?? 0)];
    moves.push(`${informationSets.describe(set).label} = ${value === undefined ? '?' : show(value)}`);
  }
  return moves.length > 0 ? moves.reverse().join(', ') : 'one play';
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

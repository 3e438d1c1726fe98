import type { Game, SequenceForm } from '../contract/index.ts';

/**
 * How likely each information set is, its player's own choice and that of the other left out: the chance of its context. By information
 * set. One pass over the tree.
 */
export function contextChances({ game }: SequenceForm): Float64Array {
  const { nodes, firstChild, actor, index, chance, informationSets } = game;
  const chances = new Float64Array(informationSets.count);
  const reached = new Float64Array(nodes);
  reached[0] = 1;
  for (let node = 0; node < nodes; node++) {
    const [first, last] = [firstChild[node] ?? 0, firstChild[node + 1] ?? 0];
    const here = reached[node] ?? 0;
    const isChance = (actor[node] ?? -1) < 0;
    // Of two who choose without seeing each other one moves first in the tree: its answers share the chance.
    for (let child = first; child < last; child++)
      reached[child] = here * (isChance ? (chance[child] ?? 0) : 1 / (last - first));
    const set = index[node] ?? -1;
    if (!isChance) chances[set] = (chances[set] ?? 0) + here;
  }
  return chances;
}

/** Names of the answers of each information set, as options call them. */
export function answerNames({ informationSets }: Game, set: number): readonly string[] {
  return informationSets.actions(set).map((answer) => String(answer));
}

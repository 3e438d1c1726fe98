import type { Profile } from '../contract/index.ts';
import { at, firstOption, isChance, type Tree } from './tree.ts';

/** What a player expects when everybody keeps to a profile, money aside. Linear in the nodes. */
export function expectedUtility({ game, innerNodes }: Tree, { chances }: Profile, player: number): number {
  const { firstChild, index, chance, payees, payoff, informationSets } = game;
  const payee = at(game.payeeOf, player);
  const reach = new Float64Array(innerNodes);
  reach[0] = 1;
  let sum = 0;
  for (let from = 0; from < innerNodes; from++) {
    const before = at(reach, from);
    const first = at(firstChild, from);
    const next = at(firstChild, from + 1);
    if (before === 0) continue;
    if (first === next) sum += before * at(payoff, at(index, from) * payees.length + payee);
    const isDrawn = isChance(game, from);
    const action = isDrawn ? 0 : at(informationSets.firstAction, at(index, from)) + firstOption(game, from);
    for (let node = first; node < next; node++) {
      const after = before * (isDrawn ? at(chance, node) : at(chances, action + node - first));
      if (node < innerNodes) reach[node] = after;
      else sum += after * at(payoff, at(index, node) * payees.length + payee);
    }
  }
  return sum;
}

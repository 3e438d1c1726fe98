import type { Profile } from '../../plugins/contract/solution.ts';
import { at } from '../certify/number.ts';
import { firstOption } from '../certify/own-tree.ts';
import { payoffs } from '../certify/walk.ts';
import { CHANCE, END, type Game } from '../game/game.ts';

/** Digits of a chance that are compared. */
const ROUNDING = 13;

/**
 * Whether what some players choose never matters to what another should do: below each of their choices, all subtrees look
 * the same to it (its utilities, its own situations, and the chances of all else under the profile). Decided by giving
 * subtrees that look the same the same number, from the ends up; linear in the tree.
 */
export function isIndifferentTo(game: Game, profile: Profile, one: number, choosers: ReadonlySet<number>): boolean {
  const payoff = payoffs(game, profile.money);
  const payee = at(game.payeeOf, one);
  const numbers = new Map<string, number>();
  const looks = new Int32Array(game.nodes);
  const numberOf = (key: string): number => {
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  };
  for (let node = game.nodes - 1; node >= 0; node--) {
    const player = at(game.actor, node);
    const below = looks.subarray(at(game.firstChild, node), at(game.firstChild, node + 1));
    if (player === END) looks[node] = numberOf(`end ${at(payoff, at(game.index, node) * game.payees.length + payee)}`);
    else if (player === one) looks[node] = numberOf(`own ${at(game.index, node)} ${below.join(' ')}`);
    else if (choosers.has(player) && at(game.informationSets.truthful, at(game.index, node)) < 0) {
      if (below.some((look) => look !== below[0])) return false;
      looks[node] = at(below, 0);
    } else looks[node] = drawn(chancesAt(game, profile, node), below, numberOf);
  }
  return true;
}

/**
 * A draw by what it leads to: values that lead to what looks the same are one, and where all do, there is nothing to see of the draw. So what another
 * player sets off, and this one never feels, is no difference.
 */
function drawn(chances: Float64Array, below: Int32Array, numberOf: (key: string) => number): number {
  const first = at(below, 0);
  if (below.every((look) => look === first)) return first;
  const sums = new Map<number, number>();
  for (const [child, look] of below.entries()) sums.set(look, (sums.get(look) ?? 0) + at(chances, child));
  const parts = [...sums]
    .toSorted(([one], [other]) => one - other)
    .map(([look, chance]) => `${look}:${rounded(chance)}`);
  return numberOf(`drawn ${parts.join(' ')}`);
}

/** Sums of the same chances in another order are the same chance. */
function rounded(chance: number): string {
  return chance.toPrecision(ROUNDING);
}

/** Chances of a node's children: nature's, or those of the profile. */
function chancesAt(game: Game, profile: Profile, node: number): Float64Array {
  const first = at(game.firstChild, node);
  const next = at(game.firstChild, node + 1);
  if (at(game.actor, node) === CHANCE) return game.chance.subarray(first, next);
  const action = at(game.informationSets.firstAction, at(game.index, node)) + firstOption(game, node);
  return profile.chances.subarray(action, action + next - first);
}

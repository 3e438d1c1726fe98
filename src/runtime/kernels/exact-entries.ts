import { add, type Exact, isZero, mul } from '../../dsl/number.ts';
import type { ExactEntries } from '../../plugins/contract/kernels.ts';
import { CHANCE, type Game } from '../game/game.ts';
import { endSequences } from '../game/sequences.ts';
import type { Float } from '../play/value.ts';

interface Sum {
  readonly last: readonly number[];
  /** By payee. */
  readonly payoff: Exact[];
}

/** The payoffs of a game on combinations of last sequences, added up without rounding. O(ends x players). */
export function exactEntries(game: Game): ExactEntries | undefined {
  const chance = exactReach(game);
  const payoff = chance && exactPayoffs(game);
  if (!chance || !payoff) return undefined;
  const { last } = endSequences(game);
  const width = game.payees.length;
  const sums = new Map<string, Sum>();
  for (let end = 0; end < game.ends; end++) {
    const sequences = last.map((own) => own[end] ?? 0);
    const key = sequences.join();
    const sum = sums.get(key) ?? { last: sequences, payoff: game.payees.map(() => 0) };
    sums.set(key, sum);
    const weight = chance[game.endNode[end] ?? 0] ?? 0;
    for (let payee = 0; payee < width; payee++) {
      sum.payoff[payee] = add(sum.payoff[payee] ?? 0, mul(weight, payoff[end * width + payee] ?? 0));
    }
  }
  const kept = [...sums.values()].filter((sum) => !sum.payoff.every(isZero)).sort((a, b) => compare(a.last, b.last));
  return {
    count: kept.length,
    last: game.players.map((_, player) => Int32Array.from(kept, (sum) => sum.last[player] ?? 0)),
    payoff: game.players.map((_, player) => kept.map((sum) => sum.payoff[game.payeeOf[player] ?? 0] ?? 0)),
  };
}

/** The product of nature's chances on the way to each node. */
function exactReach({ exact, nodes, parent, actor }: Game): readonly Exact[] | undefined {
  if (!exact) return undefined;
  const reach: Exact[] = [1];
  for (let node = 1; node < nodes; node++) {
    const above = parent[node] ?? 0;
    const chance = actor[above] === CHANCE ? exact.chance.at(node) : 1;
    if (!isExact(chance)) return undefined;
    reach.push(mul(reach[above] ?? 0, chance));
  }
  return reach;
}

function exactPayoffs({ exact, ends, payees }: Game): readonly Exact[] | undefined {
  const payoff: Exact[] = [];
  for (let place = 0; place < ends * payees.length; place++) {
    const value = exact?.payoff.at(place);
    if (!isExact(value)) return undefined;
    payoff.push(value);
  }
  return payoff;
}

function isExact(value: Exact | Float | undefined): value is Exact {
  return typeof value === 'number' || (value !== undefined && 'den' in value);
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((sequence, player) => sequence !== other[player]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

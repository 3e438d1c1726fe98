import type { Profile } from '../../../plugins/contract/solution.ts';
import type { Game } from '../../game/game.ts';
import type { Witness } from '../certificate.ts';
import { at, entry, NEGLIGIBLE } from '../number.ts';
import { moneyAt } from '../rules-met.ts';
import { coefficient, reach } from '../walk.ts';
import { showAmount, showPath } from '../words.ts';

/**
 * The play of positive chance in which committed money balances worst: what one of the leader and the followers pays,
 * others of them get. Money that leaves them (a tax that nobody gets) and money that comes in (a subsidy that nobody pays)
 * both count. Undefined where every play balances. Linear in the tree.
 */
export function worstImbalance(game: Game, profile: Profile): Witness | undefined {
  const chances = reach(game, profile);
  const sums = balances(game, profile);
  let worst = { end: -1, sum: 0 };
  for (let end = 0; end < game.ends; end++)
    if (at(chances, at(game.endNode, end)) > NEGLIGIBLE && Math.abs(at(sums, end)) > Math.abs(worst.sum))
      worst = { end, sum: at(sums, end) };
  if (worst.end < 0) return undefined;
  return imbalance(game, worst.sum, showPath(game, at(game.endNode, worst.end)), '', moneyAt(game, worst.end, -1));
}

/** The same on average over all plays. */
export function expectedImbalance(game: Game, profile: Profile): Witness | undefined {
  const chances = reach(game, profile);
  const sums = balances(game, profile);
  let sum = 0;
  for (let end = 0; end < game.ends; end++) sum += at(chances, at(game.endNode, end)) * at(sums, end);
  return sum === 0 ? undefined : imbalance(game, sum, 'nothing', ' on average', allMoney(game));
}

function imbalance(game: Game, sum: number, knows: string, when: string, rules: Iterable<string>): Witness {
  const amount = showAmount(Math.abs(sum));
  const deviation =
    sum < 0 ? `${amount}${when} is paid that nobody gets` : `${amount}${when} is received that nobody pays`;
  const player = entry(game.players, game.commitments?.leaders[0] ?? 0);
  return { player, knows, deviation, gain: Math.abs(sum), rules: [...new Set(rules)], isFault: true };
}

/** What the leader and the followers get of committed money at each end, all together. */
function balances(game: Game, profile: Profile): Float64Array {
  const sums = new Float64Array(game.ends);
  const { commitments } = game;
  if (!commitments) return sums;
  const insiders = insidersOf(game);
  for (let end = 0; end < game.ends; end++)
    for (let term = at(commitments.termStart, end); term < at(commitments.termStart, end + 1); term++)
      if (insiders.has(at(commitments.termPayee, term)))
        sums[end] = at(sums, end) + coefficient(game, term) * at(profile.money, at(commitments.termCell, term));
  return sums;
}

/** Payees that commit, act, or may leave. A player that only watches is outside: what it gets has left the others. */
function insidersOf({ commitments, informationSets, payeeOf }: Game): ReadonlySet<number> {
  const players = [
    ...(commitments?.leaders ?? []),
    ...informationSets.player,
    ...(commitments?.leaves ?? []).map(({ player }) => player),
  ];
  return new Set(players.map((player) => at(payeeOf, player)));
}

function* allMoney(game: Game): Generator<string> {
  for (let end = 0; end < game.ends; end++) yield* moneyAt(game, end, -1);
}

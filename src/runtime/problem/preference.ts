import type { Game } from '../game/game.ts';
import { show } from '../play/show.ts';

const ROUNDING = 1e-9;

/** What two players know and choose in one play. */
interface Encounter {
  readonly sets: readonly [number, number];
  readonly actions: readonly [number, number];
  /** Chance of the play, the players' choices left out, and its utilities weighted with it. */
  readonly first: number;
  readonly second: number;
}

/**
 * Why a two-player game of constant sum is no preference game; undefined if it is one: the sum is 1, each player
 * chooses once, both from the same answers knowing the same, and exchanging the answers exchanges the utilities (Munos
 * et al. 2024).
 */
export function preferenceObstacle(game: Game, constant: number): string | undefined {
  if (Math.abs(constant - 1) > ROUNDING) return `the utilities add up to ${Number(constant.toPrecision(10))}, not 1`;
  const players = [...new Set(game.informationSets.player)].sort((a, b) => a - b);
  const [one, other] = players;
  if (players.length !== 2 || one === undefined || other === undefined) return 'not both choose';
  const encounters = encountersOf(game, one, other);
  if (!encounters) return 'not everybody chooses exactly once';
  return contextObstacle(game, encounters) ?? symmetryObstacle(encounters, game.payeeOf[one] === 0);
}

function encountersOf(game: Game, one: number, other: number): readonly Encounter[] | undefined {
  const { parent, firstChild, actor, index, chance, endNode, payoff } = game;
  const found: Encounter[] = [];
  for (let end = 0; end < game.ends; end++) {
    let weight = 1;
    const moves = new Map<number, readonly [set: number, action: number]>();
    let count = 0;
    for (let node = endNode[end] ?? 0; node > 0; node = parent[node] ?? 0) {
      const from = parent[node] ?? 0;
      weight *= chance[node] ?? 1;
      if ((actor[from] ?? -1) < 0) continue;
      count++;
      moves.set(actor[from] ?? 0, [index[from] ?? 0, node - (firstChild[from] ?? 0)]);
    }
    const [a, b] = [moves.get(one), moves.get(other)];
    if (count !== 2 || !a || !b) return undefined;
    const utilities = [payoff[2 * end] ?? 0, payoff[2 * end + 1] ?? 0];
    found.push({
      sets: [a[0], b[0]],
      actions: [a[1], b[1]],
      first: weight * (utilities[0] ?? 0),
      second: weight * (utilities[1] ?? 0),
    });
  }
  return found;
}

/** Both must know the same: each set of one meets one set of the other, with the same answers in the same order. */
function contextObstacle(game: Game, encounters: readonly Encounter[]): string | undefined {
  const partner = new Map<number, number>();
  for (const { sets } of encounters) {
    for (const [mine, theirs] of [sets, [sets[1], sets[0]]] as const) {
      if ((partner.get(mine) ?? theirs) !== theirs) return 'one of them knows more than the other';
      partner.set(mine, theirs);
    }
  }
  for (const [mine, theirs] of partner) {
    const [left, right] = [mine, theirs].map((set) => game.informationSets.actions(set).map(show));
    if (left?.join('\n') !== right?.join('\n')) {
      return `\`${game.informationSets.describe(mine).label}\` and \`${game.informationSets.describe(theirs).label}\` have different answers`;
    }
  }
  return undefined;
}

function symmetryObstacle(encounters: readonly Encounter[], isFirst: boolean): string | undefined {
  const wins = new Map<string, number>();
  const add = (key: string, value: number): void => {
    wins.set(key, (wins.get(key) ?? 0) + value);
  };
  for (const { sets, actions, first, second } of encounters) {
    const context = Math.min(...sets);
    add(`${context} ${actions[0]} ${actions[1]}`, isFirst ? first : second);
    add(`${context} ${actions[1]} ${actions[0]}`, isFirst ? -second : -first);
  }
  const isSymmetric = [...wins.values()].every((value) => Math.abs(value) <= ROUNDING);
  return isSymmetric ? undefined : 'exchanging the two answers does not exchange the utilities';
}

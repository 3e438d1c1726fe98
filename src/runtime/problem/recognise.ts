import type { Game } from '../game/game.ts';
import { perfectRecall } from '../game/recall.ts';
import { recogniseCommitment } from './commitment.ts';
import { preferenceObstacle } from './preference.ts';
import type { GameProblem, Problem, Recognition } from './problem.ts';
import { constantSum, type Sums } from './sums.ts';
import { listed } from './words.ts';

/**
 * The class of a compiled game, with the reasons in words: a commitment problem if somebody commits, else the narrowest
 * of preference, zero-sum, team-zero-sum and general-sum. Linear in the size of the tree.
 */
export function recognise<G extends Game>(game: G): Problem<G> {
  if (game.commitments) return recogniseCommitment(game, game.commitments);
  const recognition = recogniseGame(game);
  const { constant } = constantSum(game);
  const isZeroSum = recognition.class !== 'general-sum';
  return { ...recognition, game, constant: isZeroSum ? constant : 0, simultaneous: isSimultaneous(game) };
}

function recogniseGame(game: Game): Pick<GameProblem, 'class' | 'recognition'> {
  const sums = constantSum(game);
  const sides = sidesOf(game);
  const names = listed(sides.map(({ name }) => `\`${name}\``));
  if (sides.length !== 2)
    return general(sides.length === 1 ? `only ${names} has a utility` : `${sides.length} have utilities: ${names}`, [
      'not zero-sum: that takes two sides',
    ]);
  if (sums.witness)
    return general(`the utilities of ${names} do not add up to a constant`, [`not zero-sum: ${sums.witness}`]);
  const constantly = `the utilities of ${names} always add up to ${shown(sums)}`;
  const teams = sides.filter(({ members }) => members > 1).map(({ name }) => `\`${name}\``);
  if (teams.length > 0) {
    const ruledOut = [
      `not zero-sum between two players: ${listed(teams)} ${teams.length > 1 ? 'are teams' : 'is a team'}`,
    ];
    return named('team-zero-sum', constantly, ruledOut);
  }
  const obstacle = preferenceObstacle(game, sums.constant);
  if (obstacle) return named('zero-sum', constantly, [`not a preference game: ${obstacle}`]);
  return named('preference', `${constantly}, and both choose from the same answers, knowing the same`, []);
}

function general(reason: string, ruledOut: readonly string[]): Pick<GameProblem, 'class' | 'recognition'> {
  return named('general-sum', reason, ruledOut);
}

function named(
  name: GameProblem['class'],
  reason: string,
  ruledOut: readonly string[],
): Pick<GameProblem, 'class' | 'recognition'> {
  const recognition: Recognition = { class: name, kinds: [], reason, ruledOut };
  return { class: name, recognition };
}

function shown({ constant }: Sums): string {
  return String(Number(constant.toPrecision(12)));
}

/** Those that have a utility and act, or are paid; with how many of their players act. */
function sidesOf(game: Game): readonly { readonly name: string; readonly members: number }[] {
  const acting = new Set(game.informationSets.player);
  const paid = game.payees.map(() => false);
  game.payoff.forEach((value, place) => {
    if (value !== 0) paid[place % game.payees.length] = true;
  });
  return game.payees.flatMap((name, payee) => {
    const members = game.players.filter((_, player) => acting.has(player) && game.payeeOf[player] === payee).length;
    return members > 0 || paid[payee] ? [{ name, members }] : [];
  });
}

/** One information set for each player that acts, and each acts once in every play: a matrix. */
export function isSimultaneous(game: Game): boolean {
  const { informationSets, nodes, actor, parent, ends, endNode } = game;
  const players = new Set(informationSets.player);
  if (players.size !== informationSets.count || !perfectRecall(game).holds) return false;
  const moves = new Int32Array(nodes);
  for (let node = 1; node < nodes; node++) {
    const from = parent[node] ?? 0;
    moves[node] = (moves[from] ?? 0) + ((actor[from] ?? -1) >= 0 ? 1 : 0);
  }
  for (let end = 0; end < ends; end++) if (moves[endNode[end] ?? 0] !== players.size) return false;
  return true;
}

import type { Profile } from '../../plugins/contract/solution.ts';
import { CHANCE, END, type Game } from '../game/game.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { LeaderProgram } from './bound/leader-program.ts';
import type { Certificate } from './certificate.ts';
import { auditRules, type Incentives } from './commitment.ts';
import { at } from './number.ts';
import { firstOption, ownTree, sequenceAtNodes } from './own-tree.ts';
import { coefficient, expectedUtilities, played } from './walk.ts';

/**
 * Certifies rules that claim to be efficient: the gap is the larger of what `auditRules` finds and of the welfare that
 * is lost, against the most that any rules could make of it from honest reports. About the leader's own value nothing
 * is claimed, so there is no bound on it.
 */
export function certifyEfficiency(
  { game, leader, followers }: CommitmentProblem,
  profile: Profile,
  incentives: Incentives | undefined,
): Certificate {
  const play = played(game, profile);
  const asked = { truthful: incentives ?? 'bayesian', budget: 'none' } as const;
  const witness = auditRules(game, profile, followers, asked, play);
  const values = expectedUtilities(game, play.chances, play.payoff);
  const gain = witness?.gain ?? 0;
  const rest = { interval: undefined, values, witness, bound: undefined };
  if (!onlyReport(game, leader))
    return {
      kind: 'estimated',
      gap: gain,
      ...rest,
      unproved: 'followers choose, and efficiency is proved for reports only',
    };
  const most = mostWelfare(game, leader);
  if (most === Number.POSITIVE_INFINITY)
    return {
      kind: 'estimated',
      gap: gain,
      ...rest,
      unproved: 'money enters utilities from outside, so welfare has no limit',
    };
  const welfare = values.reduce((sum, value) => sum + value, 0);
  return {
    kind: 'exact',
    gap: Math.max(gain, most - welfare),
    ...rest,
    efficiency: { welfare, most },
    unproved: undefined,
  };
}

function onlyReport({ informationSets }: Game, leader: number): boolean {
  return informationSets.truthful.every((truth, set) => truth >= 0 || at(informationSets.player, set) === leader);
}

/** The largest sum of all utilities over all behaviour of the leader, honest reports given. Linear in the tree. */
function mostWelfare(game: Game, leader: number): number {
  const program = new LeaderProgram(game, ownTree(game, leader));
  const sequence = sequenceAtNodes(game, leader);
  const honest = honestChances(game, leader);
  const width = game.payees.length;
  for (let end = 0; end < game.ends; end++) {
    const node = at(game.endNode, end);
    const chance = at(honest, node);
    if (chance === 0) continue;
    for (let payee = 0; payee < width; payee++)
      program.add(at(sequence, node), chance * at(game.payoff, end * width + payee));
    const { commitments } = game;
    if (!commitments) continue;
    for (let term = at(commitments.termStart, end); term < at(commitments.termStart, end + 1); term++)
      program.addMoney(at(sequence, node), at(commitments.termCell, term), chance * coefficient(game, term));
  }
  return program.best();
}

/** Nature's chance of each history on which all reports are honest; 0 elsewhere. */
function honestChances(game: Game, leader: number): Float64Array {
  const chances = new Float64Array(game.nodes).fill(1);
  for (let node = 0; node < game.nodes; node++) {
    const player = at(game.actor, node);
    if (player === END) continue;
    const first = at(game.firstChild, node);
    const isReport = player !== CHANCE && player !== leader;
    const truth = isReport ? at(game.informationSets.truthful, at(game.index, node)) - firstOption(game, node) : -1;
    for (let child = first; child < at(game.firstChild, node + 1); child++) {
      const edge = player === CHANCE ? at(game.chance, child) : isReport && child - first !== truth ? 0 : 1;
      chances[child] = at(chances, node) * edge;
    }
  }
  return chances;
}

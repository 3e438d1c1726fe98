import type { Demands, Profile, Solution } from '../../plugins/contract/solution.ts';
import type { Game } from '../game/game.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import { brokenBudget } from './audit/budget.ts';
import { asPlanned, freely } from './audit/conduct.ts';
import { rulesThatKnowTooMuch } from './audit/device.ts';
import { largestGain } from './audit/gains.ts';
import { largestLeaving } from './audit/leaving.ts';
import { brokenRequirements } from './audit/requirements.ts';
import { dishonestReports, improperChances, moneyOutOfBounds } from './audit/rules.ts';
import { provedBound } from './bound/index.ts';
import type { Certificate, Witness } from './certificate.ts';
import { at } from './number.ts';
import { expectedUtilities, type Played, played } from './walk.ts';

/** What followers may base a deviation on: their own information, or also the reports of others (ex post). */
export type Incentives = 'bayesian' | 'dominant';

/**
 * Certifies the answer to a commitment problem: the gap is the larger of what `auditRules` finds and of the distance between
 * the leader's value and the bound that the proof proves. Without a proved bound the gap leaves that distance out, and the
 * certificate says so. A proof whose prices are on deviations that know the others' reports is one about dominant rules:
 * the audit then lets followers know them too.
 */
export function certifyCommitment(
  problem: CommitmentProblem,
  solution: Pick<Solution, 'proof' | 'demands'>,
  profile: Profile,
  incentives: Incentives | undefined,
): Certificate {
  const { game, leader, followers } = problem;
  const { proof, demands } = solution;
  const budget = demands?.budget ?? 'none';
  const isDominant =
    proof?.cases.some(({ deviations }) => deviations.some(({ others }) => others !== undefined)) ?? false;
  const play = played(game, profile);
  const asked = {
    truthful: incentives ?? demands?.truthful ?? (isDominant ? 'dominant' : 'bayesian'),
    budget,
  } as const;
  const witness = auditRules(game, profile, followers, asked, play);
  const values = expectedUtilities(game, play.chances, play.payoff);
  const gain = witness?.gain ?? 0;
  const proved = provedBound(game, leader, proof, budget);
  if ('unproved' in proved)
    return {
      kind: 'estimated',
      gap: gain,
      interval: undefined,
      values,
      witness,
      bound: undefined,
      unproved: proved.unproved,
    };
  const distance = proved.bound - at(values, at(game.payeeOf, leader));
  const gap = Math.max(gain, distance);
  return { kind: 'exact', gap, interval: undefined, values, witness, bound: proved.bound, unproved: undefined };
}

/**
 * The worst that is wrong with committed rules and the play that they induce: the largest gain of one type of a follower
 * from lying, disobeying, both, or leaving; a rule that is none (chances, bounds, arguments); a requirement that is broken.
 */
export function auditRules(
  game: Game,
  profile: Profile,
  followers: readonly number[],
  demands: Demands,
  play: Played,
): Witness | undefined {
  let worst: Witness | undefined;
  for (const finding of findings(game, profile, followers, demands, play))
    if (finding && finding.gain > (worst?.gain ?? 0)) worst = finding;
  return worst;
}

function* findings(
  game: Game,
  profile: Profile,
  followers: readonly number[],
  demands: Demands,
  play: Played,
): Generator<Witness | undefined> {
  const { chances } = play;
  const allowed = { deviating: freely, usual: asPlanned(profile), knowsReports: demands.truthful === 'dominant' };
  for (const follower of followers) yield largestGain(game, profile, follower, allowed, play);
  yield largestLeaving(game, play);
  yield improperChances(game, profile);
  yield* moneyOutOfBounds(game, profile);
  yield* dishonestReports(game, profile, chances);
  yield* rulesThatKnowTooMuch(game, profile);
  yield* brokenRequirements(game, profile, chances);
  yield brokenBudget(game, profile, chances, demands.budget);
}

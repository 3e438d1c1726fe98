import type { Profile } from '../../plugins/contract/solution.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import type { Certificate } from './certificate.ts';
import { auditRules, type Incentives } from './commitment.ts';
import { expectedUtilities, played } from './walk.ts';

/** Certifies the play under rules that a study fixes: the gap is the largest gain alone, for nothing is claimed to be best. */
export function certifyFixedRules(
  problem: CommitmentProblem,
  profile: Profile,
  incentives: Incentives | undefined,
): Certificate {
  const { game, followers } = problem;
  const play = played(game, profile);
  const asked = { truthful: incentives ?? 'bayesian', budget: 'none' } as const;
  const witness = auditRules(game, profile, followers, asked, play);
  const values = expectedUtilities(game, play.chances, play.payoff);
  return {
    kind: 'exact',
    gap: witness?.gain ?? 0,
    interval: undefined,
    values,
    witness,
    bound: undefined,
    unproved: undefined,
  };
}

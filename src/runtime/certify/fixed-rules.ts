import type { Profile } from '../../plugins/contract/solution.ts';
import type { CommitmentProblem } from '../problem/problem.ts';
import type { Certificate } from './certificate.ts';
import { auditRules, type Incentives } from './commitment.ts';
import { expectedUtilities, payoffs, reach } from './walk.ts';

/** Certifies the play under rules that a study fixes: the gap is the largest gain alone, for nothing is claimed to be best. */
export function certifyFixedRules(
  problem: CommitmentProblem,
  profile: Profile,
  incentives: Incentives | undefined,
): Certificate {
  const { game, followers } = problem;
  const witness = auditRules(game, profile, followers, { truthful: incentives ?? 'bayesian', budget: 'none' });
  const values = expectedUtilities(game, reach(game, profile), payoffs(game, profile.money));
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

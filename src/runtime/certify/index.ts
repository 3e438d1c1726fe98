import type { Profile, Solution } from '../../plugins/contract/solution.ts';
import type { Problem } from '../problem/problem.ts';
import { withoutNaN } from './audit/rules.ts';
import type { Certificate } from './certificate.ts';
import { certifyCommitment, type Incentives } from './commitment.ts';
import { certifyCorrelated } from './correlated.ts';
import { certifyEfficiency } from './efficiency.ts';
import { certifyEquilibrium } from './equilibrium.ts';
import { certifyFixedRules } from './fixed-rules.ts';
import { payoffScale, payoffs } from './walk.ts';

export type { Certificate, Witness } from './certificate.ts';
export type { Incentives } from './commitment.ts';
export { type Verification, verify } from './verify.ts';

export interface CertifyOptions {
  /** True for the play under rules that a study fixes: nothing is claimed to be best, so the gap is the gain alone. */
  readonly fixedRules?: boolean;
  /** What followers may base a deviation on. By default what the proof's prices are about, else `bayesian`. */
  readonly incentives?: Incentives;
  /** How many steps the search for a team's joint best response may take; about 10^8 a second. */
  readonly work?: number;
}

/** What a certificate reads of a solution: its answer, and what is claimed about it. */
export type Certifiable = Pick<Solution, 'profile' | 'proof' | 'objective' | 'demands' | 'problem'>;

const WORK = 2e8;

/** Relative to the payoffs. */
const ROUNDING = 1e-12;

/**
 * How far a solution is from what it claims to be, recomputed from the game alone: shares no code with any solver. To certify
 * an alternative, pass the solution with that profile. Throws a RangeError for a solution without a profile: an infeasible
 * or unbounded problem has no gap. Where the solver made the problem larger, the larger one counts.
 */
export function certify(given: Problem, solution: Certifiable, options: CertifyOptions = {}): Certificate {
  if (!solution.profile) throw new RangeError('a solution without a profile has no certificate');
  const problem = solution.problem ?? given;
  const profile = withoutNaN(solution.profile);
  return withoutNoise(problem, profile, certified(problem, profile, solution, options));
}

function certified(problem: Problem, profile: Profile, solution: Certifiable, options: CertifyOptions): Certificate {
  if (profile.correlated) return certifyCorrelated(problem.game, profile, profile.correlated);
  if (problem.class !== 'commitment') return certifyEquilibrium(problem.game, profile, options.work ?? WORK);
  if (options.fixedRules) return certifyFixedRules(problem, profile, options.incentives);
  const incentives = options.incentives ?? solution.demands?.truthful;
  if (solution.objective === 'welfare') return certifyEfficiency(problem, profile, incentives);
  return certifyCommitment(problem, solution, profile, options.incentives);
}

/** A gain that rounding explains is no story to tell: the number stays, the witness goes. */
function withoutNoise({ game }: Problem, profile: Profile, certificate: Certificate): Certificate {
  const { witness } = certificate;
  const isNoise = witness && witness.gain <= ROUNDING * payoffScale(game, payoffs(game, profile.money));
  return isNoise ? { ...certificate, witness: undefined } : certificate;
}

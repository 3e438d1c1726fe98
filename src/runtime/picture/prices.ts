import type { BoundCase } from '../../plugins/contract/solution.ts';
import { at, NEGLIGIBLE } from '../certify/number.ts';
import { actionCount } from '../game/action.ts';
import type { SolvedSubject } from './subject.ts';

/**
 * What the leader would gain for each unit of utility by which a follower's deviation were made less tempting, where the follower is:
 * the price of the deviation in the proof, times the chance of being there. Undefined without a proof of this play.
 */
export function priceOf(subject: SolvedSubject, action: number, chance: number): number | undefined {
  const found = caseOf(subject);
  if (!found) return undefined;
  return chance * found.deviations.reduce((sum, { flow }) => sum + at(flow, action), 0);
}

/** The case of the proof that is about what the followers do in the answer. */
function caseOf({ game, profile, proof }: SolvedSubject): BoundCase | undefined {
  const { firstAction, count } = game.informationSets;
  const fits = ({ plan, deviations }: BoundCase): boolean =>
    plan.length === count && deviations.every(({ flow }) => flow.length === profile.chances.length);
  const agrees = ({ plan }: BoundCase): boolean =>
    Array.from(plan).every((action, set) => {
      const first = at(firstAction, set);
      return action < 0 || action >= actionCount(game, set) || at(profile.chances, first + action) > NEGLIGIBLE;
    });
  const cases = proof?.cases.filter(fits) ?? [];
  return cases.length === 1 ? cases[0] : cases.find(agrees);
}

import type { Solution, Status } from '../contract/index.ts';
import { explainTies, explainUnsearchedTies } from './explain.ts';
import { toDouble } from './numbers.ts';
import { isSame } from './same.ts';
import type { Outcome } from './search.ts';
import type { Tree } from './tree.ts';
import { leaderValue, unitOf } from './units.ts';

/** By how much a follower must lose by not doing as it is told, in units of its payoffs. */
export const LITTLE = { num: 1n, den: 1_000_000n };
/**
 * A larger loss, in units of the leader's payoffs, is not from breaking ties, but from what the follower does in them.
 */
const JUMP = 1e-2;

/** The search with ties in the leader's favour, that without, and the best value of each. */
export interface TieSearches {
  readonly favourable: Outcome;
  readonly strict: Outcome;
  readonly mostly: number;
  readonly surely: number;
}

/** What is known of the worst case. A search that was cut may have missed the rule that loses nothing: then nothing is said of jumps. */
export function verdictOnTies(
  tree: Tree,
  { favourable, strict, mostly, surely }: TieSearches,
): {
  readonly status: Status;
  readonly explanation: readonly string[];
  readonly report: Solution['report'];
} {
  if (isSame(mostly, surely)) return { status: 'exact', explanation: [], report: {} };
  const [slack = 0] = tree.followers.map((follower) => toDouble(LITTLE) * unitOf(tree, follower));
  // A cut search for favourable ties bounds its own value, if it does.
  if (favourable.isCut) return { status: 'budget', explanation: [explainUnsearchedTies(slack)], report: {} };
  if (strict.isCut) return { status: 'budget', explanation: [explainUnsearchedTies(slack)], report: { bound: mostly } };
  const isJump = mostly - surely > JUMP;
  const supremum = isJump ? surely : mostly;
  return {
    status: 'supremum',
    explanation: explainTies(leaderValue(tree, mostly), slack, isJump),
    report: { supremum },
  };
}

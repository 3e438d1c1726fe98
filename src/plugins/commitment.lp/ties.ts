import type { Solution, Status } from '../contract/index.ts';
import { explainTies, explainUnsearchedTies } from './explain.ts';
import { isSame } from './same.ts';
import type { Outcome } from './search.ts';

/** Ties are broken by this part of the largest payoff. */
const LITTLE = { num: 1n, den: 1_000_000n };
/**
 * A loss of more than this many times what breaks the ties is not from breaking them, but from what the follower does
 * in them.
 */
const JUMP = 1e4;

/** By how much followers must lose by not doing as they are told, where payoffs are as large as `scale`. */
export function slackFor(scale: number): { readonly num: bigint; readonly den: bigint } {
  return { num: LITTLE.num * BigInt(scale), den: LITTLE.den };
}

/** The search with ties in the leader's favour, that without, and the best value of each. */
export interface TieSearches {
  readonly favourable: Outcome;
  readonly strict: Outcome;
  readonly mostly: number;
  readonly surely: number;
  readonly slack: number;
}

/** What is known of the worst case. A search that was cut may have missed the rule that loses nothing: then nothing is said of jumps. */
export function verdictOnTies({ favourable, strict, mostly, surely, slack }: TieSearches): {
  readonly status: Status;
  readonly explanation: readonly string[];
  readonly report: Solution['report'];
} {
  if (isSame(mostly, surely)) return { status: 'exact', explanation: [], report: {} };
  // A cut search for favourable ties bounds its own value, if it does.
  if (favourable.isCut) return { status: 'budget', explanation: [explainUnsearchedTies(slack)], report: {} };
  if (strict.isCut) return { status: 'budget', explanation: [explainUnsearchedTies(slack)], report: { bound: mostly } };
  const isJump = mostly - surely > JUMP * slack;
  const supremum = isJump ? surely : mostly;
  return { status: 'supremum', explanation: explainTies(mostly, slack, isJump), report: { supremum } };
}

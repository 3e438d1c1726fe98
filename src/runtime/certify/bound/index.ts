import type { BoundProof, Demands } from '../../../plugins/contract/solution.ts';
import type { Game } from '../../game/game.ts';
import { missedPlan } from './coverage.ts';
import { afterFirst } from './label-tree.ts';
import { labelRules } from './labels.ts';
import { Lagrangian } from './lagrangian.ts';
import { selectionBound } from './selection.ts';

/** What a proof proves, recomputed from the game: a bound on the leader's value, or why it proves none. */
export type ProvedBound = { readonly bound: number } | { readonly unproved: string };

/**
 * The largest value of the cases' Lagrangians, if the cases cover every plan. Prices are never trusted: those of a wrong sign count as 0,
 * flows are made to balance, labels are verified; so a wrong proof can only prove less.
 */
export function provedBound(
  game: Game,
  leader: number,
  proof: BoundProof | undefined,
  budget: Demands['budget'] = 'none',
): ProvedBound {
  if (!proof || proof.cases.length === 0) return { unproved: 'the solver gave no proof of a bound on the value' };
  const missed = missedPlan(game, leader, proof);
  if (missed !== undefined) return { unproved: `the proof of the bound leaves out a plan: ${missed}` };
  const lagrangian = new Lagrangian(game, leader, budget);
  let bound = Number.NEGATIVE_INFINITY;
  const [rule] = proof.cases.some(({ ways }) => ways) ? labelRules(game, leader, proof.labels) : [];
  const after = rule && afterFirst(game, leader, rule);
  for (const one of proof.cases) {
    if (!one.ways) bound = Math.max(bound, lagrangian.bound(one));
    else if (!after) return { unproved: 'the proof of the bound speaks of a label that is none' };
    else
      bound = Math.max(
        bound,
        selectionBound(game, after, one, one.ways, (priced) => lagrangian.program(priced)),
      );
  }
  if (bound === Number.POSITIVE_INFINITY) return { unproved: 'the prices of the proof leave money free to grow' };
  return { bound };
}

import type { Budget } from '../../plugins/contract/run.ts';
import type { Profile, Solution } from '../../plugins/contract/solution.ts';
import { at } from '../certify/number.ts';
import { actionCount } from '../certify/own-tree.ts';
import type { Game } from '../game/game.ts';
import { toDouble } from '../play/numeric.ts';
import type { Problem } from '../problem/problem.ts';
import { bestReply } from './best-reply.ts';
import type { FixedPart } from './fixed-part.ts';
import { isIndifferentTo } from './interaction.ts';
import { withPlan } from './plan.ts';
import { bestEquilibrium, type Found } from './pure-equilibria.ts';

/**
 * The play under fixed rules: reports are honest, choices best replies (to each other), ties go to the committing player.
 * Exact with one choosing player, or where no choice matters to another chooser; else the pure equilibrium that the
 * committing player likes best, status `bounds`, for mixed ones are not searched. Money and chances that nothing fixes are
 * those of `fixed`. A budget that ends the search leaves the best play found so far, status `budget`.
 */
export function outcome(problem: Problem, fixed: FixedPart, budget?: Pick<Budget, 'exhausted'>): Solution {
  const { game } = problem;
  const favoured = problem.class === 'commitment' ? at(game.payeeOf, problem.leader) : -1;
  const isFixed = (set: number): boolean => at(fixed.fixedSets, set) === 1;
  const start = honestProfile(game, fixed);
  const choosers = choosingPlayers(game, isFixed);
  const isApart = choosers.every((one) => {
    const others = new Set(choosers.filter((other) => other !== one));
    return others.size === 0 || isIndifferentTo(game, start, one, others);
  });
  if (!isApart) return answer(bestEquilibrium({ game, start, players: choosers, favoured, isFixed, budget }));
  let profile = start;
  for (const player of choosers)
    profile = withPlan(game, profile, bestReply(game, start, player, favoured, isFixed).plan);
  return answer({ profile, status: 'exact', plans: 1, explanation: [] });
}

function answer({ profile, status, plans, explanation }: Found): Solution {
  return { status, profile, alternatives: [], proof: undefined, explanation, report: { plans } };
}

/** The fixed part, honest reports, and choices that are still open spread evenly. */
function honestProfile(game: Game, fixed: FixedPart): Profile {
  const { informationSets } = game;
  const chances = Float64Array.from(fixed.chances, toDouble);
  for (let set = 0; set < informationSets.count; set++) {
    if (at(fixed.fixedSets, set) === 1) continue;
    const truth = at(informationSets.truthful, set);
    const count = actionCount(game, set);
    const first = at(informationSets.firstAction, set);
    for (let action = 0; action < count; action++)
      chances[first + action] = truth < 0 ? 1 / count : action === truth ? 1 : 0;
  }
  return { chances, money: Float64Array.from(fixed.money, toDouble) };
}

/** Players with a choice, not a report, that no formula fixes. Committed rules are no choices. */
function choosingPlayers(game: Game, isFixed: (set: number) => boolean): readonly number[] {
  const { informationSets } = game;
  const players = new Set<number>();
  for (let set = 0; set < informationSets.count; set++) {
    const isOpen = !isFixed(set) && at(informationSets.truthful, set) < 0 && actionCount(game, set) > 1;
    if (isOpen && informationSets.describe(set).kind === 'choice') players.add(at(informationSets.player, set));
  }
  return [...players].sort((one, other) => one - other);
}

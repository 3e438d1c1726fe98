import type { Profile } from '../contract/index.ts';
import type { Plan } from './course.ts';
import type { Course } from './courses.ts';
import { placesByFollower } from './incentives.ts';
import type { Rule } from './rule.ts';
import { baseAction } from './sites.ts';
import { actionsOf, at, coefficientAt, type Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/** Another action must be better by this, relative to its worth, to be taken instead of the base action. */
const ALIKE = 1e-9;

/** The whole profile: the leader's rule, the plan, and best replies where only a deviation leads. */
export function profileOf(tree: Tree, unknowns: Unknowns, course: Course, rule: Rule): Profile {
  const { realization, money } = rule;
  const chances = new Float64Array(tree.setOf.length);
  for (const set of unknowns.sets) {
    const before = at(realization, unknowns.sequenceBefore(set));
    const sequences = unknowns.sequencesOf(set);
    sequences.forEach((sequence, n) => {
      const position = unknowns.positionOf[sequence] ?? 0;
      chances[position] = before > 0 ? at(realization, sequence) / before : n === 0 ? 1 : 0;
    });
  }
  const best = new Replies(tree, course.plan, utilities(tree, unknowns, course, rule));
  for (const follower of tree.followers) for (const root of tree.roots[follower] ?? []) best.decide(root, chances);
  return { chances, money };
}

/** What followers get at the ends after each of their actions as the last one, if nobody else deviates. */
function utilities(
  tree: Tree,
  { endSequence }: Unknowns,
  { incentives }: Course,
  { realization, money }: Rule,
): Float64Array {
  const { game, commitments, reach } = tree;
  const { payoff, payees, ends } = game;
  const { termStart, termCell, termPayee } = commitments;
  const sums = new Float64Array(tree.setOf.length);
  for (const [follower, { placeOf, positions }] of placesByFollower(incentives)) {
    const payee = at(game.payeeOf, follower);
    for (let end = 0; end < ends; end++) {
      const place = placeOf[end] ?? -1;
      if (place < 0) continue;
      const chance = (reach[end] ?? 0) * (realization[endSequence[end] ?? 0] ?? 0);
      if (chance === 0) continue;
      let utility = payoff[end * payees.length + payee] ?? 0;
      for (let t = termStart[end] ?? 0; t < (termStart[end + 1] ?? 0); t++)
        if (termPayee[t] === payee) utility += coefficientAt(commitments, t) * (money[termCell[t] ?? 0] ?? 0);
      const position = positions[place] ?? 0;
      sums[position] = (sums[position] ?? 0) + chance * utility;
    }
  }
  return sums;
}

/** The plan where it reaches; elsewhere the best reply, the base action among equals. */
class Replies {
  readonly #tree: Tree;
  readonly #plan: Plan;
  readonly #utilities: Float64Array;

  constructor(tree: Tree, plan: Plan, sums: Float64Array) {
    this.#tree = tree;
    this.#plan = plan;
    this.#utilities = sums;
  }

  /** Writes what is done at a set and after it; returns what that brings. */
  decide(set: number, chances: Float64Array): number {
    const { game } = this.#tree;
    const first = at(game.informationSets.firstAction, set);
    const base = baseAction(this.#tree, this.#plan, set);
    const worth = Array.from({ length: actionsOf(game, set) }, (_, action) => this.#worth(first + action, chances));
    const isPlanned = at(this.#plan, set) >= 0;
    let best = base;
    worth.forEach((value, action) => {
      if (!isPlanned && value > at(worth, best) + ALIKE * Math.max(1, Math.abs(value))) best = action;
    });
    chances[first + best] = 1;
    return at(worth, best);
  }

  #worth(position: number, chances: Float64Array): number {
    const next = this.#tree.next[position] ?? [];
    return next.reduce((sum, set) => sum + this.decide(set, chances), at(this.#utilities, position));
  }
}

import type { Profile } from '../contract/index.ts';
import type { Plan } from './course.ts';
import type { Course } from './courses.ts';
import { placesByFollower } from './incentives.ts';
import type { Rule } from './rule.ts';
import { baseAction } from './sites.ts';
import { Tally } from './tally.ts';
import { actionsOf, at, type Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/** Another action must be better by this, relative to its worth, to be taken instead of the base action. */
const ALIKE = 1e-9;

/** The whole profile: the leader's rule, the plan, and best replies where only a deviation leads; or everywhere, if `isFree`. */
export function profileOf(tree: Tree, unknowns: Unknowns, course: Course, rule: Rule, isFree = false): Profile {
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
  const needsReplies = isFree || isOpen(tree, course.plan);
  const worth = needsReplies ? utilities(tree, unknowns, course, rule) : new Float64Array(tree.setOf.length);
  const best = new Replies(tree, course.plan, worth, isFree);
  for (const follower of tree.followers) for (const root of tree.roots[follower] ?? []) best.decide(root, chances);
  return { chances, money };
}

/** Whether some set of a follower is left to best replies. */
function isOpen({ game, followers }: Tree, plan: Plan): boolean {
  return game.informationSets.player.some((player, set) => at(plan, set) < 0 && followers.includes(player));
}

/** What followers get at the ends after each of their actions as the last one, if nobody else deviates. */
function utilities(tree: Tree, unknowns: Unknowns, { incentives }: Course, rule: Rule): Float64Array {
  const utility = new Float64Array(tree.setOf.length);
  for (const [follower, places] of placesByFollower(incentives)) {
    const sums = new Tally(tree, unknowns, follower, places).under(rule);
    for (let place = 0; place < places.count; place++) {
      const position = places.positions[place] ?? 0;
      utility[position] = (utility[position] ?? 0) + (sums[place] ?? 0);
    }
  }
  return utility;
}

/** The plan where it reaches, unless replies are free; elsewhere the best reply, the base action among equals. */
class Replies {
  readonly #tree: Tree;
  readonly #plan: Plan;
  readonly #utilities: Float64Array;
  readonly #isFree: boolean;

  constructor(tree: Tree, plan: Plan, sums: Float64Array, isFree: boolean) {
    this.#tree = tree;
    this.#plan = plan;
    this.#utilities = sums;
    this.#isFree = isFree;
  }

  /** Writes what is done at a set and after it; returns what that brings. */
  decide(set: number, chances: Float64Array): number {
    const { game } = this.#tree;
    const first = at(game.informationSets.firstAction, set);
    const base = baseAction(this.#tree, this.#plan, set);
    const worth = Array.from({ length: actionsOf(game, set) }, (_, action) => this.#worth(first + action, chances));
    const isPlanned = !this.#isFree && at(this.#plan, set) >= 0;
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

import type { Profile } from '../contract/index.ts';
import type { Course } from './courses.ts';
import { profileOf } from './profile.ts';
import type { Rule } from './rule.ts';
import { Tally } from './tally.ts';
import { at, type Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/** A rule to which followers reply as they like, and what the leader gets. */
export interface Answered {
  readonly profile: Profile;
  readonly value: number;
}

/**
 * Any rule of persuasion is one that can be had, once the follower replies to it as it likes: the plan where it loses nothing by that.
 * Undefined where a rule must meet more: several followers, one that acts more than once, money, participation, requirements.
 */
export function answered(tree: Tree, unknowns: Unknowns, course: Course, rule: Rule): Answered | undefined {
  const [incentives, others] = course.incentives;
  const { leaves, requirements } = tree.commitments;
  if (!incentives || others || leaves.length > 0 || requirements.length > 0 || tree.game.cells.count > 0)
    return undefined;
  const { places } = incentives;
  const isOnce = places.positions.every((position) => (tree.next[position] ?? []).length === 0);
  if (!isOnce || places.positions.length === 0) return undefined;
  const profile = profileOf(tree, unknowns, course, rule, true);
  const worth = new Tally(tree, unknowns, tree.leader, places).under(rule);
  let value = 0;
  for (let place = 0; place < places.count; place++)
    value += at(worth, place) * at(profile.chances, at(places.positions, place));
  return { profile, value };
}

import type { Profile } from '../contract/index.ts';
import type { Course } from './courses.ts';
import { realized } from './device.ts';
import { expectedUtility } from './expected.ts';
import { profileOf } from './profile.ts';
import type { Rule } from './rule.ts';
import type { Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/** A rule to which followers reply as they like, and what the leader gets. */
export interface Answered {
  readonly profile: Profile;
  readonly value: number;
}

/**
 * Any rule of persuasion is one that can be had, once the follower replies to it as it likes: the plan where it loses nothing by that.
 * So the best of the given rules, of saying nothing, and of saying as much as the values allow. Undefined where a rule must meet more:
 * several followers, one that acts more than once, money, participation, requirements.
 */
export function bestAnswered(
  tree: Tree,
  unknowns: Unknowns,
  course: Course,
  given: readonly Rule[],
): Answered | undefined {
  if (!isPersuasion(tree, course)) return undefined;
  let best: Answered | undefined;
  for (const rule of [...given, silence(unknowns), openness(tree, unknowns)]) {
    const profile = profileOf(tree, unknowns, course, rule, true);
    const value = expectedUtility(tree, profile, tree.leader);
    if (!best || value > best.value) best = { profile, value };
  }
  return best;
}

function isPersuasion(tree: Tree, { incentives: [incentives, others] }: Course): boolean {
  const { leaves, requirements } = tree.commitments;
  if (!incentives || others || leaves.length > 0 || requirements.length > 0 || tree.game.cells.count > 0) return false;
  const { positions } = incentives.places;
  return positions.length > 0 && positions.every((position) => (tree.next[position] ?? []).length === 0);
}

/** The rule that always says the same. */
function silence(unknowns: Unknowns): Rule {
  return ruleOf(realized(unknowns, (_, action) => (action === 0 ? 1 : 0)));
}

/** The rule that tells its information sets apart, as long as there are values left. */
function openness({ game }: Tree, unknowns: Unknowns): Rule {
  const counts = new Map<string, number>();
  const numbers = new Map<number, number>();
  for (const set of unknowns.sets) {
    const { label } = game.informationSets.describe(set);
    const number = counts.get(label) ?? 0;
    counts.set(label, number + 1);
    numbers.set(set, Math.min(number, unknowns.actionsOf(set) - 1));
  }
  return ruleOf(realized(unknowns, (set, action) => (action === numbers.get(set) ? 1 : 0)));
}

function ruleOf(realization: Float64Array): Rule {
  return { realization, money: new Float64Array(0), overpaid: [], torn: [] };
}

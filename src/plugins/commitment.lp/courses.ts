import type { Demands } from '../contract/index.ts';
import { deviators, type Plan, plannedEnds } from './course.ts';
import { type Incentives, incentivesOf } from './incentives.ts';
import { Collections } from './reports.ts';
import type { Tree } from './tree.ts';

/** A plan, who has left it at each node, the ends to which it leads, and whose incentives must be right. */
export interface Course {
  readonly plan: Plan;
  readonly deviator: Int8Array;
  readonly planned: Int32Array;
  readonly incentives: readonly Incentives[];
}

/** Makes the courses of plans. What does not depend on the plan is made once; and a plan may be asked for twice in a row. */
export class Courses {
  readonly #tree: Tree;
  readonly #truthful: Demands['truthful'];
  readonly #reports = new Map<number, Collections>();
  #latest: Course | undefined;

  constructor(tree: Tree, truthful: Demands['truthful']) {
    this.#tree = tree;
    this.#truthful = truthful;
  }

  /** Linear in the nodes, for each follower. */
  of(plan: Plan): Course {
    if (this.#latest?.plan === plan) return this.#latest;
    const tree = this.#tree;
    const deviator = deviators(tree, plan);
    const incentives = tree.followers.flatMap((follower) =>
      incentivesOf(tree, plan, deviator, follower, this.#reportsBut(follower)),
    );
    this.#latest = { plan, deviator, planned: plannedEnds(tree.game, deviator), incentives };
    return this.#latest;
  }

  #reportsBut(follower: number): Collections | undefined {
    if (this.#truthful === 'bayesian') return undefined;
    const known = this.#reports.get(follower) ?? new Collections(this.#tree.game);
    this.#reports.set(follower, known);
    return known;
  }
}

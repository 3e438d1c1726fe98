import type { PlayerForm } from '../contract/index.ts';

/** A pure plan of the follower: 1 for each sequence that it plays, the empty one included. */
export type FollowerPlan = Uint8Array;

/** All plans, in the order of the actions; undefined if there are more than `most`. Sets that a plan excludes itself do not count. */
export function followerPlans(form: PlayerForm, most: number): readonly FollowerPlan[] | undefined {
  const { sets, first, parent, sequences } = form;
  const start = new Uint8Array(sequences);
  start[0] = 1;
  let plans: FollowerPlan[] = [start];
  for (let set = 0; set < sets; set++) {
    const from = first[set] ?? 0;
    const actions = Array.from({ length: (first[set + 1] ?? from) - from }, (_, action) => from + action);
    plans = plans.flatMap((plan) => {
      if (plan[parent[set] ?? 0] !== 1) return [plan];
      return actions.map((sequence) => {
        const more = plan.slice();
        more[sequence] = 1;
        return more;
      });
    });
    if (plans.length > most) return undefined;
  }
  return plans;
}

/** For each sequence the first set on the way to it; -1 for the empty one. */
export function rootsOf({ sets, first, parent, sequences }: PlayerForm): Int32Array {
  const root = new Int32Array(sequences).fill(-1);
  for (let set = 0; set < sets; set++) {
    const before = parent[set] ?? 0;
    root.fill(before === 0 ? set : (root[before] ?? -1), first[set] ?? 0, first[set + 1] ?? 0);
  }
  return root;
}

import type { Budget, PlayerForm } from '../contract/index.ts';

/** A pure plan of one player: what it plays of its sequences; sets that its own earlier choices exclude are left out. */
export interface OwnPlan {
  /** 1 for sequences that the plan plays, the empty one included. */
  readonly plays: Uint8Array;
}

/** How many plans a player has: the product over sets that come together, the sum over the actions of each. */
export function countPlans({ sets, first, parent, sequences }: PlayerForm): number {
  const count = new Float64Array(sequences).fill(1);
  for (let set = sets - 1; set >= 0; set--) {
    let sum = 0;
    for (let s = first[set] ?? 0; s < (first[set + 1] ?? 0); s++) sum += count[s] ?? 0;
    const before = parent[set] ?? 0;
    count[before] = (count[before] ?? 1) * sum;
  }
  return count[0] ?? 1;
}

/** All plans of a player, in the order of the actions. */
export function ownPlans(form: PlayerForm): readonly OwnPlan[] {
  const { sets, first, parent, sequences } = form;
  const start = new Uint8Array(sequences);
  start[0] = 1;
  let plans: Uint8Array[] = [start];
  for (let set = 0; set < sets; set++) {
    plans = plans.flatMap((plays) => {
      if (plays[parent[set] ?? 0] !== 1) return [plays];
      const from = first[set] ?? 0;
      return Array.from({ length: (first[set + 1] ?? from) - from }, (_, action) => {
        const more = plays.slice();
        more[from + action] = 1;
        return more;
      });
    });
  }
  return plans.map((plays) => ({ plays }));
}

/** One plan of each player. */
export type JointPlan = readonly OwnPlan[];

/** All combinations of plans, the last player's fastest; stops when there is no time. */
export function* jointPlans(forms: readonly PlayerForm[], budget: Budget): Generator<JointPlan> {
  const own = forms.map(ownPlans);
  const at = own.map(() => 0);
  for (let count = 0; ; count++) {
    if (count % 64 === 63 && budget.exhausted()) return;
    yield own.map((plans, player) => plans[at[player] ?? 0] ?? { plays: new Uint8Array(1) });
    let player = own.length - 1;
    while (player >= 0) {
      at[player] = (at[player] ?? 0) + 1;
      if ((at[player] ?? 0) < (own[player]?.length ?? 0)) break;
      at[player] = 0;
      player--;
    }
    if (player < 0) return;
  }
}

import type { Demands } from '../contract/index.ts';
import type { Conditions } from './constraints.ts';
import { doubles } from './numbers.ts';
import type { PlanSolver, Solved } from './plan-solver.ts';
import { boundCase } from './proof.ts';
import type { Outcome } from './search.ts';
import { unitOf } from './units.ts';

/**
 * What no rule brings under which followers mix several plans. Mixing couples plans in nothing but a budget on average: one plan may
 * pay in what another pays out. With a price on the budget instead of the condition, no mixture is better than the best plan of it.
 * Valid for every price; that of the best plan is mostly right. One more program for each plan.
 */
export async function mixedBound(solver: PlanSolver, { tried }: Outcome, best: Solved): Promise<number> {
  const { budget } = boundCase(solver.tree, best);
  const { tree } = solver;
  const inUnits = tree.units.money / unitOf(tree, tree.leader);
  const change = withPricedBudget(typeof budget === 'number' ? inUnits * budget : 0);
  let most = Number.NEGATIVE_INFINITY;
  for (const { plan } of tried) {
    const { answer, value } = await solver.solve(plan, { change });
    if (answer.status === 'infeasible') continue;
    if (answer.status !== 'optimal') return Number.POSITIVE_INFINITY;
    most = Math.max(most, value);
  }
  return most;
}

/** Whether mixed plans might meet a budget that pure ones do not. */
export function mayBalance({ tried }: Outcome, budget: Demands['budget']): boolean {
  return budget === 'expected' && tried.length > 1;
}

function withPricedBudget(price: number): (conditions: Conditions<number>) => Conditions<number> {
  const accumulator = doubles.accumulator();
  return (conditions) => {
    accumulator.addAll(conditions.objective);
    for (const { source, sum } of conditions.constraints) {
      if (source.kind !== 'budget') continue;
      accumulator.addAll({ ids: sum.ids, values: sum.values.map((value) => price * value) });
    }
    return {
      ...conditions,
      objective: accumulator.take(),
      constraints: conditions.constraints.filter(({ source }) => source.kind !== 'budget'),
    };
  };
}

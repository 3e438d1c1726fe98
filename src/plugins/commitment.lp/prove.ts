import type { BoundCase, BoundProof } from '../contract/index.ts';
import type { Plan } from './course.ts';
import type { Label } from './labels.ts';
import type { PlanSolver } from './plan-solver.ts';
import { boundCase } from './proof.ts';
import type { Outcome } from './search.ts';

/** Prices at which constraints may be broken, in units of the leader's largest payoff, to prove that a plan is no better. */
const PENALTIES = [1e1, 1e3, 1e5, 1e7];

/**
 * Prices for every plan that bound what it brings; for plans that no rule reaches, those of a program in which breaking
 * constraints only costs. Undefined where some plan was not tried or has no such prices.
 */
export async function proofOf(
  solver: PlanSolver,
  { tried, isCut, nodes, isPartial }: Outcome,
  labels: readonly Label[],
  value: number,
): Promise<BoundProof | undefined> {
  if ((isCut && nodes === undefined) || isPartial) return undefined;
  const cases: BoundCase[] = [];
  for (const { plan, bound } of tried) {
    const found = bound ?? (await refuted(solver, plan, value));
    if (!found) return undefined;
    cases.push(found);
  }
  return { cases, labels: [...new Set(labels.map(({ name }) => name))] };
}

async function refuted(solver: PlanSolver, plan: Plan, value: number): Promise<BoundCase | undefined> {
  let found: BoundCase | undefined;
  for (const penalty of PENALTIES) {
    const solved = await solver.solve(plan, { penalty: penalty * solver.stake });
    if (solved.answer.status !== 'optimal') break;
    found = boundCase(solver.tree, solved);
    if (solved.value <= value) break;
  }
  return found;
}

import type { Demands } from '../contract/index.ts';
import { budgetOf } from './budget.ts';
import type { Conditions } from './constraints.ts';
import { type Incentives, ON_PLAN, type Plan } from './course.ts';
import { DeviationRows } from './deviations.ts';
import { participation, requirements } from './points.ts';
import type { Sums } from './sums.ts';
import { at, type Tree } from './tree.ts';

export interface ConditionOptions<N> {
  readonly slack: N | undefined;
  readonly budget: Demands['budget'];
  /** Which deviations get a row at once; all unless told. */
  readonly isWanted?: (incentives: number, position: number) => boolean;
  /** Leaves participation out of the constraints: whoever generates rows picks them from `participation`. */
  readonly picksParticipation?: boolean;
}

/**
 * All conditions of a plan, in the arithmetic of `sums`. `deviator` and `incentives` are those of the plan; with
 * `slack`, ties are not enough.
 */
export function conditionsOf<N>(
  tree: Tree,
  plan: Plan,
  sums: Sums<N>,
  deviator: Int8Array,
  incentives: readonly Incentives[],
  { slack, budget, isWanted = () => true, picksParticipation = false }: ConditionOptions<N>,
): Conditions<N> {
  const { endNode } = tree.game;
  const ends: number[] = [];
  endNode.forEach((node, end) => {
    if (at(deviator, node) === ON_PLAN) ends.push(end);
  });
  const strictness = slack === undefined ? undefined : { slack, leader: tree.leader };
  let regrets = 0;
  const rows = incentives.map((group, number) => {
    const wanted = (position: number): boolean => isWanted(number, position);
    return new DeviationRows(tree, plan, sums, group, number, () => regrets++, strictness, wanted);
  });
  const constraints = rows.flatMap(({ constraints: those }) => those);
  const staying = participation(tree, sums, { deviator, ends });
  return {
    objective: sums.utility(tree.leader, ends),
    constraints: [
      ...constraints,
      ...(picksParticipation ? [] : staying),
      ...requirements(tree, sums, { deviator, ends }),
      ...budgetOf(tree, sums, ends, budget),
    ],
    participation: staying,
    regrets,
    more: (deviations) => deviations.flatMap(({ incentives: n, position }) => rows[n]?.more([position]) ?? []),
  };
}

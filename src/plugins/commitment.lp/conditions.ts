import type { Demands } from '../contract/index.ts';
import { budgetOf } from './budget.ts';
import type { Conditions } from './constraints.ts';
import type { Course } from './courses.ts';
import { DeviationRows } from './deviations.ts';
import { participation, requirements } from './points.ts';
import type { Sums } from './sums.ts';
import type { Tree } from './tree.ts';

export interface ConditionOptions<N> {
  readonly slack: N | undefined;
  readonly budget: Demands['budget'];
  /** Which simple deviations get a row at once; all unless told. */
  readonly isWanted?: (incentives: number, position: number) => boolean;
  /** Leaves rows of simple deviations and of participation out: whoever generates rows picks them. */
  readonly picksRows?: boolean;
}

/** All conditions of a plan, in the arithmetic of `sums`. With `slack`, ties are not enough. */
export function conditionsOf<N>(
  tree: Tree,
  { plan, deviator, planned, incentives }: Course,
  sums: Sums<N>,
  { slack, budget, isWanted = () => true, picksRows = false }: ConditionOptions<N>,
): Conditions<N> {
  const strictness = slack === undefined ? undefined : { slack, leader: tree.leader };
  let regrets = 0;
  const rows = incentives.map((group, number) => {
    const wanted = picksRows ? undefined : (position: number): boolean => isWanted(number, position);
    return new DeviationRows(tree, plan, sums, group, number, () => regrets++, strictness, wanted);
  });
  const constraints = rows.flatMap(({ constraints: those }) => those);
  const staying = participation(tree, sums, { deviator, ends: planned });
  return {
    objective: sums.utility(tree.leader, planned),
    constraints: [
      ...constraints,
      ...(picksRows ? [] : staying),
      ...requirements(tree, sums, { deviator, ends: planned }),
      ...budgetOf(tree, sums, planned, budget),
    ],
    participation: staying,
    regrets,
    more: (deviations) => deviations.flatMap(({ incentives: n, position }) => rows[n]?.more(position) ?? []),
  };
}

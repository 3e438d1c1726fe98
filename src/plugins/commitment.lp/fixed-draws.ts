import type { Conditions } from './constraints.ts';
import { doubles } from './numbers.ts';
import { at } from './tree.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';
import type { Vector } from './vector.ts';

/** The conditions that are left for the money when the leader's draws are decided: always linear. */
export function withFixedDraws(
  unknowns: Unknowns,
  realization: Float64Array,
): (conditions: Conditions<number>) => Conditions<number> {
  const accumulator = doubles.accumulator();
  const fix = ({ ids, values }: Vector<number>): Vector<number> => {
    ids.forEach((id, n) => {
      const chance = at(realization, unknowns.sequenceOf(id));
      if (chance === 0) return;
      accumulator.add(unknowns.isPair(id) ? unknowns.pair(unknowns.cellOf(id), EMPTY) : EMPTY, at(values, n) * chance);
    });
    return accumulator.take();
  };
  return (conditions) => ({
    ...conditions,
    objective: fix(conditions.objective),
    constraints: conditions.constraints.map((constraint) => ({ ...constraint, sum: fix(constraint.sum) })),
  });
}

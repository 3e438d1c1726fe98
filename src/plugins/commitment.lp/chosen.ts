import { at } from './tree.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';
import { NOWHERE, type Widened } from './widened.ts';

/**
 * The leader's draws in an answer of the widened program, once some ways are chosen: the first of the label's values means the first
 * way, and so on; values that are left over are not drawn. Undefined where the leader draws again after the label. Linear in the
 * sequences.
 */
export function chosenDraws(
  unknowns: Unknowns,
  { columnOf, valueBehind, labelSets }: Widened,
  ways: readonly number[],
  columns: Float64Array,
): Float64Array | undefined {
  const realization = new Float64Array(unknowns.sequences);
  realization[EMPTY] = 1;
  for (const set of unknowns.sets) {
    const isLabel = labelSets.has(set);
    if (!isLabel && at(valueBehind, unknowns.sequenceBefore(set)) !== NOWHERE) return undefined;
    const sequences = unknowns.sequencesOf(set);
    sequences.forEach((sequence, value) => {
      const way = isLabel ? ways[value] : 0;
      const column = way === undefined ? -1 : columnOf(way, isLabel ? at(sequences, 0) : sequence);
      realization[sequence] = column < 0 ? 0 : at(columns, column);
    });
  }
  return realization;
}

import type { Demands } from '../contract/index.ts';
import type { Constraint } from './constraints.ts';
import { toDouble } from './numbers.ts';
import type { Ends, Sums } from './sums.ts';
import { at, type Tree } from './tree.ts';

/**
 * What followers pay in covers what they are paid: one constraint over all planned ends on average; ex post one for all
 * ends at which the same numbers are paid, since these numbers must then balance whatever the chance of getting there.
 */
export function budgetOf<N>(
  tree: Tree,
  sums: Sums<N>,
  planned: Int32Array,
  budget: Demands['budget'],
): readonly Constraint<N>[] {
  const groups = budget === 'none' ? [] : budget === 'expected' ? [planned] : balancedAlike(tree, planned);
  return groups
    .map(
      (ends): Constraint<N> => ({
        source: { kind: 'budget', ends, isAverage: budget === 'expected' },
        sum: sums.collected(ends),
        regrets: [],
        relation: '>=',
      }),
    )
    .filter(({ sum }) => sum.ids.length > 0);
}

function balancedAlike(tree: Tree, planned: Int32Array): readonly Ends[] {
  const groups = new Map<string, number[]>();
  for (const end of planned) {
    const key = paymentsAt(tree, end);
    if (key === '') continue;
    const group = groups.get(key);
    if (group) group.push(end);
    else groups.set(key, [end]);
  }
  return [...groups.values()];
}

/** The money of all but the leader at an end, cell by cell, as a key; empty where it cancels. */
function paymentsAt({ game, commitments, leader }: Tree, end: number): string {
  const own = at(game.payeeOf, leader);
  const paid = new Map<number, number>();
  for (let t = at(commitments.termStart, end); t < at(commitments.termStart, end + 1); t++) {
    const cell = at(commitments.termCell, t);
    if (at(commitments.termPayee, t) !== own)
      paid.set(cell, (paid.get(cell) ?? 0) + toDouble(commitments.termCoefficient[t] ?? 0));
  }
  return [...paid]
    .filter(([, amount]) => amount !== 0)
    .map(([cell, amount]) => `${cell}*${amount}`)
    .sort()
    .join();
}

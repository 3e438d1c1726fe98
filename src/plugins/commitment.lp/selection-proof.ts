import type { BoundCase } from '../contract/index.ts';
import { type Inflow, leaderUnit, neededInflow, type Priced, pricedCase } from './proof.ts';
import type { Node } from './selection.ts';
import { at, type Tree } from './tree.ts';
import type { Way, Widened } from './widened.ts';

/** A proof that would take more is not sought: the search is cut. */
const MOST_PROOF_BYTES = 2 ** 28;

/** The prices of a node as data: a case for each way that it may use. */
export function selectionCase(
  tree: Tree,
  widened: Widened,
  ways: readonly Way[],
  { decided, prices: { rows, values } }: Node,
): BoundCase {
  const prices = new Float64Array(widened.linear.rowLower.length);
  rows.forEach((row, n) => {
    prices[row] = at(values, n);
  });
  const priced = (places: Widened['common']): readonly Priced[] =>
    places.map(({ row, scale, source, isEquation }) => {
      const signed = -at(prices, row) * scale;
      return { source, price: isEquation ? signed : Math.max(0, signed) };
    });
  const { common, own, uses } = widened;
  const shared = priced(common);
  const used = ways.flatMap((way, number) => {
    if (decided[number] === 0) return [];
    const all = [...shared, ...priced(own[number] ?? [])];
    const shares = new Map(
      (uses[number] ?? []).map(({ set, row }) => [set, leaderUnit(tree) * Math.max(0, at(prices, row))]),
    );
    return [
      { way, all, shares, isUsed: decided[number] === 1, inflow: neededInflow(tree, way.plan, way.incentives, all) },
    ];
  });
  const inflow = neediest(used.map((one) => one.inflow));
  const cases = used.map(({ way, all, shares, isUsed }) => {
    return { prices: pricedCase(tree, way.plan, way.incentives, all, inflow), shares, isUsed };
  });
  const [first] = cases;
  return {
    ...(first?.prices ?? {
      plan: new Int32Array(0),
      deviations: [],
      participation: new Map(),
      requirements: new Map(),
    }),
    ways: cases,
  };
}

/** What the neediest of several plans needs, found once for each set. */
function neediest(inflows: readonly Inflow[]): Inflow {
  const known = new Map<number, Map<number, number>>();
  return (group, set) => {
    const bySet = known.get(group) ?? new Map<number, number>();
    known.set(group, bySet);
    const most = bySet.get(set) ?? inflows.reduce((sum, inflow) => Math.max(sum, inflow(group, set)), 0);
    bySet.set(set, most);
    return most;
  };
}

/** How many leaves' prices are kept at most: a leaf has a flow for each way and follower, eight bytes for each action. */
export function mostLeaves({ setOf }: Tree, ways: readonly Way[]): number {
  const flows = ways.reduce((sum, { incentives }) => sum + incentives.length, 1);
  return Math.ceil(MOST_PROOF_BYTES / (8 * flows * setOf.length));
}

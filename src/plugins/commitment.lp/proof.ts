import type { BoundCase, DeviationFlow } from '../contract/index.ts';
import type { Source } from './constraints.ts';
import type { Plan } from './course.ts';
import type { Incentives } from './incentives.ts';
import type { Solved } from './plan-solver.ts';
import { toldAt } from './sites.ts';
import { at, type Tree } from './tree.ts';
import { unitOf } from './units.ts';

/** A constraint with its price: at least 0, or of any sign for an equation. */
export interface Priced {
  readonly source: Source;
  readonly price: number;
}

/** The flow that must at least go into a follower's first sets, by incentives and set. */
export type Inflow = (incentives: number, set: number) => number;

/**
 * The prices of a plan's program as data that the certificate can check: by action, group and requirement instead of by
 * row.
 */
export function boundCase(tree: Tree, { plan, incentives, conditions, program, answer }: Solved): BoundCase {
  const priced = conditions.constraints.map(({ source, relation }, n) => {
    const { row, scale } = program.rows[n] ?? { row: 0, scale: 0 };
    const signed = -at(answer.prices, row) * scale;
    return { source, price: relation === '==' ? signed : Math.max(0, signed) };
  });
  return pricedCase(tree, plan, incentives, priced);
}

/** The same from prices of constraints. `inflow`: what other cases that share these flows need. */
export function pricedCase(
  tree: Tree,
  plan: Plan,
  incentives: readonly Incentives[],
  priced: readonly Priced[],
  inflow: Inflow = () => 0,
): BoundCase {
  const inMoney = leaderUnit(tree) / tree.units.money;
  const participation = new Map<number, number>();
  const requirements = new Map<number, number>();
  let budget: BoundCase['budget'];
  const byEnd = new Map<number, number>();
  for (const { source, price } of priced) {
    if (price === 0 || source.kind === 'deviation') continue;
    if (source.kind === 'participation') {
      for (const group of source.groups) participation.set(group, price * utilityFactor(tree, leaving(tree, group)));
    } else if (source.kind === 'requirement') {
      for (const index of source.indices) requirements.set(index, price * requirementFactor(tree, index));
    } else if (source.isAverage) budget = price * inMoney;
    else for (const end of source.ends) byEnd.set(end, price * inMoney);
  }
  const deviations = deviationPrices(tree, incentives, priced);
  return {
    plan,
    deviations: incentives.flatMap((group, n) =>
      flowOf(tree, plan, group, deviations[n] ?? new Map(), (set) => inflow(n, set)),
    ),
    participation,
    requirements,
    budget: budget ?? byEnd,
  };
}

/** By incentives, the prices of deviations by position. */
function deviationPrices(
  tree: Tree,
  incentives: readonly Incentives[],
  priced: readonly Priced[],
): readonly ReadonlyMap<number, number>[] {
  const prices = incentives.map(() => new Map<number, number>());
  const factors = incentives.map(({ follower }) => utilityFactor(tree, follower));
  for (const { source, price } of priced) {
    if (source.kind !== 'deviation' || price === 0) continue;
    prices[source.incentives]?.set(source.position, price * at(factors, source.incentives));
  }
  return prices;
}

/** What the leader's utility is measured in. */
export function leaderUnit(tree: Tree): number {
  return unitOf(tree, tree.leader);
}

/** Turns a price of a player's utility in its own units into one in the numbers of the scenario. */
function utilityFactor(tree: Tree, player: number): number {
  return leaderUnit(tree) / unitOf(tree, player);
}

/** That nothing may come to pass is measured in probability, other requirements in money. */
function requirementFactor(tree: Tree, index: number): number {
  const isMoney = tree.commitments.requirements[index]?.relation !== 'never';
  return leaderUnit(tree) / (isMoney ? tree.units.money : 1);
}

/** Who leaves at the points of a group. */
function leaving({ commitments, leader }: Tree, group: number): number {
  return commitments.leaves.find((point) => point.group === group)?.player ?? leader;
}

/** What a plan's prices need to flow into each first set of a follower. */
export function neededInflow(
  tree: Tree,
  plan: Plan,
  incentives: readonly Incentives[],
  priced: readonly Priced[],
): Inflow {
  const prices = deviationPrices(tree, incentives, priced);
  const flows = prices.map((each) => new Flow(tree, plan, each));
  return (number, set) => flows[number]?.need(set) ?? 0;
}

/** Prices of single deviations as one flow from the root sets; none where all are zero. */
function flowOf(
  tree: Tree,
  plan: Plan,
  { follower, others }: Incentives,
  prices: ReadonlyMap<number, number>,
  inflow: (set: number) => number,
): readonly DeviationFlow[] {
  const flow = new Flow(tree, plan, prices);
  const roots = tree.roots[follower] ?? [];
  const into = roots.map((root) => Math.max(inflow(root), flow.need(root)));
  if (into.every((amount) => amount === 0)) return [];
  roots.forEach((root, n) => {
    flow.send(root, at(into, n));
  });
  return [{ follower, others, flow: flow.parts }];
}

/** How much of a price goes through each action. */
class Flow {
  readonly parts: Float64Array;
  readonly #tree: Tree;
  readonly #plan: Plan;
  readonly #prices: ReadonlyMap<number, number>;
  /** The actions with a price at each set, but for the base action. */
  readonly #priced = new Map<number, number[]>();

  constructor(tree: Tree, plan: Plan, prices: ReadonlyMap<number, number>) {
    this.#tree = tree;
    this.#plan = plan;
    this.#prices = prices;
    this.parts = new Float64Array(tree.setOf.length);
    for (const position of prices.keys()) {
      const set = at(tree.setOf, position);
      if (position === toldAt(tree, plan, set)) continue;
      const known = this.#priced.get(set);
      if (known) known.push(position);
      else this.#priced.set(set, [position]);
    }
  }

  /** What must flow into a set on the plan: its own prices, and as much as the neediest set after the plan's action. */
  need(set: number): number {
    let most = 0;
    for (const after of this.#next(toldAt(this.#tree, this.#plan, set))) most = Math.max(most, this.need(after));
    return this.#wanted(this.#priced.get(set) ?? []) + most;
  }

  /** Lets `inflow` flow on: each deviation takes its price, the base action the rest. */
  send(set: number, inflow: number): void {
    if (inflow <= 0) return;
    const priced = this.#priced.get(set) ?? [];
    const wanted = this.#wanted(priced);
    // Rounding may ask for a little more than flows in.
    const share = wanted > inflow ? inflow / wanted : 1;
    let rest = inflow;
    for (const position of priced) {
      const part = (this.#prices.get(position) ?? 0) * share;
      this.parts[position] = part;
      rest -= part;
      for (const after of this.#next(position)) this.send(after, part);
    }
    const told = toldAt(this.#tree, this.#plan, set);
    this.parts[told] = Math.max(0, rest);
    for (const after of this.#next(told)) this.send(after, Math.max(0, rest));
  }

  #next(position: number): readonly number[] {
    return this.#tree.next[position] ?? [];
  }

  #wanted(positions: readonly number[]): number {
    return positions.reduce((sum, position) => sum + (this.#prices.get(position) ?? 0), 0);
  }
}

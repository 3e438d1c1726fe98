import { actionTo, at, isReport, positionOf, type Tree } from './tree.ts';

/** Nobody has left the plan on the way to this node. */
export const ON_PLAN = -1;
const SEVERAL = -2;

/**
 * For each information set the follower's action; -1 at the leader's sets, and where a follower's own earlier actions
 * exclude the set.
 */
export type Plan = Int32Array;

/**
 * For each node the only follower that has left the plan on the way there; ON_PLAN, or -2 if several have. Linear in
 * the nodes.
 */
export function deviators({ game, leader }: Tree, plan: Plan): Int8Array {
  const { nodes, firstChild, actor, index } = game;
  const deviator = new Int8Array(nodes).fill(ON_PLAN);
  for (let from = 0; from < nodes; from++) {
    const first = firstChild[from] ?? 0;
    const next = firstChild[from + 1] ?? 0;
    if (first === next) continue;
    const who = actor[from] ?? -1;
    const before = deviator[from] ?? ON_PLAN;
    if (who < 0 || who === leader || before === who || before === SEVERAL) {
      if (before !== ON_PLAN) for (let node = first; node < next; node++) deviator[node] = before;
      continue;
    }
    const after = before === ON_PLAN ? who : SEVERAL;
    for (let node = first; node < next; node++) deviator[node] = after;
    const planned = first + (plan[index[from] ?? 0] ?? -1) - actionTo(game, first);
    if (planned >= first && planned < next) deviator[planned] = before;
  }
  return deviator;
}

/**
 * Ends that count for one follower's incentives, by its last action position; a class for each profile of the others'
 * reports that it is assumed to know.
 */
export interface Incentives {
  readonly follower: number;
  /** Action positions of the others' reports; undefined where the follower knows nothing of them (Bayesian). */
  readonly others: readonly number[] | undefined;
  readonly endsAfter: ReadonlyMap<number, readonly number[]>;
}

/** Groups the ends at which everybody but possibly `follower` has kept to the plan. */
export function incentivesOf(
  tree: Tree,
  deviator: Int8Array,
  follower: number,
  truthful: 'bayesian' | 'dominant',
): readonly Incentives[] {
  const { ends, endNode } = tree.game;
  const last = tree.last[follower];
  const reports = truthful === 'dominant' ? othersReports(tree, follower) : undefined;
  const classes: { others: readonly number[] | undefined; endsAfter: Map<number, number[]> }[] = [];
  for (let end = 0; end < ends; end++) {
    const node = endNode[end] ?? 0;
    const who = deviator[node] ?? ON_PLAN;
    const position = last?.[node] ?? -1;
    if ((who !== ON_PLAN && who !== follower) || position < 0) continue;
    const number = reports?.of[node] ?? 0;
    const entry = classes[number] ?? { others: reports?.positions(node), endsAfter: new Map<number, number[]>() };
    classes[number] = entry;
    const list = entry.endsAfter.get(position);
    if (list) list.push(end);
    else entry.endsAfter.set(position, [end]);
  }
  return Object.values(classes).map(({ others, endsAfter }) => ({ follower, others, endsAfter }));
}

/** For each node a number that is equal where all players but one have made the same reports, exits aside, and which these are. */
function othersReports({ game, exits }: Tree, follower: number) {
  const { nodes, firstChild, actor, index } = game;
  const of = new Int32Array(nodes);
  const numbering = new ReportNumbers(at(game.informationSets.firstAction, game.informationSets.count));
  for (let from = 0; from < nodes; from++) {
    const first = firstChild[from] ?? 0;
    const next = firstChild[from + 1] ?? 0;
    if (first === next) continue;
    const before = of[from] ?? 0;
    const who = actor[from] ?? -1;
    if (who < 0 || who === follower || !isReport(game, index[from] ?? 0) || exits[index[from] ?? 0] === 1) {
      if (before > 0) for (let node = first; node < next; node++) of[node] = before;
      continue;
    }
    for (let node = first, position = positionOf(game, first); node < next; node++, position++)
      of[node] = numbering.after(before, position);
  }
  return { of, positions: (node: number): readonly number[] => numbering.positions(of[node] ?? 0) };
}

/** Numbers for collections of reports, whatever the order in which they were made; 0 for none. */
class ReportNumbers {
  readonly #width: number;
  readonly #lists: (readonly number[])[] = [[]];
  readonly #byStep = new Map<number, number>();
  readonly #byList = new Map<string, number>();

  constructor(width: number) {
    this.#width = width;
  }

  /** The number of a collection with one more report, by its action position. */
  after(before: number, position: number): number {
    const step = before * this.#width + position;
    const known = this.#byStep.get(step);
    if (known !== undefined) return known;
    const list = [...this.positions(before), position].sort((a, b) => a - b);
    const key = list.join();
    const number = this.#byList.get(key) ?? this.#lists.push(list) - 1;
    this.#byList.set(key, number);
    this.#byStep.set(step, number);
    return number;
  }

  /** Action positions of the reports, in increasing order. */
  positions(number: number): readonly number[] {
    return this.#lists[number] ?? [];
  }
}

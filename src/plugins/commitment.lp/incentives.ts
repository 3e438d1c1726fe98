import { ON_PLAN, type Plan } from './course.ts';
import type { OthersReports } from './reports.ts';
import { type Site, sitesOf } from './sites.ts';
import { sortedBy } from './sorting.ts';
import { at, type Tree } from './tree.ts';

/** What keeps one follower in its plan: what it gets after each of its actions, all others keeping to theirs. */
export interface Incentives {
  readonly follower: number;
  /** Action positions of the others' reports, where the follower is held to its plan even if it knew them. */
  readonly others: readonly number[] | undefined;
  /** The sets that the plan reaches; the same for all incentives of a follower. */
  readonly sites: readonly Site[];
  /** Ends by places; those of these incentives are `first` … `last` - 1. */
  readonly places: Places;
  readonly first: number;
  readonly last: number;
}

const NONE = new Int32Array(0);

/**
 * The ends that count for one follower, grouped into places: those with the same last action of its own and, where
 * that matters, the same reports of the others.
 */
export class Places {
  /** The ends that count, place by place. */
  readonly ends: Int32Array;
  /** The place of each end; -1 for those that do not count. */
  readonly placeOf: Int32Array;
  /** The last action of each place; within the same reports of the others, they rise. */
  readonly positions: Int32Array;
  /** Where the ends of each place begin; and how many ends there are. */
  readonly starts: Int32Array;

  constructor(ends: Int32Array, last: Int32Array, reports: Int32Array | undefined) {
    this.ends = ends;
    this.placeOf = new Int32Array(last.length).fill(-1);
    const [starts, positions] = [new Int32Array(ends.length + 1), new Int32Array(ends.length)];
    let place = -1;
    let position = -1;
    let known = -1;
    for (let n = 0; n < ends.length; n++) {
      const end = ends[n] ?? 0;
      const own = last[end] ?? -1;
      const others = reports === undefined ? 0 : (reports[end] ?? 0);
      if (own !== position || others !== known) {
        position = own;
        known = others;
        positions[++place] = own;
        starts[place] = n;
      }
      this.placeOf[end] = place;
    }
    this.positions = positions.slice(0, place + 1);
    this.starts = starts.slice(0, place + 2);
    this.starts[place + 1] = ends.length;
  }

  get count(): number {
    return this.positions.length;
  }

  /** The ends of a place. */
  at(place: number): Int32Array {
    return this.ends.subarray(this.starts[place], this.starts[place + 1]);
  }
}

/** The place of a last action; -1 where nothing comes after it. Logarithmic. */
export function placeAfter({ places, first, last }: Incentives, position: number): number {
  const { positions } = places;
  let [low, high] = [first, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low < last && positions[low] === position ? low : -1;
}

/** The places of each follower. */
export function placesByFollower(incentives: readonly Incentives[]): ReadonlyMap<number, Places> {
  return new Map(incentives.map(({ follower, places }) => [follower, places]));
}

/** The ends that have an action as the follower's last. */
export function endsAfter(incentives: Incentives, position: number): Int32Array {
  const place = placeAfter(incentives, position);
  return place < 0 ? NONE : incentives.places.at(place);
}

/**
 * Groups the ends at which everybody but possibly `follower` has kept to the plan; into incentives of their own for
 * each profile of the others' reports, if these are given.
 */
export function incentivesOf(
  tree: Tree,
  plan: Plan,
  deviator: Int8Array,
  follower: number,
  reports: OthersReports | undefined,
): readonly Incentives[] {
  const { informationSets } = tree.game;
  const sites = sitesOf(tree, plan, follower);
  const last = tree.last[follower] ?? NONE;
  const positions = at(informationSets.firstAction, informationSets.count);
  const byAction = sortedBy(countedEnds(tree, deviator, follower), last, positions).items;
  if (!reports) {
    const places = new Places(byAction, last, undefined);
    return places.count === 0 ? [] : [{ follower, others: undefined, sites, places, first: 0, last: places.count }];
  }
  const { classOf, classes } = reports;
  const sorted = sortedBy(byAction, classOf, classes);
  const places = new Places(sorted.items, last, classOf);
  const incentives: Incentives[] = [];
  for (let number = 0, first = 0; number < classes; number++) {
    const [from, to] = [at(sorted.starts, number), at(sorted.starts, number + 1)];
    if (from === to) continue;
    const next = to < sorted.items.length ? at(places.placeOf, at(sorted.items, to)) : places.count;
    incentives.push({ follower, others: reports.positions(number), sites, places, first, last: next });
    first = next;
  }
  return incentives;
}

/** The ends before which the follower acts, and nobody else leaves the plan. */
function countedEnds({ game, last }: Tree, deviator: Int8Array, follower: number): Int32Array {
  const { ends, endNode } = game;
  const own = last[follower] ?? NONE;
  const counted = new Int32Array(ends);
  let count = 0;
  for (let end = 0; end < ends; end++) {
    const who = deviator[endNode[end] ?? 0] ?? ON_PLAN;
    if ((who === ON_PLAN || who === follower) && (own[end] ?? -1) >= 0) counted[count++] = end;
  }
  return counted.subarray(0, count);
}

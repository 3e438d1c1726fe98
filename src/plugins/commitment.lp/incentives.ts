import { countedRuns, type Runs } from './counted.ts';
import type { Plan } from './course.ts';
import type { Collections } from './reports.ts';
import { type Site, sitesOf } from './sites.ts';
import { sorted, sortedBy } from './sorting.ts';
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

/**
 * The ends that count for one follower, grouped into places: those with the same last action of its own and, where
 * that matters, the same reports of the others.
 */
export interface Places {
  readonly count: number;
  readonly runs: Runs;
  /** The place of each run. */
  readonly placeOf: Int32Array;
  /** The runs, place by place, and where those of each place begin; and how many runs there are. */
  readonly byPlace: Int32Array;
  readonly starts: Int32Array;
  /** The last action of each place; after the same reports of the others, they rise. */
  readonly positions: Int32Array;
}

/** The place of a last action; -1 where nothing comes after it. Logarithmic. */
export function placeAfter(incentives: Incentives, position: number): number {
  const place = firstFrom(incentives, position);
  return place < incentives.last && incentives.places.positions[place] === position ? place : -1;
}

/** The places of rising actions, written to `found`. */
export function placesAfter(incentives: Incentives, actions: Int32Array, found: Int32Array): void {
  const { places, last } = incentives;
  const { positions } = places;
  let place = firstFrom(incentives, actions[0] ?? 0);
  for (let n = 0; n < actions.length; n++) {
    const position = actions[n] ?? 0;
    while (place < last && (positions[place] ?? 0) < position) place++;
    found[n] = place < last && positions[place] === position ? place : -1;
  }
}

/** The first place whose action is not before a position. */
function firstFrom({ places, first, last }: Incentives, position: number): number {
  const { positions } = places;
  let low = first;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The places of each follower. */
export function placesByFollower(incentives: readonly Incentives[]): ReadonlyMap<number, Places> {
  return new Map(incentives.map(({ follower, places }) => [follower, places]));
}

/** The ends that have an action as the follower's last. */
export function endsAfter(incentives: Incentives, position: number): readonly number[] {
  const place = placeAfter(incentives, position);
  const ends: number[] = [];
  if (place < 0) return ends;
  const { runs, byPlace, starts } = incentives.places;
  const next = starts[place + 1] ?? 0;
  for (let k = starts[place] ?? 0; k < next; k++) {
    const run = byPlace[k] ?? 0;
    const first = runs.ends[run] ?? 0;
    for (let end = first; end < first + (runs.lengths[run] ?? 0); end++) ends.push(end);
  }
  return ends;
}

/**
 * Groups the ends at which everybody but possibly `follower` has kept to the plan; into incentives of their own for
 * each profile of the others' reports, if these are to be told apart.
 */
export function incentivesOf(
  tree: Tree,
  plan: Plan,
  deviator: Int8Array,
  follower: number,
  collections: Collections | undefined,
): readonly Incentives[] {
  const { informationSets } = tree.game;
  const sites = sitesOf(tree, plan, follower);
  const runs = countedRuns(tree, deviator, follower, collections);
  const byAction = sorted(runs.actions, at(informationSets.firstAction, informationSets.count)).items;
  const byPlace = collections ? sortedBy(byAction, runs.reports, collections.count).items : byAction;
  const { places, groups } = placesOf(runs, byPlace);
  return groups.map(({ reports, first, last }) => ({
    follower,
    others: collections?.positions(reports),
    sites,
    places,
    first,
    last,
  }));
}

/** Places of one profile of the others' reports. */
interface Group {
  readonly reports: number;
  readonly first: number;
  readonly last: number;
}

function placesOf(runs: Runs, byPlace: Int32Array): { readonly places: Places; readonly groups: readonly Group[] } {
  const { length } = byPlace;
  const starts = new Int32Array(length + 1);
  const positions = new Int32Array(length);
  const placeOf = new Int32Array(length);
  const groups: Group[] = [];
  let place = -1;
  let action = -1;
  let reports = -1;
  let first = 0;
  for (let k = 0; k < length; k++) {
    const run = byPlace[k] ?? 0;
    const own = runs.actions[run] ?? -1;
    const others = runs.reports[run] ?? 0;
    const isSame = own === action && others === reports;
    if (!isSame) place++;
    placeOf[run] = place;
    if (isSame) continue;
    if (others !== reports && k > 0) {
      groups.push({ reports, first, last: place });
      first = place;
    }
    action = own;
    reports = others;
    positions[place] = own;
    starts[place] = k;
  }
  const count = place + 1;
  starts[count] = length;
  if (count > 0) groups.push({ reports, first, last: count });
  return { places: { count, runs, placeOf, byPlace, starts, positions }, groups };
}

import { ON_PLAN } from './course.ts';
import type { Collections } from './reports.ts';
import { firstOption, isReport, type Tree } from './tree.ts';

/**
 * The ends that count for one follower's incentives, before which it acts and nobody else leaves the plan, in runs:
 * ends next to each other that come after the same last action and the same reports.
 */
export interface Runs {
  /** First end of each run, in the order of the tree, and how many ends it has. */
  readonly ends: Int32Array;
  readonly lengths: Int32Array;
  /** The follower's last action before each, by position. */
  readonly actions: Int32Array;
  /** The number of what the others report before each; 0 where that is not asked for. */
  readonly reports: Int32Array;
}

/**
 * Finds these ends in one pass: last action and reports are handed down the tree. With `collections`, the others'
 * reports get their numbers there; exits are no reports. Linear in the nodes.
 */
export function countedRuns(
  { game, leader, exits, innerNodes }: Tree,
  deviator: Int8Array,
  follower: number,
  collections: Collections | undefined,
): Runs {
  const { firstChild, actor, index, informationSets } = game;
  const { firstAction } = informationSets;
  const found = new Found();
  const actions = new Int32Array(innerNodes).fill(-1);
  const reports = new Int32Array(innerNodes);
  for (let from = 0; from < innerNodes; from++) {
    const astray = deviator[from] ?? ON_PLAN;
    if (astray !== ON_PLAN && astray !== follower) continue;
    const first = firstChild[from] ?? 0;
    const next = firstChild[from + 1] ?? 0;
    const before = actions[from] ?? -1;
    const known = reports[from] ?? 0;
    const set = index[from] ?? 0;
    const who = actor[from] ?? -1;
    if (first === next) {
      found.add(set, 1, before, known);
    } else if (who < 0 || who === leader) {
      if (first >= innerNodes) found.add(index[first] ?? 0, next - first, before, known);
      else {
        for (let node = first; node < next; node++) {
          if (node >= innerNodes) found.add(index[node] ?? 0, 1, before, known);
          else {
            actions[node] = before;
            reports[node] = known;
          }
        }
      }
    } else {
      const isOwn = who === follower;
      const isTold = collections !== undefined && !isOwn && isReport(game, set) && exits[set] !== 1;
      let action = firstOption(game, from);
      for (let node = first; node < next; node++, action++) {
        const last = isOwn ? (firstAction[set] ?? 0) + action : before;
        const others = isTold ? collections.with(known, set, action) : known;
        if (node < innerNodes) {
          actions[node] = last;
          reports[node] = others;
        } else {
          const later = deviator[node] ?? ON_PLAN;
          if (later === ON_PLAN || later === follower) found.add(index[node] ?? 0, 1, last, others);
        }
      }
    }
  }
  return found.all();
}

const FEW = 256;

/** Runs, as they are found. */
class Found {
  #ends = new Int32Array(FEW);
  #lengths = new Int32Array(FEW);
  #actions = new Int32Array(FEW);
  #reports = new Int32Array(FEW);
  #count = 0;

  /** Nothing is counted before the follower's first action. */
  add(end: number, length: number, action: number, reports: number): void {
    if (action < 0) return;
    if (this.#count === this.#ends.length) this.#extend();
    this.#ends[this.#count] = end;
    this.#lengths[this.#count] = length;
    this.#actions[this.#count] = action;
    this.#reports[this.#count++] = reports;
  }

  all(): Runs {
    const upTo = (list: Int32Array): Int32Array => list.subarray(0, this.#count);
    return {
      ends: upTo(this.#ends),
      lengths: upTo(this.#lengths),
      actions: upTo(this.#actions),
      reports: upTo(this.#reports),
    };
  }

  #extend(): void {
    this.#ends = doubled(this.#ends);
    this.#lengths = doubled(this.#lengths);
    this.#actions = doubled(this.#actions);
    this.#reports = doubled(this.#reports);
  }
}

function doubled(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * list.length);
  longer.set(list);
  return longer;
}

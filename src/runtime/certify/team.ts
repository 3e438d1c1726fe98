import type { Game } from '../game/game.ts';
import { at } from './number.ts';
import { actionCount, firstOption } from './own-tree.ts';

/** The best that a team can do by one joint plan: exactly where both bounds agree. */
export interface JointReply {
  readonly lower: number;
  readonly upper: number;
  /** The action at each information set of a member in the best plan found; -1 at sets of others and where it does not matter. */
  readonly plan: Int32Array;
}

/**
 * The joint best response of a team by branch and bound. Relaxation: a coordinator who at each move also knows the earlier
 * moves of all members (perfect recall, one backward pass); where it treats histories that a member cannot tell
 * apart differently, it branches on what that member does there. `worth` is the weighted utility of each end. `work` bounds
 * the number of sets looked at in all; when it is spent, the open branches give the upper bound.
 */
export function jointBestReply(game: Game, members: readonly number[], worth: Float64Array, work: number): JointReply {
  const search = new TeamSearch(game, new CoordinatedTree(game, members, worth), work);
  return search.run();
}

/** The tree of a coordinator: member sets parted by the moves of all members before them. */
class CoordinatedTree {
  /** Member set of each coordinated set; parents come first. */
  readonly setOf: number[] = [];
  readonly parentSequence: number[] = [];
  readonly firstSequence: number[] = [];
  sequences = 1;
  /** For each sequence the sum of the worths of the ends that have it last. */
  readonly gains: Float64Array;

  constructor(game: Game, members: readonly number[], worth: Float64Array) {
    const sequence = new Int32Array(game.nodes);
    const known = new Map<number, number>();
    for (let node = 0; node < game.nodes; node++) {
      const first = at(game.firstChild, node);
      const own = members.includes(at(game.actor, node))
        ? this.open(game, known, at(game.index, node), at(sequence, node)) + firstOption(game, node)
        : -1;
      for (let child = first; child < at(game.firstChild, node + 1); child++)
        sequence[child] = own < 0 ? at(sequence, node) : own + child - first;
    }
    this.gains = new Float64Array(this.sequences);
    for (let end = 0; end < game.ends; end++) {
      const last = at(sequence, at(game.endNode, end));
      this.gains[last] = at(this.gains, last) + at(worth, end);
    }
  }

  /** First sequence of the coordinated set, made if it is new. */
  private open(game: Game, known: Map<number, number>, set: number, parent: number): number {
    const key = parent * game.informationSets.count + set;
    const found = known.get(key);
    if (found !== undefined) return found;
    const first = this.sequences;
    known.set(key, first);
    this.setOf.push(set);
    this.parentSequence.push(parent);
    this.firstSequence.push(first);
    this.sequences += actionCount(game, set);
    return first;
  }
}

/** Actions that a branch has fixed, by member set; -1 where it has not. */
type Fixed = Int32Array;

interface Branch {
  readonly fixed: Fixed;
  readonly upper: number;
  /** The relaxation's choice at each coordinated set. */
  readonly choice: Int32Array;
}

class TeamSearch {
  private readonly game: Game;
  private readonly tree: CoordinatedTree;
  private work: number;
  private lower = Number.NEGATIVE_INFINITY;
  private plan: Int32Array;

  constructor(game: Game, tree: CoordinatedTree, work: number) {
    this.game = game;
    this.tree = tree;
    this.work = work;
    this.plan = new Int32Array(game.informationSets.count).fill(-1);
  }

  run(): JointReply {
    const open = [this.relax(new Int32Array(this.game.informationSets.count).fill(-1))];
    for (let branch = open.pop(); branch; branch = open.pop()) {
      if (branch.upper <= this.lower + 1e-13 * Math.max(1, Math.abs(this.lower))) continue;
      const conflict = this.project(branch);
      if (conflict === undefined) continue;
      if (this.work <= 0) {
        open.push(branch);
        break;
      }
      const next = Array.from({ length: actionCount(this.game, conflict) }, (_, action) => {
        const fixed = branch.fixed.slice();
        fixed[conflict] = action;
        return this.relax(fixed);
      });
      open.push(...next.sort((one, other) => one.upper - other.upper));
    }
    const upper = open.reduce((most, branch) => Math.max(most, branch.upper), this.lower);
    return { lower: this.lower, upper, plan: this.plan };
  }

  /** The coordinator's best reply where some member sets are fixed. */
  private relax(fixed: Fixed): Branch {
    const { setOf, parentSequence, firstSequence } = this.tree;
    const gains = this.tree.gains.slice();
    const choice = new Int32Array(setOf.length);
    this.work -= setOf.length;
    for (let position = setOf.length - 1; position >= 0; position--) {
      const set = at(setOf, position);
      const first = at(firstSequence, position);
      let best = Math.max(0, at(fixed, set));
      if (at(fixed, set) < 0)
        for (let action = 1; action < actionCount(this.game, set); action++)
          if (at(gains, first + action) > at(gains, first + best)) best = action;
      choice[position] = best;
      const parent = at(parentSequence, position);
      gains[parent] = at(gains, parent) + at(gains, first + best);
    }
    return { fixed, upper: at(gains, 0), choice };
  }

  /**
   * Makes a plan of the relaxation's choices, at each member set the one most often met, and keeps it if it is the best so far.
   * Returns the member set that is torn most; undefined if none is: then the plan attains the bound.
   */
  private project(branch: Branch): number | undefined {
    const votes = this.votes(branch);
    const plan = branch.fixed.slice();
    let torn: number | undefined;
    let dissent = 0;
    for (const [set, counts] of votes) {
      const most = counts.reduce((best, count, action) => ((counts[best] ?? 0) >= count ? best : action), 0);
      plan[set] = most;
      const against = counts.reduce((sum, count) => sum + count, 0) - (counts[most] ?? 0);
      if (against > dissent) {
        dissent = against;
        torn = set;
      }
    }
    const whole = torn === undefined ? plan : plan.map((action) => Math.max(0, action));
    const value = torn === undefined ? branch.upper : this.relax(whole).upper;
    if (value > this.lower) {
      this.lower = value;
      this.plan = whole;
    }
    return torn;
  }

  /** How often each action of a member set is chosen at coordinated sets that the relaxation reaches. */
  private votes(branch: Branch): ReadonlyMap<number, number[]> {
    const { setOf, parentSequence, firstSequence } = this.tree;
    const reached = new Uint8Array(this.tree.sequences);
    reached[0] = 1;
    const votes = new Map<number, number[]>();
    for (let position = 0; position < setOf.length; position++) {
      if (at(reached, at(parentSequence, position)) === 0) continue;
      const action = at(branch.choice, position);
      reached[at(firstSequence, position) + action] = 1;
      const set = at(setOf, position);
      const counts = votes.get(set) ?? Array.from({ length: actionCount(this.game, set) }, () => 0);
      counts[action] = (counts[action] ?? 0) + 1;
      votes.set(set, counts);
    }
    return votes;
  }
}

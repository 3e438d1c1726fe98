import type { LinearProgram, PlayerForm, SequencePayoffs } from '../contract/index.ts';
import { type FollowerPlan, rootsOf } from './plans.ts';

const { POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf } = Number;

interface Row {
  readonly lower: number;
  readonly upper: number;
  readonly columns: number[];
  readonly values: number[];
}

/** The program of one plan, and where everything stands in it. */
export interface PlanProgram {
  readonly linear: LinearProgram;
  /** Row of sequence s of the follower: actionRow + s - 1. */
  readonly actionRow: number;
}

/**
 * The leader's best realisation plan x among those to which a plan of the follower is a best reply:
 *
 *   maximise the leader's payoff where, for each set J of the follower and each action b there, what J is worth, v(J), is no
 *   less than b and what comes after it; and what the plan brings through each first set J is no less than v(J).
 *
 * Columns: sequences of the leader, v of the follower's sets, and for each first set how far the last row may be broken, at
 * `penalty` a unit (0: not at all). Rows: sets of the leader, actions of the follower, first sets of the follower.
 */
export function planProgram(
  leader: PlayerForm,
  follower: PlayerForm,
  payoffs: SequencePayoffs,
  plan: FollowerPlan,
  penalty: number,
): PlanProgram {
  const worth = leader.sequences;
  const slack = worth + follower.sets;
  const firstSets = [...follower.parent.keys()].filter((set) => follower.parent[set] === 0);
  const width = slack + firstSets.length;
  const replies = actionRows(follower, worth);
  const root = rootsOf(follower);
  const obey = new Map(firstSets.map((set, n): [number, Row] => [set, row(0, inf, [worth + set, slack + n], [-1, 1])]));
  const cost = new Float64Array(width);
  cost.fill(-penalty, slack);
  for (let r = 0; r < payoffs.rows; r++) {
    const sums = new Map<Row, number>();
    for (let entry = payoffs.rowStart[r] ?? 0; entry < (payoffs.rowStart[r + 1] ?? 0); entry++) {
      const s = payoffs.column[entry] ?? 0;
      const isPlayed = plan[s] === 1;
      if (isPlayed) cost[r] = (cost[r] ?? 0) + (payoffs.first[entry] ?? 0);
      const gain = payoffs.second[entry] ?? 0;
      const reply = replies[s - 1];
      if (!reply || gain === 0) continue;
      sums.set(reply, (sums.get(reply) ?? 0) - gain);
      const kept = obey.get(root[s] ?? -1);
      if (isPlayed && kept) sums.set(kept, (sums.get(kept) ?? 0) + gain);
    }
    for (const [each, value] of sums) put(each, r, value);
  }
  const rows = [...planRows(leader), ...replies, ...obey.values()];
  const lower = Float64Array.from({ length: width }, (_, c) => (c === 0 ? 1 : c >= worth && c < slack ? minusInf : 0));
  const upper = Float64Array.from({ length: width }, (_, c) => (c === 0 ? 1 : c >= slack && penalty === 0 ? 0 : inf));
  return { linear: linearProgram(cost, lower, upper, rows), actionRow: leader.sets };
}

function planRows({ sets, first, parent }: PlayerForm): readonly Row[] {
  return Array.from({ length: sets }, (_, set) => {
    const one = row(0, 0, [parent[set] ?? 0], [-1]);
    for (let s = first[set] ?? 0; s < (first[set + 1] ?? 0); s++) put(one, s, 1);
    return one;
  });
}

/** For each sequence but the empty one: v of its set, less v of the sets that come after. */
function actionRows({ sets, first, parent, sequences }: PlayerForm, worth: number): readonly Row[] {
  const rows = Array.from({ length: sequences - 1 }, () => row(0, inf, [], []));
  for (let set = 0; set < sets; set++) {
    for (let s = first[set] ?? 0; s < (first[set + 1] ?? 0); s++) put(rows[s - 1], worth + set, 1);
    put(rows[(parent[set] ?? 0) - 1], worth + set, -1);
  }
  return rows;
}

function row(lower: number, upper: number, columns: number[], values: number[]): Row {
  return { lower, upper, columns, values };
}

function put(one: Row | undefined, column: number, value: number): void {
  one?.columns.push(column);
  one?.values.push(value);
}

function linearProgram(
  cost: Float64Array,
  columnLower: Float64Array,
  columnUpper: Float64Array,
  rows: readonly Row[],
): LinearProgram {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ columns }, r) => {
    starts[r + 1] = (starts[r] ?? 0) + columns.length;
  });
  return {
    sense: 'maximize',
    cost,
    columnLower,
    columnUpper,
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: Float64Array.from(rows, ({ upper }) => upper),
    starts,
    indices: Int32Array.from(rows.flatMap(({ columns }) => columns)),
    values: Float64Array.from(rows.flatMap(({ values }) => values)),
  };
}

import type { BoundProof, CommitmentProblem, Game, Solution, Solver, SolverRun } from '../contract/index.ts';
import { refuseOthers } from './scope.ts';

/**
 * The best scheme against receivers as they are: their answer to each message is known, so the sender faces no incentive
 * constraint, and for each value of the signal's arguments it sends the message after which it expects most. One pass over the
 * ends of the tree; exact. What no rational receiver would believe twice may well work on a measured one: nothing here asks
 * whether messages stay credible.
 */
export class EmpiricalSolver implements Solver<CommitmentProblem> {
  /** Throws a Refusal for rational receivers, money, conditions and several signals in one play. */
  solve(problem: CommitmentProblem, _options: unknown, { budget }: SolverRun): Solution {
    refuseOthers(problem);
    if (budget.exhausted()) return nothing;
    const { game, leader } = problem;
    const worth = worthOfActions(game, leader);
    const best = bestActions(game, worth);
    const chances = new Float64Array(worth.length);
    for (const { action } of best) chances[action] = 1;
    return {
      status: 'exact',
      profile: { chances, money: new Float64Array(game.cells.count) },
      alternatives: [],
      proof: ownBound(game),
      explanation: [],
      report: { ...uninformed(game, worth), ties: best.filter(({ isTied }) => isTied).length },
    };
  }
}

const nothing: Solution = {
  status: 'budget',
  profile: undefined,
  alternatives: [],
  proof: undefined,
  explanation: ['the budget was spent before the scheme was looked for'],
  report: {},
};

/** What the leader expects from each action: the sum of chance times utility over the ends behind it. */
function worthOfActions(game: Game, leader: number): Float64Array {
  const { nodes, firstChild, actor, index, chance, endNode, payoff, payees, payeeOf, informationSets } = game;
  const payee = payeeOf[leader] ?? 0;
  const value = new Float64Array(nodes);
  for (let end = 0; end < endNode.length; end++) value[endNode[end] ?? 0] = payoff[end * payees.length + payee] ?? 0;
  const reach = reachOf(game);
  const worth = new Float64Array(informationSets.firstAction[informationSets.count] ?? 0);
  for (let node = nodes - 1; node >= 0; node--) {
    const first = firstChild[node] ?? 0;
    const count = (firstChild[node + 1] ?? 0) - first;
    const set = index[node] ?? -1;
    for (let child = 0; child < count; child++) {
      const below = value[first + child] ?? 0;
      if (actor[node] === leader) {
        const action = (informationSets.firstAction[set] ?? 0) + child;
        worth[action] = (worth[action] ?? 0) + (reach[node] ?? 0) * below;
      } else value[node] = (value[node] ?? 0) + (chance[first + child] ?? 0) * below;
    }
  }
  return worth;
}

/** The chance that nature, the receivers included, brings the play to each history. */
function reachOf({ nodes, firstChild, chance }: Game): Float64Array {
  const reach = new Float64Array(nodes);
  reach[0] = 1;
  for (let node = 0; node < nodes; node++)
    for (let child = firstChild[node] ?? 0; child < (firstChild[node + 1] ?? 0); child++)
      reach[child] = (reach[node] ?? 0) * (chance[child] ?? 1);
  return reach;
}

/** Sums of products of chances that are equal in exact numbers may differ by this much, relative to their size. */
const SLACK = 1e-12;

interface Best {
  readonly action: number;
  readonly isTied: boolean;
}

/** The first of the best actions of each information set. */
function bestActions({ informationSets: { count, firstAction } }: Game, worth: Float64Array): readonly Best[] {
  return Array.from({ length: count }, (_, set): Best => {
    const first = firstAction[set] ?? 0;
    const row = worth.subarray(first, firstAction[set + 1]);
    const highest = Math.max(...row);
    const isBest = (each: number): boolean => each >= highest - SLACK * Math.max(1, Math.abs(highest));
    return { action: first + row.findIndex(isBest), isTied: row.filter(isBest).length > 1 };
  });
}

/** What the sender would get from one message for all, the best one, which says nothing of the state; not where there are several signals. */
function uninformed({ informationSets }: Game, worth: Float64Array): { readonly uninformed?: number } {
  const { count, firstAction } = informationSets;
  const sets = Array.from({ length: count }, (_, set) => set);
  if (new Set(sets.map((set) => informationSets.describe(set).label)).size !== 1) return {};
  const rows = sets.map((set) => worth.subarray(firstAction[set], firstAction[set + 1]));
  const totals = Array.from(rows[0] ?? [], (_, action) => rows.reduce((sum, row) => sum + (row[action] ?? 0), 0));
  return { uninformed: Math.max(...totals) };
}

/** With nobody to be kept to a plan, the leader's best value is its own bound: no prices. */
function ownBound({ informationSets: { count } }: Game): BoundProof {
  const plan = new Int32Array(count).fill(-1);
  const none: ReadonlyMap<number, number> = new Map();
  return { cases: [{ plan, deviations: [], participation: none, requirements: none }], labels: [] };
}

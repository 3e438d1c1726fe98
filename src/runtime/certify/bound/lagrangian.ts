import type { BoundCase, Demands, DeviationFlow } from '../../../plugins/contract/solution.ts';
import { CHANCE, END, type Game } from '../../game/game.ts';
import { at, toDouble } from '../number.ts';
import { firstOption, type OwnTree, ownTree, rootOfSequences, sequenceAtNodes } from '../own-tree.ts';
import { coefficient } from '../walk.ts';
import { LeaderProgram } from './leader-program.ts';
import { budgetPrice, nonNegative, properFlow, requirementPrice, rootPrices } from './prices.ts';
import { ReportIndex } from './report-index.ts';

/** Nobody has left the plan on the way. */
const NOBODY = -1;
/** More than one follower has. */
const SEVERAL = -2;

/**
 * Recomputes, from the game alone, numbers that no rule of the leader can beat: the Lagrangian of a plan at given prices
 * (weak duality; see BoundCase). What does not depend on the plan is prepared once.
 */
export class Lagrangian {
  private readonly game: Game;
  private readonly leader: number;
  private readonly budget: Demands['budget'];
  private readonly leaderTree: OwnTree;
  /** Own trees by player, and the first own set on the way to each sequence. */
  private readonly followers = new Map<number, { readonly tree: OwnTree; readonly roots: Int32Array }>();
  private readonly leaderSequence: Int32Array;
  /** Chance of nature's draws on the way to each history. */
  private readonly nature: Float64Array;
  private readonly reports: ReportIndex;

  constructor(game: Game, leader: number, budget: Demands['budget']) {
    this.budget = budget;
    this.game = game;
    this.leader = leader;
    this.leaderTree = ownTree(game, leader);
    this.leaderSequence = sequenceAtNodes(game, leader);
    this.nature = chancesOfNature(game);
    this.reports = new ReportIndex(game, leader);
    for (let player = 0; player < game.players.length; player++) {
      if (player === leader) continue;
      const tree = ownTree(game, player);
      this.followers.set(player, { tree, roots: rootOfSequences(game, tree) });
    }
  }

  /** What no rule beats while followers go by the plan. Infinity where the prices leave money free to grow. Linear in the tree times the flows. */
  bound(plan: BoundCase): number {
    return this.program(plan).best();
  }

  /** The Lagrangian as a function of what the leader may do. */
  program(plan: BoundCase): LeaderProgram {
    const deviator = this.deviators(plan.plan);
    const program = new LeaderProgram(this.game, this.leaderTree);
    const prices = this.pricesOfUtility(plan, deviator);
    this.addParticipation(plan, deviator, prices, program);
    this.addBudget(plan, deviator, program);
    this.addRequirements(plan, deviator, program);
    this.addUtilities(prices, program);
    return program;
  }

  /** For each history who has left the plan on the way: NOBODY, one player, or SEVERAL. */
  private deviators(plan: Int32Array): Int32Array {
    const { nodes, firstChild, actor, index } = this.game;
    const deviator = new Int32Array(nodes).fill(NOBODY);
    for (let node = 0; node < nodes; node++) {
      const player = actor[node] ?? END;
      const before = deviator[node] ?? NOBODY;
      const first = firstChild[node] ?? 0;
      const last = firstChild[node + 1] ?? 0;
      const isFollower = player !== CHANCE && player !== END && player !== this.leader;
      if (!isFollower && before === NOBODY) continue;
      const planned = isFollower ? first + (plan[index[node] ?? -1] ?? -1) - firstOption(this.game, node) : -1;
      const astray = before === NOBODY || before === player ? player : SEVERAL;
      for (let child = first; child < last; child++)
        deviator[child] = !isFollower || (child === planned && before !== SEVERAL) ? before : astray;
    }
    return deviator;
  }

  /** For each end and payee, what one unit of its utility counts, nature's chance left out. */
  private pricesOfUtility(plan: BoundCase, deviator: Int32Array): Float64Array {
    const width = this.game.payees.length;
    const prices = new Float64Array(this.game.ends * width);
    const own = at(this.game.payeeOf, this.leader);
    for (let end = 0; end < this.game.ends; end++)
      if (deviator[this.game.endNode[end] ?? 0] === NOBODY) prices[end * width + own] = 1;
    for (const flow of plan.deviations) this.addFlow(plan.plan, flow, deviator, prices);
    return prices;
  }

  private addFlow(plan: Int32Array, given: DeviationFlow, deviator: Int32Array, prices: Float64Array): void {
    const own = this.followers.get(given.follower);
    if (!own) return;
    const { tree, roots } = own;
    const flow = properFlow(this.game, tree, plan, given);
    const lambda = rootPrices(this.game, tree, flow);
    const payee = at(this.game.payeeOf, given.follower);
    const ends = this.reports.ends(given.follower, given.others);
    for (let position = 0; position < ends.length; position++) {
      const end = ends[position] ?? 0;
      const sequence = tree.last[end] ?? 0;
      if (sequence === 0) continue;
      const astray = deviator[this.game.endNode[end] ?? 0] ?? SEVERAL;
      const honest = astray === NOBODY ? (lambda[roots[sequence] ?? -1] ?? 0) : 0;
      const deviating = astray === NOBODY || astray === given.follower ? (flow[sequence] ?? 0) : 0;
      const place = end * this.game.payees.length + payee;
      prices[place] = (prices[place] ?? 0) + honest - deviating;
    }
  }

  private addParticipation(plan: BoundCase, deviator: Int32Array, prices: Float64Array, program: LeaderProgram): void {
    const width = this.game.payees.length;
    const leaves = this.game.commitments?.leaves ?? [];
    const priced = leaves.filter((point) => nonNegative(plan.participation.get(point.group)) > 0);
    if (priced.length === 0) return;
    const sums = new Map<number, Float64Array>();
    const worths = new Float64Array(this.game.nodes);
    for (const point of priced) {
      const price = nonNegative(plan.participation.get(point.group));
      const payee = at(this.game.payeeOf, point.player);
      const sum = sums.get(payee) ?? new Float64Array(this.game.nodes);
      sums.set(payee, sum);
      sum[point.node] = at(sum, point.node) + price;
      worths[point.node] = at(worths, point.node) + price * toDouble(point.worth);
    }
    const { endNode, parent } = this.game;
    for (let end = 0; end < this.game.ends; end++) {
      const last = endNode[end] ?? 0;
      if (deviator[last] !== NOBODY) continue;
      for (const [payee, sum] of sums)
        prices[end * width + payee] = (prices[end * width + payee] ?? 0) + along(sum, last, parent);
      program.add(at(this.leaderSequence, last), -at(this.nature, last) * along(worths, last, parent));
    }
  }

  /** A price on what followers pay in is one on minus the money terms of all but the leader. */
  private addBudget({ budget }: BoundCase, deviator: Int32Array, program: LeaderProgram): void {
    const { commitments } = this.game;
    if (!commitments || this.budget === 'none') return;
    const own = at(this.game.payeeOf, this.leader);
    for (let end = 0; end < this.game.ends; end++) {
      const node = at(this.game.endNode, end);
      const price = budgetPrice(this.budget, budget, end) * at(this.nature, node);
      if (price === 0 || at(deviator, node) !== NOBODY) continue;
      for (let term = at(commitments.termStart, end); term < at(commitments.termStart, end + 1); term++) {
        if (at(commitments.termPayee, term) === own) continue;
        const cell = at(commitments.termCell, term);
        program.addMoney(at(this.leaderSequence, node), cell, -price * coefficient(this.game, term));
      }
    }
  }

  private addRequirements(plan: BoundCase, deviator: Int32Array, program: LeaderProgram): void {
    for (const [position, point] of (this.game.commitments?.requirements ?? []).entries()) {
      const price = requirementPrice(this.game, plan.requirements, position) * at(this.nature, point.node);
      if (price === 0 || at(deviator, point.node) !== NOBODY) continue;
      const sequence = at(this.leaderSequence, point.node);
      program.add(sequence, price * (point.relation === 'never' ? -1 : toDouble(point.constant)));
      if (point.relation === 'never') continue;
      for (const [cell, share] of point.terms) program.addMoney(sequence, cell, price * toDouble(share));
    }
  }

  private addUtilities(prices: Float64Array, program: LeaderProgram): void {
    const { commitments, payoff, endNode } = this.game;
    const width = this.game.payees.length;
    for (let end = 0; end < this.game.ends; end++) {
      const node = endNode[end] ?? 0;
      const chance = this.nature[node] ?? 0;
      const sequence = this.leaderSequence[node] ?? 0;
      let value = 0;
      for (let place = end * width; place < (end + 1) * width; place++)
        value += (prices[place] ?? 0) * (payoff[place] ?? 0);
      if (value !== 0) program.add(sequence, chance * value);
      if (!commitments) continue;
      const last = commitments.termStart[end + 1] ?? 0;
      for (let term = commitments.termStart[end] ?? 0; term < last; term++) {
        const price = chance * (prices[end * width + (commitments.termPayee[term] ?? 0)] ?? 0);
        if (price !== 0)
          program.addMoney(sequence, at(commitments.termCell, term), price * coefficient(this.game, term));
      }
    }
  }
}

function chancesOfNature(game: Game): Float64Array {
  const { nodes, parent, chance } = game;
  const chances = new Float64Array(nodes).fill(1);
  for (let node = 1; node < nodes; node++) chances[node] = (chances[parent[node] ?? 0] ?? 0) * (chance[node] ?? 0);
  return chances;
}

/** The sum of what stands at the histories on the way to a node, itself included. */
function along(values: Float64Array, to: number, parent: Int32Array): number {
  let sum = values[to] ?? 0;
  for (let node = to; node > 0; ) {
    node = parent[node] ?? 0;
    sum += values[node] ?? 0;
  }
  return sum;
}

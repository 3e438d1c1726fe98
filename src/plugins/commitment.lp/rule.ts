import type { Profile } from '../contract/index.ts';
import { deviators, ON_PLAN, type Plan } from './course.ts';
import { toDouble } from './numbers.ts';
import type { PlanProgram } from './program.ts';
import { baseAction } from './sites.ts';
import { actionsOf, at, coefficientAt, type Tree } from './tree.ts';
import { EMPTY, type Unknowns } from './unknowns.ts';

/** Probabilities below this are rounding. */
const NOTHING = 1e-12;
const ALIKE = 1e-9;

/** A rule as it stands in a program's solution. */
export interface Rule {
  /** Probability of each of the leader's sequences, given that the others let it happen. */
  readonly realization: Float64Array;
  readonly money: Float64Array;
  /** Cells that are promised money with probability zero: what the program counts is not what the rule pays. */
  readonly overpaid: readonly number[];
  /** Cells for which the program wants different numbers after different draws of the leader. */
  readonly torn: readonly number[];
}

/** Reads the rule off: behaviour from probabilities of sequences, pay from pay times mass. */
export function ruleOf(tree: Tree, unknowns: Unknowns, program: PlanProgram, columns: Float64Array): Rule {
  const realization = realizationOf(unknowns, program, columns);
  const { count } = tree.game.cells;
  const money = Float64Array.from({ length: count }, (_, cell) => nearestToZero(tree, cell));
  const paid = new Map<number, number>();
  const overpaid: number[] = [];
  const torn: number[] = [];
  for (const { cell, column, mass } of program.money) {
    let chance = 0;
    for (const [sequence, factor] of mass) chance += factor * at(realization, sequence);
    const total = at(columns, column);
    if (chance <= NOTHING) {
      if (Math.abs(total) > ALIKE) overpaid.push(cell);
      continue;
    }
    const pay = within(tree, cell, total / chance);
    const before = paid.get(cell);
    if (before !== undefined && Math.abs(before - pay) > ALIKE * Math.max(1, Math.abs(pay))) torn.push(cell);
    paid.set(cell, pay);
    money[cell] = pay;
  }
  return { realization, money, overpaid, torn };
}

/**
 * Probabilities of sequences, cleaned of rounding: at each set that is reached they add up to that of getting there.
 */
function realizationOf(unknowns: Unknowns, { columnOf }: PlanProgram, columns: Float64Array): Float64Array {
  const realization = new Float64Array(unknowns.sequences);
  realization[EMPTY] = 1;
  for (const set of unknowns.sets) {
    const sequences = unknowns.sequencesOf(set);
    const raw = sequences.map((sequence) => {
      const column = columnOf.get(sequence);
      return column === undefined ? 0 : Math.max(0, at(columns, column));
    });
    const kept = raw.map((value) => (value > NOTHING ? value : 0));
    const total = kept.reduce((sum, value) => sum + value, 0);
    const before = at(realization, unknowns.sequenceBefore(set));
    sequences.forEach((sequence, n) => {
      // A set that matters to nobody, or is not reached, plays its first action.
      const share = total > 0 ? at(kept, n) / total : n === 0 ? 1 : 0;
      realization[sequence] = before * share;
    });
  }
  return realization;
}

/** The whole profile: the leader's rule, the plan, and best replies where only a deviation leads. */
export function profileOf(tree: Tree, unknowns: Unknowns, plan: Plan, { realization, money }: Rule): Profile {
  const chances = new Float64Array(tree.setOf.length);
  for (const set of unknowns.sets) {
    const before = at(realization, unknowns.sequenceBefore(set));
    const sequences = unknowns.sequencesOf(set);
    sequences.forEach((sequence, n) => {
      const position = unknowns.positionOf[sequence] ?? 0;
      chances[position] = before > 0 ? at(realization, sequence) / before : n === 0 ? 1 : 0;
    });
  }
  const deviator = deviators(tree, plan);
  for (const follower of tree.followers) {
    const best = new Replies(tree, plan, utilities(tree, unknowns, deviator, follower, realization, money));
    for (const root of tree.roots[follower] ?? []) best.decide(root, chances);
  }
  return { chances, money };
}

/** What a follower gets at the ends after each of its actions as the last one, if nobody else deviates. */
function utilities(
  tree: Tree,
  unknowns: Unknowns,
  deviator: Int8Array,
  follower: number,
  realization: Float64Array,
  money: Float64Array,
): Float64Array {
  const { game, commitments, reach } = tree;
  const { endNode, payoff, payees, ends } = game;
  const { termStart, termCell, termPayee } = commitments;
  const payee = at(game.payeeOf, follower);
  const last = tree.last[follower];
  const sums = new Float64Array(tree.setOf.length);
  for (let end = 0; end < ends; end++) {
    const node = endNode[end] ?? 0;
    const who = deviator[node] ?? ON_PLAN;
    const position = last?.[end] ?? -1;
    if ((who !== ON_PLAN && who !== follower) || position < 0) continue;
    const chance = (reach[end] ?? 0) * (realization[unknowns.endSequence[end] ?? 0] ?? 0);
    if (chance === 0) continue;
    let utility = payoff[end * payees.length + payee] ?? 0;
    for (let t = termStart[end] ?? 0; t < (termStart[end + 1] ?? 0); t++)
      if (termPayee[t] === payee) utility += coefficientAt(commitments, t) * (money[termCell[t] ?? 0] ?? 0);
    sums[position] = (sums[position] ?? 0) + chance * utility;
  }
  return sums;
}

/** The plan where it reaches; elsewhere the best reply, the base action among equals. */
class Replies {
  readonly #tree: Tree;
  readonly #plan: Plan;
  readonly #utilities: Float64Array;

  constructor(tree: Tree, plan: Plan, sums: Float64Array) {
    this.#tree = tree;
    this.#plan = plan;
    this.#utilities = sums;
  }

  /** Writes what is done at a set and after it; returns what that brings. */
  decide(set: number, chances: Float64Array): number {
    const { game } = this.#tree;
    const first = at(game.informationSets.firstAction, set);
    const base = baseAction(this.#tree, this.#plan, set);
    const worth = Array.from({ length: actionsOf(game, set) }, (_, action) => this.#worth(first + action, chances));
    const isPlanned = at(this.#plan, set) >= 0;
    let best = base;
    worth.forEach((value, action) => {
      if (!isPlanned && value > at(worth, best) + ALIKE * Math.max(1, Math.abs(value))) best = action;
    });
    chances[first + best] = 1;
    return at(worth, best);
  }

  #worth(position: number, chances: Float64Array): number {
    const next = this.#tree.next[position] ?? [];
    return next.reduce((sum, set) => sum + this.decide(set, chances), at(this.#utilities, position));
  }
}

function nearestToZero(tree: Tree, cell: number): number {
  return within(tree, cell, 0);
}

function within({ game }: Tree, cell: number, pay: number): number {
  const { min, max } = game.cells.at(cell);
  return Math.min(Math.max(pay, toDouble(min)), toDouble(max)) + 0;
}

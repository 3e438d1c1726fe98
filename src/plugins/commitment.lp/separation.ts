import type { Deviation } from './constraints.ts';
import type { Incentives, Plan } from './course.ts';
import { isSimple, positionsOf } from './deviations.ts';
import type { Rule } from './rule.ts';
import { at, isReport, type Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/** A gain below this, relative to the row's coefficients, is what the program's tolerance leaves. */
const TOLERANCE = 1e-9;
/** So many rows of one information set are added at a time. */
const AT_ONCE = 3;

/** A set that the plan reaches, with the single deviations there. */
interface Place {
  readonly incentives: number;
  readonly told: readonly number[];
  readonly others: readonly number[];
}

/**
 * Finds the single deviations that gain most under a rule: the rows that a program should have. A gain counts by its
 * size relative to the row, so that no row wins by being weighted with a large chance. Linear in the ends, for each
 * follower.
 */
export class Separation {
  readonly #tree: Tree;
  readonly #unknowns: Unknowns;
  readonly #incentives: readonly Incentives[];
  readonly #places: readonly Place[];
  readonly #norms: Map<number, number>[] = [];
  readonly #coefficients: Float64Array;
  readonly #sums: Float64Array;

  constructor(tree: Tree, unknowns: Unknowns, plan: Plan, incentives: readonly Incentives[]) {
    this.#tree = tree;
    this.#unknowns = unknowns;
    this.#incentives = incentives;
    this.#places = incentives.flatMap((group, number) => placesOf(tree, plan, group, number));
    this.#coefficients = tree.coefficients;
    this.#sums = new Float64Array(unknowns.sequences);
  }

  /** How many single deviations there are. */
  get count(): number {
    return this.#places.reduce((sum, { others }) => sum + others.length, 0);
  }

  /** Those to begin with: reports of the values next to the true one. */
  *neighbours(): Generator<Deviation> {
    const { game, setOf } = this.#tree;
    for (const { incentives, others } of this.#places) {
      const set = at(setOf, others[0] ?? 0);
      if (!isReport(game, set)) continue;
      const truth = at(game.informationSets.firstAction, set) + at(game.informationSets.truthful, set);
      for (const position of others) if (Math.abs(position - truth) === 1) yield { incentives, position };
    }
  }

  /** The worst deviations of each set that gain and are not there yet. */
  worst(rule: Rule, isThere: (deviation: Deviation) => boolean): readonly Deviation[] {
    const worth = new Map<number, Float64Array>();
    const found: Deviation[] = [];
    for (const [number, { incentives, told, others }] of this.#places.entries()) {
      const group = this.#incentives[incentives];
      if (!group) continue;
      const { follower, endsAfter } = group;
      const worths = worth.get(follower) ?? this.#worth(follower, rule);
      worth.set(follower, worths);
      const honest = told.reduce((sum, position) => sum + total(worths, endsAfter.get(position)), 0);
      const gains = others
        .map((position) => ({ incentives, position, gain: total(worths, endsAfter.get(position)) - honest }))
        .filter((one) => one.gain > 0 && !isThere(one))
        .map((one) => ({ ...one, gain: one.gain / this.#norm(number, one.position) }))
        .filter(({ gain }) => gain > TOLERANCE);
      gains.sort((one, other) => other.gain - one.gain || one.position - other.position);
      for (const one of gains.slice(0, AT_ONCE)) found.push(one);
    }
    return found;
  }

  /** For each end its chance under the rule times what the follower gets there. */
  #worth(follower: number, { realization, money }: Rule): Float64Array {
    const { game, commitments, reach } = this.#tree;
    const { endNode, payoff, ends } = game;
    const { endSequence } = this.#unknowns;
    const payee = at(game.payeeOf, follower);
    const width = game.payees.length;
    const hasMoney = commitments.termCell.length > 0;
    const worth = new Float64Array(ends);
    for (let end = 0; end < ends; end++) {
      const chance = (reach[endNode[end] ?? 0] ?? 0) * (realization[endSequence[end] ?? 0] ?? 0);
      if (chance === 0) continue;
      const utility = payoff[end * width + payee] ?? 0;
      worth[end] = chance * (hasMoney ? utility + this.#paid(payee, end, money) : utility);
    }
    return worth;
  }

  #paid(payee: number, end: number, money: Float64Array): number {
    const { termStart, termCell, termPayee } = this.#tree.commitments;
    const last = termStart[end + 1] ?? 0;
    let sum = 0;
    for (let t = termStart[end] ?? 0; t < last; t++)
      if (termPayee[t] === payee) sum += (this.#coefficients[t] ?? 0) * (money[termCell[t] ?? 0] ?? 0);
    return sum;
  }

  /** The size of a row: of its coefficients on the leader's probabilities, money counted term by term. */
  #norm(place: number, position: number): number {
    const norms = this.#norms[place] ?? new Map<number, number>();
    this.#norms[place] = norms;
    const known = norms.get(position);
    if (known !== undefined) return known;
    const { incentives, told } = this.#places[place] ?? { incentives: 0, told: [] };
    const group = this.#incentives[incentives];
    if (!group) return 1;
    const touched: number[] = [];
    let square = 0;
    for (const one of told) square += this.#gather(group, one, 1, touched);
    square += this.#gather(group, position, -1, touched);
    for (const sequence of touched) {
      square += at(this.#sums, sequence) ** 2;
      this.#sums[sequence] = 0;
    }
    const norm = Math.sqrt(square) || 1;
    norms.set(position, norm);
    return norm;
  }

  #gather({ follower, endsAfter }: Incentives, position: number, sign: 1 | -1, touched: number[]): number {
    const { game, commitments, reach } = this.#tree;
    const payee = at(game.payeeOf, follower);
    let square = 0;
    const { endNode, payoff, payees } = game;
    const { endSequence } = this.#unknowns;
    const sums = this.#sums;
    for (const end of endsAfter.get(position) ?? []) {
      const chance = reach[endNode[end] ?? 0] ?? 0;
      const sequence = endSequence[end] ?? 0;
      touched.push(sequence);
      sums[sequence] = (sums[sequence] ?? 0) + sign * chance * (payoff[end * payees.length + payee] ?? 0);
      for (let t = at(commitments.termStart, end); t < at(commitments.termStart, end + 1); t++)
        if (at(commitments.termPayee, t) === payee) square += (chance * at(this.#coefficients, t)) ** 2;
    }
    return square;
  }
}

function placesOf(tree: Tree, plan: Plan, { follower }: Incentives, incentives: number): readonly Place[] {
  const places: Place[] = [];
  const visit = (set: number): void => {
    const { told, others } = positionsOf(tree, plan, set);
    const simple = others.filter((position) => isSimple(tree, position));
    if (simple.length > 0) places.push({ incentives, told: courseFrom(tree, plan, set), others: simple });
    for (const after of tree.next[told] ?? []) visit(after);
  };
  for (const root of tree.roots[follower] ?? []) visit(root);
  return places;
}

/** The positions that the plan takes from a set on. */
function courseFrom(tree: Tree, plan: Plan, set: number): readonly number[] {
  const { told } = positionsOf(tree, plan, set);
  return [told, ...(tree.next[told] ?? []).flatMap((after) => courseFrom(tree, plan, after))];
}

function total(worth: Float64Array, ends: readonly number[] = []): number {
  let sum = 0;
  for (let n = 0; n < ends.length; n++) sum += worth[ends[n] ?? 0] ?? 0;
  return sum;
}

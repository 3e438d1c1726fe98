import type { Exact, Float, LeavePoint, RequirePoint } from '../contract/index.ts';
import type { Numbers } from './numbers.ts';
import { at, type Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';
import type { Accumulator, Vector } from './vector.ts';

/** Numbers of ends, in an array of any kind. */
export type Ends = readonly number[] | Int32Array;

/**
 * Turns ends into linear forms: chance x payoff on the leader's sequence, chance x coefficient on the pairs of its
 * money terms.
 */
export class Sums<N> {
  readonly numbers: Numbers<N>;
  readonly #tree: Tree;
  readonly #unknowns: Unknowns;
  readonly #accumulator: Accumulator<N>;
  /** By node, in exact numbers alone. */
  readonly #reach: (N | undefined)[] = [];

  constructor(tree: Tree, unknowns: Unknowns, numbers: Numbers<N>) {
    this.#tree = tree;
    this.#unknowns = unknowns;
    this.numbers = numbers;
    this.#accumulator = numbers.accumulator();
  }

  /** What a player's utility adds up to over some ends. */
  utility(player: number, ends: Ends): Vector<N> {
    for (let n = 0; n < ends.length; n++) this.#addUtility(player, ends[n] ?? 0, undefined);
    return this.#accumulator.take();
  }

  /** Utility less the worth of leaving, over the ends of each point. */
  staying(points: readonly LeavePoint[], endsOf: (point: LeavePoint) => Ends): Vector<N> {
    for (const point of points) for (const end of endsOf(point)) this.#addUtility(point.player, end, point.worth);
    return this.#accumulator.take();
  }

  /** The affine form of requirements, over the ends of each; -1 for those that no play may meet. */
  required(points: readonly RequirePoint[], endsOf: (point: RequirePoint) => Ends): Vector<N> {
    for (const point of points) for (const end of endsOf(point)) this.#addRequired(point, end);
    return this.#accumulator.take();
  }

  /** The money that all but the leader pay in, less what they are paid. */
  collected(ends: Ends): Vector<N> {
    const { commitments, leader, game } = this.#tree;
    const { subtract, multiply, of, zero } = this.numbers;
    const own = at(game.payeeOf, leader);
    for (const end of ends) {
      const sequence = at(this.#unknowns.endSequence, end);
      const reach = this.#reachOf(end);
      for (let t = at(commitments.termStart, end); t < at(commitments.termStart, end + 1); t++) {
        if (at(commitments.termPayee, t) === own) continue;
        const paid = multiply(reach, of(commitments.termCoefficient[t] ?? 0));
        this.#accumulator.add(this.#unknowns.pair(at(commitments.termCell, t), sequence), subtract(zero, paid));
      }
    }
    return this.#accumulator.take();
  }

  /** The chance of some ends, times a factor. */
  reached(ends: Ends, factor: N): Vector<N> {
    for (const end of ends) {
      const reach = this.#reachOf(end);
      this.#accumulator.add(at(this.#unknowns.endSequence, end), this.numbers.multiply(reach, factor));
    }
    return this.#accumulator.take();
  }

  /** Whether a coefficient is surely no loss: a positive one of a probability. Of money it may be either. */
  isGain(id: number, coefficient: N | undefined): boolean {
    return !this.#unknowns.isPair(id) && coefficient !== undefined && this.numbers.toNumber(coefficient) >= 0;
  }

  /** Adds linear forms up, with signs. */
  combine(plus: readonly Vector<N>[], minus: readonly Vector<N>[]): Vector<N> {
    const { zero, subtract } = this.numbers;
    for (const vector of plus) this.#accumulator.addAll(vector);
    for (const { ids, values } of minus)
      for (let n = 0; n < ids.length; n++) this.#accumulator.add(ids[n] ?? 0, subtract(zero, values[n] ?? zero));
    return this.#accumulator.take();
  }

  #addUtility(player: number, end: number, worth: Exact | Float | undefined): void {
    const { game, commitments } = this.#tree;
    const { isExact, subtract, multiply, of } = this.numbers;
    const { termStart, termPayee, termCell, termCoefficient } = commitments;
    const payee = game.payeeOf[player] ?? 0;
    const sequence = this.#unknowns.endSequence[end] ?? 0;
    const reach = this.#reachOf(end);
    const place = end * game.payees.length + payee;
    const payoff = of((isExact ? game.exact?.payoff.at(place) : undefined) ?? game.payoff[place] ?? 0);
    const net = worth === undefined ? payoff : subtract(payoff, of(worth));
    this.#accumulator.add(sequence, multiply(reach, net));
    const next = termStart[end + 1] ?? 0;
    for (let t = termStart[end] ?? 0; t < next; t++) {
      if (termPayee[t] !== payee) continue;
      const pair = this.#unknowns.pair(termCell[t] ?? 0, sequence);
      this.#accumulator.add(pair, multiply(reach, of(termCoefficient[t] ?? 0)));
    }
  }

  #addRequired({ relation, constant, terms }: RequirePoint, end: number): void {
    const { multiply, of } = this.numbers;
    const sequence = at(this.#unknowns.endSequence, end);
    const reach = this.#reachOf(end);
    this.#accumulator.add(sequence, multiply(reach, of(relation === 'never' ? -1 : constant)));
    for (const [cell, coefficient] of terms) {
      this.#accumulator.add(this.#unknowns.pair(cell, sequence), multiply(reach, of(coefficient)));
    }
  }

  #reachOf(end: number): N {
    const { game, reach } = this.#tree;
    const { isExact, of } = this.numbers;
    return isExact && game.exact ? this.#exactReach(at(game.endNode, end)) : of(reach[end] ?? 0);
  }

  #exactReach(node: number): N {
    const known = this.#reach[node];
    if (known !== undefined) return known;
    const { game } = this.#tree;
    const { of, one, multiply } = this.numbers;
    const chance = of(game.exact?.chance.at(node) ?? 1);
    const value = node === 0 ? one : multiply(this.#exactReach(at(game.parent, node)), chance);
    this.#reach[node] = value;
    return value;
  }
}

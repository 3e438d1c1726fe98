import type { Incentives } from './course.ts';
import type { Rule } from './rule.ts';
import { at, coefficientAt, type Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/**
 * What one follower gets after each of its last actions, in each of its incentives: a place for each pair. Its ends are
 * kept by the leader's sequence on the way there, so that a rule costs no more than the ends that it lets happen: in
 * persuasion most messages are never sent in most states.
 */
export class Tally {
  readonly #tree: Tree;
  readonly #payee: number;
  /** By incentives, then action position. */
  readonly #places = new Map<number, ReadonlyMap<number, number>>();
  readonly #sums: Float64Array;
  /** The place of each end; -1 for those that do not count. An end counts for one of a follower's incentives at most. */
  readonly #placeOf: Int32Array;
  /** Ends of each sequence: starts[sequence] … starts[sequence + 1] - 1 of the list. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  constructor(
    tree: Tree,
    { endSequence, sequences }: Unknowns,
    follower: number,
    incentives: readonly (readonly [number: number, group: Incentives])[],
  ) {
    this.#tree = tree;
    this.#payee = at(tree.game.payeeOf, follower);
    this.#placeOf = new Int32Array(tree.game.ends).fill(-1);
    this.#sums = new Float64Array(this.#place(incentives));
    this.#starts = new Int32Array(sequences + 1);
    this.#ends = this.#sorted(endSequence);
  }

  /** Gives every end its place; returns how many places there are. */
  #place(incentives: readonly (readonly [number, Incentives])[]): number {
    let places = 0;
    for (const [number, { endsAfter }] of incentives) {
      const placeAfter = new Map<number, number>();
      this.#places.set(number, placeAfter);
      for (const [position, ends] of endsAfter) {
        for (let n = 0; n < ends.length; n++) this.#placeOf[ends[n] ?? 0] = places;
        placeAfter.set(position, places++);
      }
    }
    return places;
  }

  /** The ends that count, by sequence; notes where each sequence starts. */
  #sorted(endSequence: Int32Array): Int32Array {
    const [starts, placeOf] = [this.#starts, this.#placeOf];
    for (let end = 0; end < placeOf.length; end++) {
      if ((placeOf[end] ?? -1) < 0) continue;
      const next = (endSequence[end] ?? 0) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let s = 1; s < starts.length; s++) starts[s] = (starts[s] ?? 0) + (starts[s - 1] ?? 0);
    const next = starts.slice();
    const sorted = new Int32Array(starts.at(-1) ?? 0);
    for (let end = 0; end < placeOf.length; end++) {
      if ((placeOf[end] ?? -1) < 0) continue;
      const sequence = endSequence[end] ?? 0;
      const place = next[sequence] ?? 0;
      sorted[place] = end;
      next[sequence] = place + 1;
    }
    return sorted;
  }

  /** Where the sum of an action stands; -1 if no end comes after it. */
  placeOf(incentives: number, position: number): number {
    return this.#places.get(incentives)?.get(position) ?? -1;
  }

  /** The sums under a rule. They are overwritten by the next call. Linear in the ends that the rule lets happen. */
  under({ realization, money }: Pick<Rule, 'realization' | 'money'>): Float64Array {
    const sums = this.#sums.fill(0);
    const { game, reach, commitments } = this.#tree;
    const { endNode, payoff, payees } = game;
    const hasMoney = commitments.termCell.length > 0;
    for (let sequence = 0; sequence < realization.length; sequence++) {
      const chance = realization[sequence] ?? 0;
      if (chance === 0) continue;
      const last = this.#starts[sequence + 1] ?? 0;
      for (let k = this.#starts[sequence] ?? 0; k < last; k++) {
        const end = this.#ends[k] ?? 0;
        const place = this.#placeOf[end] ?? 0;
        const own = payoff[end * payees.length + this.#payee] ?? 0;
        const utility = hasMoney ? own + this.#paid(end, money) : own;
        sums[place] = (sums[place] ?? 0) + chance * (reach[endNode[end] ?? 0] ?? 0) * utility;
      }
    }
    return sums;
  }

  #paid(end: number, money: Float64Array): number {
    const { commitments } = this.#tree;
    const { termStart, termCell, termPayee } = commitments;
    const last = termStart[end + 1] ?? 0;
    let sum = 0;
    for (let t = termStart[end] ?? 0; t < last; t++)
      if (termPayee[t] === this.#payee) sum += coefficientAt(commitments, t) * (money[termCell[t] ?? 0] ?? 0);
    return sum;
  }
}

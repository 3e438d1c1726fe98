import type { Places } from './incentives.ts';
import type { Rule } from './rule.ts';
import { sortedBy } from './sorting.ts';
import { at, coefficientAt, type Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/**
 * What one follower gets at each of its places. The ends are kept by the leader's sequence on the way there, so that a
 * rule costs no more than the ends that it lets happen: in persuasion most messages are never sent in most states.
 */
export class Tally {
  readonly #tree: Tree;
  readonly #payee: number;
  readonly #sums: Float64Array;
  readonly #placeOf: Int32Array;
  /** The ends that count, by sequence: starts[sequence] … starts[sequence + 1] - 1 of the list. */
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  constructor(tree: Tree, { endSequence, sequences }: Unknowns, follower: number, places: Places) {
    this.#tree = tree;
    this.#payee = at(tree.game.payeeOf, follower);
    this.#sums = new Float64Array(places.count);
    this.#placeOf = places.placeOf;
    const sorted = sortedBy(places.ends, endSequence, sequences);
    this.#starts = sorted.starts;
    this.#ends = sorted.items;
  }

  /** The sums under a rule. They are overwritten by the next call. Linear in the ends that the rule lets happen. */
  under({ realization, money }: Pick<Rule, 'realization' | 'money'>): Float64Array {
    const sums = this.#sums.fill(0);
    const { game, reach, commitments } = this.#tree;
    const { payoff, payees } = game;
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
        sums[place] = (sums[place] ?? 0) + chance * (reach[end] ?? 0) * utility;
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

import { endsAfter, type Incentives } from './incentives.ts';
import { at, coefficientAt, type Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/** Sizes of the rows of single deviations: of their coefficients on the leader's probabilities, money counted term by term. */
export class RowSizes {
  readonly #tree: Tree;
  readonly #unknowns: Unknowns;
  readonly #sums: Float64Array;
  readonly #touched: number[] = [];

  constructor(tree: Tree, unknowns: Unknowns) {
    this.#tree = tree;
    this.#unknowns = unknowns;
    this.#sums = new Float64Array(unknowns.sequences);
  }

  /** Euclidean; 1 for an empty row. Linear in the ends after the actions. */
  of(group: Incentives, told: readonly number[], instead: number): number {
    let square = 0;
    for (const position of told) square += this.#gather(group, position, 1);
    square += this.#gather(group, instead, -1);
    for (const sequence of this.#touched) {
      square += (this.#sums[sequence] ?? 0) ** 2;
      this.#sums[sequence] = 0;
    }
    this.#touched.length = 0;
    return Math.sqrt(square) || 1;
  }

  /** Adds up what the follower gets by sequence; returns the squares of the money. */
  #gather(group: Incentives, position: number, sign: 1 | -1): number {
    const { game, commitments, reach } = this.#tree;
    const { payoff, payees } = game;
    const { termStart, termPayee, termCell } = commitments;
    const payee = at(game.payeeOf, group.follower);
    const { endSequence } = this.#unknowns;
    const ends = endsAfter(group, position);
    const hasMoney = termCell.length > 0;
    let square = 0;
    for (let n = 0; n < ends.length; n++) {
      const end = ends[n] ?? 0;
      const chance = reach[end] ?? 0;
      const sequence = endSequence[end] ?? 0;
      this.#touched.push(sequence);
      this.#sums[sequence] = (this.#sums[sequence] ?? 0) + sign * chance * (payoff[end * payees.length + payee] ?? 0);
      if (!hasMoney) continue;
      const last = termStart[end + 1] ?? 0;
      for (let t = termStart[end] ?? 0; t < last; t++)
        if (termPayee[t] === payee) square += (chance * coefficientAt(commitments, t)) ** 2;
    }
    return square;
  }
}

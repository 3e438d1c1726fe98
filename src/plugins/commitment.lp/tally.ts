import type { Places } from './incentives.ts';
import type { Rule } from './rule.ts';
import { type Sorted, sorted } from './sorting.ts';
import { at, coefficientAt, type Tree } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/** What one follower gets at each of its places. */
export class Tally {
  readonly #tree: Tree;
  readonly #unknowns: Unknowns;
  readonly #payee: number;
  readonly #places: Places;
  readonly #sums: Float64Array;
  #isUsed = false;
  #support: Support | undefined;

  constructor(tree: Tree, unknowns: Unknowns, follower: number, places: Places) {
    this.#tree = tree;
    this.#unknowns = unknowns;
    this.#payee = at(tree.game.payeeOf, follower);
    this.#places = places;
    this.#sums = new Float64Array(places.count);
  }

  /**
   * The sums under a rule. They are overwritten by the next call. The first takes all ends that count; the others only
   * those that their rule lets happen: in persuasion most messages are never sent in most states.
   */
  under(rule: Pick<Rule, 'realization' | 'money'>): Float64Array {
    this.#sums.fill(0);
    if (this.#isUsed) this.#overSupport(rule);
    else this.#overAll(rule);
    this.#isUsed = true;
    return this.#sums;
  }

  #overAll({ realization, money }: Pick<Rule, 'realization' | 'money'>): void {
    const sums = this.#sums;
    const { endSequence } = this.#unknowns;
    const { runs, placeOf } = this.#places;
    for (let run = 0; run < placeOf.length; run++) {
      const first = runs.ends[run] ?? 0;
      const next = first + (runs.lengths[run] ?? 0);
      const place = placeOf[run] ?? 0;
      for (let end = first; end < next; end++) {
        const chance = realization[endSequence[end] ?? 0] ?? 0;
        if (chance !== 0) sums[place] = (sums[place] ?? 0) + chance * this.#utility(end, money);
      }
    }
  }

  #overSupport({ realization, money }: Pick<Rule, 'realization' | 'money'>): void {
    this.#support ??= supportOf(this.#places, this.#unknowns);
    const sums = this.#sums;
    const { ends, placeOf, bySequence } = this.#support;
    const { items, starts } = bySequence;
    for (let sequence = 0; sequence < realization.length; sequence++) {
      const chance = realization[sequence] ?? 0;
      if (chance === 0) continue;
      const next = starts[sequence + 1] ?? 0;
      for (let k = starts[sequence] ?? 0; k < next; k++) {
        const n = items[k] ?? 0;
        const place = placeOf[n] ?? 0;
        sums[place] = (sums[place] ?? 0) + chance * this.#utility(ends[n] ?? 0, money);
      }
    }
  }

  /** Nature's chance of an end times the utility there. */
  #utility(end: number, money: Float64Array): number {
    const { game, commitments, reach } = this.#tree;
    const own = game.payoff[end * game.payees.length + this.#payee] ?? 0;
    return (reach[end] ?? 0) * (commitments.termCell.length > 0 ? own + this.#paid(end, money) : own);
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

/** The ends that count, one by one: the place of each, and which come after each of the leader's sequences. */
interface Support {
  readonly ends: Int32Array;
  readonly placeOf: Int32Array;
  readonly bySequence: Sorted;
}

function supportOf({ runs, placeOf: placeOfRun }: Places, { endSequence, sequences }: Unknowns): Support {
  const count = runs.lengths.reduce((sum, length) => sum + length, 0);
  const ends = new Int32Array(count);
  const placeOf = new Int32Array(count);
  const sequenceOf = new Int32Array(count);
  for (let run = 0, n = 0; run < placeOfRun.length; run++) {
    const first = runs.ends[run] ?? 0;
    const next = first + (runs.lengths[run] ?? 0);
    for (let end = first; end < next; end++, n++) {
      ends[n] = end;
      placeOf[n] = placeOfRun[run] ?? 0;
      sequenceOf[n] = endSequence[end] ?? 0;
    }
  }
  return { ends, placeOf, bySequence: sorted(sequenceOf, sequences) };
}

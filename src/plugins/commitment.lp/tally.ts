import type { Places } from './incentives.ts';
import type { Rule } from './rule.ts';
import { sorted } from './sorting.ts';
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
    const { reach, commitments } = this.#tree;
    const hasMoney = commitments.termCell.length > 0;
    for (let run = 0; run < placeOf.length; run++) {
      const first = runs.ends[run] ?? 0;
      const next = first + (runs.lengths[run] ?? 0);
      const place = placeOf[run] ?? 0;
      for (let end = first; end < next; end++) {
        const chance = realization[endSequence[end] ?? 0] ?? 0;
        if (chance === 0) continue;
        const paid = hasMoney ? (reach[end] ?? 0) * this.#paid(end, money) : 0;
        sums[place] = (sums[place] ?? 0) + chance * (this.#worth(end) + paid);
      }
    }
  }

  #overSupport({ realization, money }: Pick<Rule, 'realization' | 'money'>): void {
    this.#support ??= supportOf(this.#places, this.#unknowns, (end) => this.#worth(end));
    const sums = this.#sums;
    const { ends, placeOf, worth, starts } = this.#support;
    const { reach, commitments } = this.#tree;
    const hasMoney = commitments.termCell.length > 0;
    for (let sequence = 0; sequence < realization.length; sequence++) {
      const chance = realization[sequence] ?? 0;
      if (chance === 0) continue;
      const next = starts[sequence + 1] ?? 0;
      for (let n = starts[sequence] ?? 0; n < next; n++) {
        const place = placeOf[n] ?? 0;
        sums[place] = (sums[place] ?? 0) + chance * (worth[n] ?? 0);
        if (!hasMoney) continue;
        const end = ends[n] ?? 0;
        sums[place] = (sums[place] ?? 0) + chance * (reach[end] ?? 0) * this.#paid(end, money);
      }
    }
  }

  /** Nature's chance of an end times the payoff there, money aside. */
  #worth(end: number): number {
    const { game, reach } = this.#tree;
    return (reach[end] ?? 0) * (game.payoff[end * game.payees.length + this.#payee] ?? 0);
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

/** The ends that count, in order of the leader's sequences: those after a sequence are at starts[sequence] … starts[sequence + 1] - 1. */
interface Support {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly placeOf: Int32Array;
  readonly worth: Float64Array;
}

function supportOf(
  { runs, placeOf: placeOfRun }: Places,
  { endSequence, sequences }: Unknowns,
  worthOf: (end: number) => number,
): Support {
  const count = runs.lengths.reduce((sum, length) => sum + length, 0);
  const given = { ends: new Int32Array(count), places: new Int32Array(count), sequences: new Int32Array(count) };
  for (let run = 0, n = 0; run < placeOfRun.length; run++) {
    const first = runs.ends[run] ?? 0;
    const next = first + (runs.lengths[run] ?? 0);
    for (let end = first; end < next; end++, n++) {
      given.ends[n] = end;
      given.places[n] = placeOfRun[run] ?? 0;
      given.sequences[n] = endSequence[end] ?? 0;
    }
  }
  const { items, starts } = sorted(given.sequences, sequences);
  const [ends, placeOf, worth] = [new Int32Array(count), new Int32Array(count), new Float64Array(count)];
  for (let n = 0; n < count; n++) {
    const from = items[n] ?? 0;
    ends[n] = given.ends[from] ?? 0;
    placeOf[n] = given.places[from] ?? 0;
    worth[n] = worthOf(ends[n] ?? 0);
  }
  return { starts, ends, placeOf, worth };
}

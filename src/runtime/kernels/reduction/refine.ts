import type { PayoffEntries, PlayerForm } from '../../../plugins/contract/kernels.ts';
import { Hash } from './hash.ts';

/** Classes of each player's sequences, by player: equal numbers where two are alike. Class 0 is the empty sequence alone. */
export type Classes = readonly Int32Array[];

/** Rounds of refinement, at most: one more than the longest way that a difference has to travel. */
const ROUNDS = 100;

/** With more classes than this share of the sequences, merging is not worth it; refinement only ever finds more. */
const WORTHWHILE = 0.9;

/**
 * The coarsest classes that colour refinement finds: two sequences of a player are alike if they are the same action of sets that
 * are alike, after sequences that are alike, and have equally many equal payoffs with each class of the others'
 * sequences. Behaviour that treats what is alike alike then has gradients that do, too. Undefined where little is alike.
 * Time: rounds x (entries x players + sequences).
 */
export function refine(forms: readonly PlayerForm[], entries: PayoffEntries): Classes | undefined {
  let classes: Classes = forms.map(({ sequences }) => new Int32Array(sequences).fill(1, 1));
  let count = 0;
  const payoffs = payoffHashes(entries);
  const all = forms.reduce((sum, { sequences }) => sum + sequences, 0);
  for (let round = 0; round < ROUNDS; round++) {
    const next = forms.map((form) => refined(form, entries, payoffs, classes));
    const found = next.reduce((sum, each) => sum + each.reduce((most, one) => Math.max(most, one), 0) + 1, 0);
    if (found > WORTHWHILE * all) return undefined;
    if (found === count) return next;
    classes = next;
    count = found;
  }
  return undefined;
}

/** One number for the payoffs of each entry. */
function payoffHashes({ count, payoff }: PayoffEntries): Int32Array {
  const hashes = new Int32Array(count);
  const hash = new Hash();
  for (let entry = 0; entry < count; entry++) {
    hash.clear();
    for (const worth of payoff) hash.addFloat(worth[entry] ?? 0);
    hashes[entry] = hash.low;
  }
  return hashes;
}

/** One round for one player. */
function refined(form: PlayerForm, entries: PayoffEntries, payoffs: Int32Array, classes: Classes): Int32Array {
  const { sequences, sets, first, parent, player } = form;
  const low = new Int32Array(sequences);
  const high = new Int32Array(sequences);
  const own = classes[player] ?? new Int32Array(sequences);
  gather(entries, payoffs, classes, player, low, high);
  const hash = new Hash();
  // Bottom-up: what hangs on a sequence is known before the set that it belongs to.
  for (let k = sets - 1; k >= 0; k--) {
    const from = first[k] ?? 0;
    const to = first[k + 1] ?? from;
    const before = parent[k] ?? 0;
    hash.clear();
    hash.add(own[before] ?? 0);
    for (let s = from; s < to; s++) {
      hash.add(own[s] ?? 0);
      hash.add(low[s] ?? 0);
      hash.add(high[s] ?? 0);
    }
    const [setLow, setHigh] = [hash.low, hash.high];
    for (let s = from; s < to; s++) {
      hash.clear();
      hash.add(setLow);
      hash.add(setHigh);
      hash.add(s - from);
      low[s] = hash.low;
      high[s] = hash.high;
    }
    low[before] = ((low[before] ?? 0) + setLow) | 0;
    high[before] = ((high[before] ?? 0) + setHigh) | 0;
  }
  return numbered(low, high);
}

/** Adds up, over the entries of each sequence, what they are worth and with which classes of the others. */
function gather(
  { count, last }: PayoffEntries,
  payoffs: Int32Array,
  classes: Classes,
  player: number,
  low: Int32Array,
  high: Int32Array,
): void {
  const own = last[player] ?? new Int32Array(0);
  const hash = new Hash();
  for (let entry = 0; entry < count; entry++) {
    hash.clear();
    hash.add(payoffs[entry] ?? 0);
    for (let other = 0; other < last.length; other++) {
      if (other !== player) hash.add(classes[other]?.[last[other]?.[entry] ?? 0] ?? 0);
    }
    const sequence = own[entry] ?? 0;
    low[sequence] = ((low[sequence] ?? 0) + hash.low) | 0;
    high[sequence] = ((high[sequence] ?? 0) + hash.high) | 0;
  }
}

/** Small numbers for equal pairs, in the order in which they come; the empty sequence is 0 and nothing else is. */
function numbered(low: Int32Array, high: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  const classes = new Int32Array(low.length);
  for (let s = 1; s < low.length; s++) {
    const key = (low[s] ?? 0) * 2 ** 21 + ((high[s] ?? 0) >>> 11);
    const known = numbers.get(key);
    if (known === undefined) numbers.set(key, numbers.size + 1);
    classes[s] = known ?? numbers.size;
  }
  return classes;
}

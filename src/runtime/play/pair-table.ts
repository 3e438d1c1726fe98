/** Whole numbers kept of a pair: first, second, the next pair with the same first. */
const PAIR = 3;
/** Whole numbers kept of a first: its pair found last, and its first pair, both + 1. */
const HEAD = 2;

/** Seconds of one first that are looked through one by one. */
const FEW = 12;

/**
 * Gives each pair of small whole numbers an id: 0, 1, 2, … in the order of first sight. The seconds of one first are a
 * list, which is looked through from the one found last: who asks in the same order again and again, as a search of a tree
 * does, finds each at the first look, close to the last in memory. Long lists are hashed. 20 bytes a pair.
 */
export class PairTable {
  count = 0;
  private pairs = new Int32Array(16 * PAIR);
  private heads = new Int32Array(16 * HEAD);
  private readonly hashed = new Map<number, Map<number, number>>();

  /** The id of a pair; a new one if it has not been seen. `first` must not be negative. */
  id(first: number, second: number): number {
    const { pairs, heads } = this;
    const from = (heads[first * HEAD] ?? 0) - 1;
    if (from < 0) return this.begin(first, second);
    let at = from;
    for (let steps = 0; steps < FEW; steps++) {
      at = (pairs[at * PAIR + 2] ?? 0) - 1;
      if (at < 0) at = (heads[first * HEAD + 1] ?? 0) - 1;
      if (pairs[at * PAIR + 1] === second) {
        heads[first * HEAD] = at + 1;
        return at;
      }
      if (at === from) return this.add(first, second);
    }
    return this.lookUp(first, second);
  }

  first(id: number): number {
    return this.pairs[id * PAIR] ?? -1;
  }

  second(id: number): number {
    return this.pairs[id * PAIR + 1] ?? -1;
  }

  /** The list of a first that is new. */
  private begin(first: number, second: number): number {
    while (first * HEAD >= this.heads.length) this.heads = grown(this.heads);
    const id = this.append(first, second);
    this.heads[first * HEAD] = id + 1;
    this.heads[first * HEAD + 1] = id + 1;
    return id;
  }

  /** One more, after the one found last. */
  private add(first: number, second: number): number {
    const last = (this.heads[first * HEAD] ?? 0) - 1;
    const id = this.append(first, second);
    this.pairs[id * PAIR + 2] = this.pairs[last * PAIR + 2] ?? 0;
    this.pairs[last * PAIR + 2] = id + 1;
    this.heads[first * HEAD] = id + 1;
    return id;
  }

  private append(first: number, second: number): number {
    const id = this.count++;
    if (id * PAIR >= this.pairs.length) this.pairs = grown(this.pairs);
    this.pairs[id * PAIR] = first;
    this.pairs[id * PAIR + 1] = second;
    return id;
  }

  private lookUp(first: number, second: number): number {
    let seconds = this.hashed.get(first);
    if (seconds === undefined) {
      seconds = new Map();
      for (let at = (this.heads[first * HEAD + 1] ?? 0) - 1; at >= 0; at = (this.pairs[at * PAIR + 2] ?? 0) - 1) {
        seconds.set(this.second(at), at);
      }
      this.hashed.set(first, seconds);
    }
    const known = seconds.get(second);
    if (known !== undefined) {
      this.heads[first * HEAD] = known + 1;
      return known;
    }
    const id = this.add(first, second);
    seconds.set(second, id);
    return id;
  }
}

/** Twice as long; multiples of what it holds stay whole. */
function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * array.length);
  longer.set(array);
  return longer;
}

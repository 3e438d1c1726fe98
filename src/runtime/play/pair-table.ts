/** Whole numbers kept of a pair: first, second, the next pair with the same first. */
const PAIR = 3;
/** Whole numbers kept of a first: its pair found last and its first pair, both + 1; the second is negative where it is hashed. */
const HEAD = 2;

/** Seconds of one first that are looked through one by one. */
const FEW = 12;

/**
 * Gives each pair of small whole numbers an id: 0, 1, 2, … in the order of first sight. The seconds of one first are a
 * list, which is looked through from the one found last: who asks in the same order again and again, as a search of a tree
 * does, finds each at the first look, close to the last in memory. Pairs of long lists are hashed. 20 bytes a pair, 8 more
 * where they are hashed.
 */
export class PairTable {
  count = 0;
  private pairs = new Int32Array(16 * PAIR);
  private heads = new Int32Array(16 * HEAD);
  /** Pairs of long lists by their hashes, + 1; at most half full. */
  private slots = new Int32Array(16);
  private hashed = 0;

  /** The id of a pair; a new one if it has not been seen. `first` must not be negative. */
  id(first: number, second: number): number {
    const { pairs, heads } = this;
    const from = (heads[first * HEAD] ?? 0) - 1;
    if (from < 0) return this.begin(first, second);
    const start = heads[first * HEAD + 1] ?? 0;
    const steps = start < 0 ? 1 : FEW;
    let at = from;
    for (let step = 0; step < steps; step++) {
      at = (pairs[at * PAIR + 2] ?? 0) - 1;
      if (at < 0) at = Math.abs(start) - 1;
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

  /** In a long list, which is hashed when it is found to be long. */
  private lookUp(first: number, second: number): number {
    const start = this.heads[first * HEAD + 1] ?? 0;
    if (start > 0) this.hashAll(first, start);
    const slot = this.slotOf(first, second);
    const known = (this.slots[slot] ?? 0) - 1;
    if (known >= 0) {
      this.heads[first * HEAD] = known + 1;
      return known;
    }
    const id = this.add(first, second);
    this.hash(id);
    return id;
  }

  private hashAll(first: number, start: number): void {
    this.heads[first * HEAD + 1] = -start;
    for (let at = start - 1; at >= 0; at = (this.pairs[at * PAIR + 2] ?? 0) - 1) this.hash(at);
  }

  private hash(id: number): void {
    this.hashed++;
    if (2 * this.hashed > this.slots.length) this.widen();
    this.slots[this.slotOf(this.first(id), this.second(id))] = id + 1;
  }

  private widen(): void {
    const old = this.slots;
    this.slots = new Int32Array(2 * old.length);
    for (const entry of old)
      if (entry > 0) this.slots[this.slotOf(this.first(entry - 1), this.second(entry - 1))] = entry;
  }

  /** Where a pair is hashed, or would be. */
  private slotOf(first: number, second: number): number {
    const { slots, pairs } = this;
    const mask = slots.length - 1;
    const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (let entry = slots[slot] ?? 0; entry > 0; entry = slots[slot] ?? 0) {
      const at = (entry - 1) * PAIR;
      if (pairs[at] === first && pairs[at + 1] === second) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}

/** Twice as long; multiples of what it holds stay whole. */
function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * array.length);
  longer.set(array);
  return longer;
}

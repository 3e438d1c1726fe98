/**
 * Gives each pair of small whole numbers an id: 0, 1, 2, … in the order of first sight. Open addressing over typed arrays,
 * 16 to 24 bytes a pair; a lookup costs a few nanoseconds.
 */
export class PairTable {
  count = 0;
  private firsts = new Int32Array(64);
  private seconds = new Int32Array(64);
  /** Id + 1 by hash, 0 where nothing is; at most half full. */
  private slots = new Int32Array(128);

  /** The id of a pair; a new one if it has not been seen. */
  id(first: number, second: number): number {
    const { firsts, seconds, slots } = this;
    const mask = slots.length - 1;
    for (let at = hash(first, second) & mask; ; at = (at + 1) & mask) {
      const id = (slots[at] ?? 0) - 1;
      if (id < 0) return this.add(first, second, at);
      if (firsts[id] === first && seconds[id] === second) return id;
    }
  }

  first(id: number): number {
    return this.firsts[id] ?? -1;
  }

  second(id: number): number {
    return this.seconds[id] ?? -1;
  }

  private add(first: number, second: number, at: number): number {
    const id = this.count++;
    if (id === this.firsts.length) this.grow();
    this.firsts[id] = first;
    this.seconds[id] = second;
    if (this.count * 2 > this.slots.length) this.rehash();
    else this.slots[at] = id + 1;
    return id;
  }

  private grow(): void {
    const more = this.firsts.length * 2;
    this.firsts = grown(this.firsts, more);
    this.seconds = grown(this.seconds, more);
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 2);
    const mask = slots.length - 1;
    for (let id = 0; id < this.count; id++) {
      let at = hash(this.first(id), this.second(id)) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = id + 1;
    }
    this.slots = slots;
  }
}

function grown(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(array);
  return longer;
}

function hash(first: number, second: number): number {
  let x = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  return (x ^ (x >>> 13)) >>> 0;
}

/** Takes the largest first; among equals, what came first. Adding and taking cost the logarithm of how many there are. */
export class Heap<T> {
  readonly #items: { readonly item: T; readonly key: number; readonly number: number }[] = [];
  #count = 0;

  push(item: T, key: number): void {
    this.#items.push({ item, key, number: this.#count++ });
    for (let child = this.#items.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  take(): T | undefined {
    const [first] = this.#items;
    this.#swap(0, this.#items.length - 1);
    this.#items.pop();
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      const child = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#isBefore(child, parent)) return first?.item;
      this.#swap(child, parent);
      parent = child;
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [a, b] = [this.#items[one], this.#items[other]];
    return a !== undefined && b !== undefined && (a.key > b.key || (a.key === b.key && a.number < b.number));
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#items[one], this.#items[other]];
    if (!a || !b) return;
    this.#items[one] = b;
    this.#items[other] = a;
  }
}

/** Items in order of their keys, those of equal keys in the order given: those with key k at starts[k] … starts[k + 1] - 1. */
export interface Sorted {
  readonly items: Int32Array;
  readonly starts: Int32Array;
}

/** Counting sort of 0 … keys.length - 1, by keys from 0 to `kinds` - 1. Linear in items and kinds. */
export function sorted(keys: Int32Array, kinds: number): Sorted {
  const items = new Int32Array(keys.length);
  for (let n = 0; n < items.length; n++) items[n] = n;
  return sortedBy(items, keys, kinds);
}

/** Counting sort of items, by keys from 0 to `kinds` - 1 that each has in `keyOf`. Linear in items and kinds. */
export function sortedBy(items: Int32Array, keyOf: Int32Array, kinds: number): Sorted {
  const starts = new Int32Array(kinds + 1);
  for (let n = 0; n < items.length; n++) {
    const after = (keyOf[items[n] ?? 0] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let kind = 0; kind < kinds; kind++) starts[kind + 1] = (starts[kind + 1] ?? 0) + (starts[kind] ?? 0);
  const next = starts.slice();
  const ordered = new Int32Array(items.length);
  for (let n = 0; n < items.length; n++) {
    const item = items[n] ?? 0;
    const key = keyOf[item] ?? 0;
    const place = next[key] ?? 0;
    ordered[place] = item;
    next[key] = place + 1;
  }
  return { items: ordered, starts };
}

import { expect, test } from 'vitest';
import { Heap } from './heap.ts';

test('takes the largest first, and among equals what came first', () => {
  const heap = new Heap<number>();
  const keys = Array.from({ length: 200 }, (_, n) => (n * 37) % 20);
  const taken: number[] = [];
  keys.forEach((key, n) => {
    heap.push(n, key);
    // Some are taken early: then the rest must still be in order.
    if (n === 100) for (let k = 0; k < 30; k++) taken.push(heap.take() ?? -1);
  });
  for (let n = heap.take(); n !== undefined; n = heap.take()) taken.push(n);
  const early = [...keys.keys()]
    .slice(0, 101)
    .sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || a - b)
    .slice(0, 30);
  const late = [...keys.keys()]
    .filter((n) => !early.includes(n))
    .sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || a - b);
  expect(taken).toEqual([...early, ...late]);
  expect(heap.take()).toBeUndefined();
});

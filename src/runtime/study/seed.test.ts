import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRng, deriveSeed, rootSeed } from './seed.ts';

const draws = (seed: string, n: number): readonly number[] => {
  const rng = createRng(seed);
  return Array.from({ length: n }, () => rng.next());
};

test('one seed draws the same, another one something else', () => {
  expect(draws(rootSeed(7), 20)).toEqual(draws(rootSeed(7), 20));
  expect(draws(rootSeed(7), 20)).not.toEqual(draws(rootSeed(8), 20));
});

test('a child depends on its path, not on what its parent has drawn', () => {
  const fresh = createRng(rootSeed(1));
  const used = createRng(rootSeed(1));
  for (let i = 0; i < 100; i++) used.next();
  expect(used.child('a', 3).next()).toBe(fresh.child('a', 3).next());
  expect(fresh.child('a', 3).next()).not.toBe(fresh.child('a', 4).next());
});

test('a path is unambiguous about its parts', () => {
  const root = rootSeed(0);
  const paths = [['a', 'b'], ['ab'], ['a,b'], ['a', 1], ['a', '1'], ['a1']];
  expect(new Set(paths.map((path) => deriveSeed(root, ...path))).size).toBe(paths.length);
});

test('numbers lie where they should', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 1000 }), (seed, n) => {
      const rng = createRng(rootSeed(seed));
      const real = rng.next();
      const whole = rng.below(n);
      expect(real >= 0 && real < 1 && Number.isInteger(whole) && whole >= 0 && whole < n).toBe(true);
    }),
  );
});

test('numbers are spread evenly', () => {
  const rng = createRng(rootSeed(3));
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) {
    const at = rng.below(10);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  // Five standard deviations around 1000.
  expect(counts.every((count) => Math.abs(count - 1000) < 150)).toBe(true);
});

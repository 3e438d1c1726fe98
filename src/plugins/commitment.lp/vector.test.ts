import { describe, expect, test } from 'vitest';
import { doubles, fractions } from './numbers.ts';
import { sorted } from './sorting.ts';

describe('linear forms', () => {
  test('come by rising id, without what cancels', () => {
    const sum = doubles.accumulator();
    for (const [id, value] of [
      [900, 0.1],
      [3, 5],
      [900, 0.2],
      [7, 1],
      [900, -0.3],
      [7, 1],
    ] as const)
      sum.add(id, value);
    expect(sum.take()).toEqual({ ids: [3, 7], values: [5, 2] });
    expect(sum.take()).toEqual({ ids: [], values: [] });
  });

  test('may be long, and are the same in fractions', () => {
    const [rounded, exact] = [doubles.accumulator(), fractions.accumulator()];
    for (let n = 0; n < 500; n++) {
      rounded.add((n * 37) % 101, n);
      exact.add((n * 37) % 101, fractions.of(n));
    }
    const { ids, values } = rounded.take();
    expect(ids).toEqual(Array.from({ length: 101 }, (_, id) => id));
    const { ids: same, values: fractional } = exact.take();
    expect(same).toEqual(ids);
    expect(fractional.map((value) => fractions.toNumber(value))).toEqual(values);
  });
});

test('counting sort keeps the order of equal keys', () => {
  const { items, starts } = sorted(Int32Array.of(2, 0, 2, 1, 0), 4);
  expect([...items]).toEqual([1, 4, 3, 0, 2]);
  expect([...starts]).toEqual([0, 2, 3, 5, 5]);
});

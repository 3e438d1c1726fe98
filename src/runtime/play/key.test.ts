import { describe, expect, it } from 'vitest';
import { contains, entriesOf, equalValues, keyOf, mapOf, setOf } from './key.ts';
import { FamilyValue, Float, Tuple, type Value } from './value.ts';

const family = (...members: readonly (readonly [Value, Value])[]): FamilyValue => new FamilyValue(entriesOf(members));

describe('equality', () => {
  it('compares lists, tuples and families member by member, in order', () => {
    const same: readonly Value[] = [[1, 3], new Tuple([1, 3]), family([1, 1], [2, 3])];
    const others: readonly Value[] = [
      [3, 1],
      new Tuple([3, 1]),
      family([1, 3], [2, 1]),
      [1],
      new Tuple([1, 3, 3]),
      family([1, 1]),
    ];
    for (const a of same) {
      for (const b of same) expect(equalValues(a, b)).toBe(true);
      for (const b of others) expect(equalValues(a, b) || equalValues(b, a)).toBe(false);
    }
  });

  it('tells families apart by their indices, and maps from lists', () => {
    expect(equalValues(family([1, 5]), family([2, 5]))).toBe(false);
    expect(keyOf(family([1, 5]))).not.toBe(keyOf(family([2, 5])));
    expect(equalValues(mapOf([[1, 5]]), [5])).toBe(false);
  });

  it('gives equal lists and tuples equal keys, at every depth', () => {
    expect(keyOf([new Tuple([1, 'a']), 2])).toBe(keyOf(new Tuple([[1, 'a'], 2])));
    expect(keyOf([1, 2])).not.toBe(keyOf(setOf([1, 2])));
  });

  it('finds a family among many lists', () => {
    const lists = setOf(Array.from({ length: 20 }, (_, i) => [i, i + 1]));
    expect(contains(lists, family([1, 15], [2, 16]))).toBe(true);
    expect(contains(lists, family([1, 16], [2, 15]))).toBe(false);
  });

  it('allows 1e-9 inside lists as outside', () => {
    expect(equalValues([new Float(0.1 + 0.2)], new Tuple([new Float(0.3)]))).toBe(true);
  });
});

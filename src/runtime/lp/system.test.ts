import fc from 'fast-check';
import Fraction from 'fraction.js';
import { expect, test } from 'vitest';
import { solveSystem } from './system.ts';

const equations = (rows: readonly (readonly number[])[], right: readonly number[]) =>
  rows.map((row, n) => ({
    row: new Map(row.map((value, unknown) => [unknown, new Fraction(value)])),
    right: new Fraction(right[n] ?? 0),
  }));

test('coefficients that are 0 are no pivots', () => {
  const solved = solveSystem(
    equations(
      [
        [0, 2],
        [3, 1],
      ],
      [4, 3],
    ),
  );
  expect(solved?.map(Number)).toEqual([1 / 3, 2]);
  expect(
    solveSystem(
      equations(
        [
          [0, 2],
          [0, 1],
        ],
        [4, 3],
      ),
    ),
  ).toBeUndefined();
});

const number = fc.integer({ min: -3, max: 3 });
const three = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 3, maxLength: 3 });

test('what comes out solves the system, zeros written out or not', () => {
  fc.assert(
    fc.property(three(three(number)), three(number), (rows, right) => {
      const solved = solveSystem(equations(rows, right));
      const [a = [], b = [], c = []] = rows;
      const minor = (i: number, j: number): number => (b[i] ?? 0) * (c[j] ?? 0) - (b[j] ?? 0) * (c[i] ?? 0);
      const determinant = (a[0] ?? 0) * minor(1, 2) - (a[1] ?? 0) * minor(0, 2) + (a[2] ?? 0) * minor(0, 1);
      expect(solved === undefined).toBe(determinant === 0);
      if (!solved) return;
      rows.forEach((row, n) => {
        const sum = row.reduce((total, value, unknown) => total.add(solved[unknown]?.mul(value) ?? 0), new Fraction(0));
        expect(sum.equals(right[n] ?? 0)).toBe(true);
      });
    }),
  );
});

import { describe, expect, test } from 'vitest';
import { Rational } from '../../dsl/number.ts';
import type { LinearProgram } from '../../plugins/contract/lp.ts';
import { HighsEngine } from './engine.ts';

const engine = new HighsEngine();
const { POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf } = Number;

interface Dense {
  readonly sense?: 'maximize' | 'minimize';
  readonly cost: readonly number[];
  readonly columns?: readonly (readonly [number, number])[];
  readonly rows: readonly (readonly [lower: number, coefficients: readonly number[], upper: number])[];
  readonly integer?: readonly number[];
}

function program({ sense = 'maximize', cost, columns, rows, integer }: Dense): LinearProgram {
  const entries = rows.map(([, row]) => [...row.entries()].filter(([, value]) => value !== 0));
  const starts = [0];
  for (const row of entries) starts.push((starts.at(-1) ?? 0) + row.length);
  return {
    sense,
    cost: Float64Array.from(cost),
    columnLower: Float64Array.from(cost, (_, j) => columns?.[j]?.[0] ?? 0),
    columnUpper: Float64Array.from(cost, (_, j) => columns?.[j]?.[1] ?? inf),
    rowLower: Float64Array.from(rows, ([lower]) => lower),
    rowUpper: Float64Array.from(rows, ([, , upper]) => upper),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(entries.flat(), ([j]) => j),
    values: Float64Array.from(entries.flat(), ([, value]) => value),
    ...(integer ? { integer: Int32Array.from(integer) } : {}),
  };
}

test('an optimum, with the price of each bound that holds', async () => {
  const answer = await engine.solve(
    program({
      cost: [3, 2],
      rows: [
        [minusInf, [1, 1], 4],
        [1, [0, 1], inf],
      ],
    }),
  );
  expect(answer.status).toBe('optimal');
  expect(answer.value).toBe(11);
  expect([...answer.columns]).toEqual([3, 1]);
  expect([...answer.prices]).toEqual([3, -1]);
});

test('minimizing turns the signs of prices', async () => {
  const answer = await engine.solve(program({ sense: 'minimize', cost: [2, 3], rows: [[4, [1, 1], inf]] }));
  expect(answer.value).toBe(8);
  expect([...answer.prices]).toEqual([2]);
});

test('an irreducible conflict names only the rows that matter', async () => {
  const rows: Dense['rows'] = [
    [minusInf, [1, 0], 5],
    [minusInf, [1, 1], 1],
    [2, [1, 1], inf],
  ];
  const answer = await engine.solve(program({ cost: [1, 1], rows }));
  expect(answer.status).toBe('infeasible');
  expect(answer.conflict).toEqual([1, 2]);
});

test('a ray along which the value grows', async () => {
  const answer = await engine.solve(program({ cost: [1, 1], rows: [[minusInf, [1, -1], 1]] }));
  expect(answer.status).toBe('unbounded');
  const [x = 0, y = 0] = answer.ray ?? [];
  expect(x + y).toBeGreaterThan(0);
  expect(x - y).toBeLessThanOrEqual(1e-9);
});

test('whole columns', async () => {
  const answer = await engine.solve(program({ cost: [5, 4], rows: [[minusInf, [2, 3], 7]], integer: [1, 1] }));
  expect(answer.value).toBe(15);
  expect([...answer.columns]).toEqual([3, 0]);
});

describe('programs without columns', () => {
  test('that hold', async () => {
    expect(await engine.solve(program({ cost: [], rows: [[0, [], 0]] }))).toMatchObject({
      status: 'optimal',
      value: 0,
    });
  });
  test('that do not', async () => {
    const answer = await engine.solve(program({ cost: [], rows: [[1, [], inf]] }));
    expect(answer).toMatchObject({ status: 'infeasible', conflict: [0] });
  });
});

describe('exact numbers', () => {
  const third = new Rational(1n, 3n);
  const tenth = new Rational(1n, 10n);
  // maximize x + y, 3x + y/10 <= 1, x/10 + 3y <= 1/3
  const rounded = program({
    cost: [1, 1],
    rows: [
      [minusInf, [3, 0.1], 1],
      [minusInf, [0.1, 3], 1 / 3],
    ],
  });
  const exact = {
    cost: [1, 1],
    columnLower: [0, 0],
    columnUpper: [inf, inf],
    rowLower: [minusInf, minusInf],
    rowUpper: [1, third],
    values: [3, tenth, tenth, 3],
  };

  test('give the value as it is, rounded once', async () => {
    const answer = await engine.solve({ ...rounded, exact });
    expect(answer.exact).toBe(true);
    expect(answer.value).toBe(40 / 93);
    expect(answer.columns[0]).toBe((3 - 1 / 30) / 8.99);
  });

  test('are not claimed where the basis is not optimal for them', async () => {
    const answer = await engine.solve({ ...rounded, exact: { ...exact, cost: [1, -1] } });
    expect(answer.exact).toBe(false);
  });
});

import { describe, expect, test } from 'vitest';
import { Rational } from '../../dsl/number.ts';
import { HighsEngine } from './engine.ts';
import { program, randomProgram, sparse } from './fixture.ts';

const engine = new HighsEngine();
const { POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf } = Number;

test('a row that cuts the optimum off', async () => {
  const session = await engine.open(program({ cost: [3, 2], rows: [[minusInf, [1, 1], 4]] }));
  expect((await session.solve()).value).toBe(12);
  session.addRows({ rowLower: Float64Array.of(minusInf), rowUpper: Float64Array.of(2), ...sparse([[1, 0]]) });
  const answer = await session.solve();
  expect(session.rows).toBe(2);
  expect(answer.value).toBe(10);
  expect([...answer.columns]).toEqual([2, 2]);
  expect([...answer.prices]).toEqual([2, 1]);
  session.dispose();
});

test('a column that pays its price', async () => {
  const session = await engine.open(program({ cost: [1], rows: [[minusInf, [1], 4]] }));
  const [price = 0] = (await session.solve()).prices;
  expect(price).toBe(1);
  session.addColumns({
    cost: Float64Array.of(3),
    columnLower: Float64Array.of(0),
    columnUpper: Float64Array.of(1),
    ...sparse([[2]]),
  });
  const answer = await session.solve();
  expect([...answer.columns]).toEqual([2, 1]);
  expect(answer.value).toBe(5);
  session.dispose();
});

test('other costs and bounds', async () => {
  const session = await engine.open(program({ cost: [3, 2], rows: [[minusInf, [1, 1], 4]] }));
  await session.solve();
  session.changeCosts(Int32Array.of(0, 1), Float64Array.of(1, 2));
  expect((await session.solve()).value).toBe(8);
  session.changeColumnBounds(Int32Array.of(1), Float64Array.of(0), Float64Array.of(1));
  expect((await session.solve()).value).toBe(5);
  session.changeRowBounds(Int32Array.of(0), Float64Array.of(minusInf), Float64Array.of(3));
  expect((await session.solve()).value).toBe(4);
  session.dispose();
});

test('a conflict, and back', async () => {
  const session = await engine.open(program({ cost: [1, 1], rows: [[minusInf, [1, 1], 1]] }));
  session.addRows({ rowLower: Float64Array.of(2), rowUpper: Float64Array.of(inf), ...sparse([[1, 1]]) });
  const conflict = await session.solve();
  expect(conflict).toMatchObject({ status: 'infeasible', conflict: [0, 1] });
  session.changeRowBounds(Int32Array.of(1), Float64Array.of(0.5), Float64Array.of(inf));
  expect(await session.solve()).toMatchObject({ status: 'optimal', value: 1 });
  session.dispose();
});

describe('a warm start', () => {
  test('takes fewer steps, to the same value', async () => {
    const whole = randomProgram(60, 60);
    const cold = await engine.solve(whole);
    const [first, last] = [59, 60].map((n) => whole.starts[n] ?? 0);
    const session = await engine.open({
      ...whole,
      rowLower: whole.rowLower.subarray(0, 59),
      rowUpper: whole.rowUpper.subarray(0, 59),
      starts: whole.starts.subarray(0, 60),
      indices: whole.indices.subarray(0, first),
      values: whole.values.subarray(0, first),
    });
    await session.solve();
    session.addRows({
      rowLower: whole.rowLower.subarray(59),
      rowUpper: whole.rowUpper.subarray(59),
      starts: Int32Array.of(0, 60),
      indices: whole.indices.subarray(first, last),
      values: whole.values.subarray(first, last),
    });
    const warm = await session.solve();
    expect(warm.value).toBeCloseTo(cold.value, 10);
    expect(warm.iterations).toBeLessThan(cold.iterations / 3);
    session.dispose();
  });

  test('takes none where nothing has changed, by either method', async () => {
    const session = await engine.open(randomProgram(30, 30));
    const first = await session.solve();
    expect((await session.solve()).iterations).toBe(0);
    expect((await session.solve({ method: 'interior' })).value).toBeCloseTo(first.value, 8);
    session.dispose();
  });
});

describe('exact numbers', () => {
  const third = new Rational(1n, 3n);
  const one = { cost: [1], columnLower: [0], columnUpper: [inf], rowLower: [minusInf], rowUpper: [third], values: [1] };
  const start = { ...program({ cost: [1], rows: [[minusInf, [1], 1 / 3]] }), exact: one };
  const row = { rowLower: Float64Array.of(minusInf), rowUpper: Float64Array.of(2 / 3), ...sparse([[3]]) };
  const column = {
    cost: Float64Array.of(1),
    columnLower: Float64Array.of(0),
    columnUpper: Float64Array.of(inf),
    ...sparse([[0, 7]]),
  };

  test('stay with exact rows, columns and whole changes', async () => {
    const session = await engine.open(start);
    expect(await session.solve()).toMatchObject({ exact: true, value: 1 / 3 });
    session.addRows({ ...row, exact: { rowLower: [minusInf], rowUpper: [new Rational(2n, 3n)], values: [3] } });
    expect(await session.solve()).toMatchObject({ exact: true, value: 2 / 9 });
    session.addColumns({ ...column, exact: { cost: [1], columnLower: [0], columnUpper: [inf], values: [7] } });
    session.changeCosts(Int32Array.of(1), Float64Array.of(5));
    expect(await session.solve()).toMatchObject({ exact: true, value: 10 / 21 });
    session.dispose();
  });

  test('are not claimed after a change without them', async () => {
    const session = await engine.open(start);
    session.addRows(row);
    const answer = await session.solve();
    expect(answer.exact).toBe(false);
    expect(answer.value).toBeCloseTo(2 / 9, 12);
    session.dispose();
  });
});

test('nothing can be asked of a session that is disposed', async () => {
  const session = await engine.open(randomProgram(2, 2));
  session.dispose();
  session.dispose();
  await expect(session.solve()).rejects.toThrow(/after disposal/);
});

import { describe, expect, test } from 'vitest';
import { Rational } from '../../dsl/number.ts';
import { HighsEngine } from './engine.ts';
import { type Dense, program, randomProgram } from './fixture.ts';
import { highsLibrary } from './library.ts';

const engine = new HighsEngine();
const { POSITIVE_INFINITY: inf, NEGATIVE_INFINITY: minusInf } = Number;

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
  // 1 x (x + y >= 2) and -1 x (x + y <= 1) demand 0 >= 1.
  const [, upper = 0, lower = 0] = answer.refutation ?? [];
  expect(upper).toBeLessThan(0);
  expect(lower).toBeCloseTo(-upper, 12);
});

test('numbers that the library refuses to work with are a failure, and the engine goes on', async () => {
  const rows: Dense['rows'] = [[minusInf, [1, 1], 1]];
  const { status, value } = await engine.solve(program({ cost: [1e300, 1], rows }));
  expect(status).toBe('failed');
  expect(value).toBeNaN();
  expect((await engine.solve(program({ cost: [2, 1], rows }))).value).toBe(2);
});

test('a ray along which the value grows', async () => {
  const answer = await engine.solve(program({ cost: [1, 1], rows: [[minusInf, [1, -1], 1]] }));
  expect(answer.status).toBe('unbounded');
  const [x = 0, y = 0] = answer.ray ?? [];
  expect(x + y).toBeGreaterThan(0);
  expect(x - y).toBeLessThanOrEqual(1e-9);
});

test('reduced costs are what the prices leave of the costs', async () => {
  const { prices, reducedCosts } = await engine.solve(program({ cost: [3, 1], rows: [[minusInf, [1, 2], 4]] }));
  expect([...prices]).toEqual([3]);
  expect([...reducedCosts]).toEqual([0, -5]);
});

test('a basis to start from', async () => {
  const large = randomProgram(40, 40);
  const first = await engine.solve(large);
  const again = await engine.solve(large, first.basis ? { start: first.basis } : {});
  expect(first.iterations).toBeGreaterThan(10);
  expect(again.iterations).toBe(0);
  expect(again.value).toBeCloseTo(first.value, 10);
});

test('answers do not depend on what was solved before', async () => {
  const programs = Array.from({ length: 60 }, (_, k) => randomProgram(4, 4, k + 1));
  const infeasible = program({ cost: [1], rows: [[2, [1], 1]] });
  const alone = await Promise.all(programs.map((one) => new HighsEngine().solve(one)));
  for (const [k, one] of programs.entries()) {
    if (k % 7 === 0) await engine.solve(infeasible);
    if (k % 5 === 0) await engine.solve(one, { milliseconds: 1000, method: 'interior' });
    expect(await engine.solve(one)).toEqual(alone[k]);
  }
});

test('memory does not grow', async () => {
  const small = randomProgram(4, 4);
  const large = randomProgram(60, 60);
  const infeasible = program({ cost: [1], rows: [[2, [1], 1]] });
  const rounds = async (n: number) => {
    for (let k = 0; k < n; k++) {
      await engine.solve(small);
      if (k % 20 === 0) {
        await engine.solve(large);
        await engine.solve(infeasible);
        const session = await engine.open(large);
        await session.solve();
        session.dispose();
      }
    }
  };
  await rounds(200);
  const before = (await highsLibrary()).memoryBytes;
  await rounds(600);
  expect((await highsLibrary()).memoryBytes).toBe(before);
});

describe('a large program that may be stopped', () => {
  test('has the same answer as one that may not', async () => {
    const large = randomProgram(110, 110);
    const { signal } = new AbortController();
    expect(await engine.solve(large, { signal })).toEqual(await engine.solve(large));
  });

  test('is stopped by an abort', async () => {
    const abort = new AbortController();
    const answer = engine.solve(randomProgram(130, 130), { signal: abort.signal, method: 'simplex' });
    abort.abort();
    expect((await answer).status).toBe('budget');
    expect((await engine.solve(randomProgram(110, 110), { signal: abort.signal })).status).toBe('budget');
  });
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

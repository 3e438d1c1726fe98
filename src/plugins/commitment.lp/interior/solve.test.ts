import { describe, expect, test } from 'vitest';
import { HighsEngine } from '../../../runtime/lp/engine.ts';
import type { LinearProgram, LpRows } from '../../contract/index.ts';
import { unlimited } from '../fixture.ts';
import { solveInside } from './solve.ts';

const engine = new HighsEngine();

function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

type Entry = readonly [column: number, value: number];

interface Case {
  readonly cost: readonly number[];
  /** Columns of each equation. */
  readonly links: readonly (readonly number[])[];
  readonly rows: readonly { readonly entries: readonly Entry[]; readonly lower: number }[];
}

/** Persuasion: x(action | state), and a row for each pair of actions. `grain`: so many different payoffs there are. */
function persuasion(
  states: number,
  actions: number,
  seed: number,
  kind: 'opposed' | 'independent',
  grain: number,
): Case {
  const noise = dice(seed);
  const payoff = (): number => Math.floor(noise() * grain) / grain;
  const prior = Array.from({ length: states }, () => 0.1 + noise());
  const receiver = prior.map(() => Array.from({ length: actions }, payoff));
  const sender = receiver.map((row) => row.map((u) => (kind === 'opposed' ? 0.1 * payoff() - u : payoff())));
  const column = (s: number, a: number): number => s * actions + a;
  const all = Array.from({ length: actions }, (_, a) => a);
  return {
    cost: sender.flatMap((row, s) => row.map((v) => v * (prior[s] ?? 0))),
    links: prior.map((_, s) => all.map((a) => column(s, a))),
    rows: all.flatMap((a) =>
      all
        .filter((b) => b !== a)
        .map((b) => ({
          lower: 0,
          entries: receiver.map((row, s): Entry => [column(s, a), (prior[s] ?? 0) * ((row[a] ?? 0) - (row[b] ?? 0))]),
        })),
    ),
  };
}

function rowsOf(rows: Case['rows']): Omit<LpRows, 'exact'> {
  const starts = [0];
  for (const { entries } of rows) starts.push((starts.at(-1) ?? 0) + entries.length);
  return {
    rowLower: Float64Array.from(rows, ({ lower }) => lower),
    rowUpper: new Float64Array(rows.length).fill(Number.POSITIVE_INFINITY),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(rows.flatMap(({ entries }) => entries.map(([column]) => column))),
    values: Float64Array.from(rows.flatMap(({ entries }) => entries.map(([, value]) => value))),
  };
}

/** The equations alone. */
function programOf({ cost, links }: Case): LinearProgram {
  const equations = rowsOf(
    links.map((columns) => ({ lower: 1, entries: columns.map((column): Entry => [column, 1]) })),
  );
  return {
    ...equations,
    rowUpper: equations.rowLower,
    sense: 'maximize',
    cost: Float64Array.from(cost),
    columnLower: new Float64Array(cost.length),
    columnUpper: new Float64Array(cost.length).fill(Number.POSITIVE_INFINITY),
  };
}

/** From the inside, three of the rows that are broken at a time. */
async function fromInside(given: Case) {
  const there = new Set<Case['rows'][number]>();
  const added: LpRows[] = [];
  const missing = (columns: Float64Array): LpRows | undefined => {
    const broken = given.rows.filter(({ entries, lower }) => {
      return entries.reduce((sum, [column, value]) => sum + value * (columns[column] ?? 0), 0) < lower - 1e-9;
    });
    const some = broken.filter((row) => !there.has(row)).slice(0, 3 * given.links.length);
    for (const row of some) there.add(row);
    if (some.length > 0) added.push(rowsOf(some));
    return some.length > 0 ? rowsOf(some) : undefined;
  };
  const answer = await solveInside({ engine, run: unlimited, program: programOf(given), more: [], missing });
  return { answer, rows: [...there] };
}

async function withAllRows(given: Case) {
  const session = await engine.open(programOf(given));
  session.addRows(rowsOf(given.rows));
  const answer = await session.solve();
  session.dispose();
  return answer;
}

/** Feasible, and no better than its prices allow. */
async function expectProved(given: Case): Promise<void> {
  const { answer, rows } = await fromInside(given);
  const all = await withAllRows(given);
  expect(answer).toMatchObject({ status: 'optimal' });
  if (!answer || answer === 'stop') return;
  expect(answer.value).toBeCloseTo(all.value, 9);
  for (const columns of given.links)
    expect(columns.reduce((sum, column) => sum + (answer.columns[column] ?? 0), 0)).toBeCloseTo(1, 12);
  for (const { entries, lower } of given.rows)
    expect(entries.reduce((sum, [column, value]) => sum + value * (answer.columns[column] ?? 0), 0)).toBeGreaterThan(
      lower - 1e-9,
    );
  const reduced = [...given.cost];
  let bound = 0;
  [
    ...given.links.map((columns) => ({ entries: columns.map((column): Entry => [column, 1]), lower: 1 })),
    ...rows,
  ].forEach(({ entries, lower }, row) => {
    const price = answer.prices[row] ?? 0;
    if (row >= given.links.length) expect(price).toBeLessThanOrEqual(0);
    bound += price * lower;
    for (const [column, value] of entries) reduced[column] = (reduced[column] ?? 0) - price * value;
  });
  expect(Math.max(...reduced)).toBeLessThan(1e-8);
  expect(bound).toBeCloseTo(answer.value, 9);
}

describe('blocks tied together by equations', () => {
  test.each([
    ['opposed', 12, 12, 1000],
    ['opposed', 20, 7, 1000],
    ['opposed', 7, 20, 1000],
    ['independent', 15, 15, 1000],
    ['independent', 30, 4, 1000],
  ] as const)('%s, %d states and %d actions', async (kind, states, actions, grain) => {
    for (const seed of [1, 2, 3]) await expectProved(persuasion(states, actions, seed, kind, grain));
  });

  test.each([2, 3, 5])('%d different payoffs, so that most things are equally good', async (grain) => {
    for (const kind of ['opposed', 'independent'] as const)
      for (const seed of [1, 2, 3]) await expectProved(persuasion(9, 9, seed, kind, grain));
  });

  test('rows with a limit, and rows that join blocks', async () => {
    const given = persuasion(10, 10, 5, 'opposed', 1000);
    const often: Entry[] = given.links.flatMap(
      (columns) =>
        [
          [columns[0] ?? 0, 1],
          [columns[1] ?? 0, 0.5],
        ] as const,
    );
    await expectProved({ ...given, rows: [...given.rows, { lower: 2, entries: often }] });
  });
});

describe('what it leaves to others', () => {
  const given = persuasion(8, 8, 1, 'opposed', 1000);

  test('rows that cannot all be met', async () => {
    const never = given.rows
      .slice(0, 1)
      .map(() => ({ lower: 9, entries: given.links.map(([column = 0]): Entry => [column, 1]) }));
    expect((await fromInside({ ...given, rows: [...given.rows, ...never] })).answer).toBeUndefined();
  });

  test('columns with limits or in no equation', async () => {
    const program = programOf(given);
    const ask = (other: LinearProgram) =>
      solveInside({ engine, run: unlimited, program: other, more: [], missing: () => undefined });
    expect(await ask({ ...program, columnUpper: new Float64Array(64).fill(1) })).toBeUndefined();
    const loose = programOf({ ...given, cost: [...given.cost, 1] });
    expect(await ask(loose)).toBeUndefined();
  });

  test('a budget that is spent: a point, and a bound', async () => {
    const best = (await withAllRows(given)).value;
    for (const steps of [0, 1, 5, 10]) {
      let left = steps;
      const budget = { milliseconds: 0, left: () => 0, exhausted: () => left-- <= 0 };
      const run = { ...unlimited, budget };
      const more = [rowsOf(given.rows)];
      const answer = await solveInside({ engine, run, program: programOf(given), more, missing: () => undefined });
      expect(answer).toMatchObject({ status: 'budget' });
      if (!answer || answer === 'stop') continue;
      expect(answer.value).toBeGreaterThan(best - 1e-12);
      expect(Math.max(...answer.reducedCosts)).toBeLessThan(1e-12);
    }
  });
});

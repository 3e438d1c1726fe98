import { describe, expect, test } from 'vitest';
import { HighsEngine } from '../../runtime/lp/engine.ts';
import type { LinearProgram } from '../contract/index.ts';
import { answer } from './fixture.ts';
import type { CommitmentOptions } from './options.ts';

/**
 * Contracts with a private type, a report, a hidden action and an outcome, once as scenarios and once as linear programs
 * that list every pure strategy of the agent: a report, an action for each recommendation, and where to leave.
 */

const engine = new HighsEngine();
const two = [0, 1] as const;
type Two = 0 | 1;

interface Case {
  readonly low: number;
  readonly odds: readonly (readonly number[])[];
  readonly toll: readonly (readonly number[])[];
  readonly gain: readonly (readonly number[])[];
  readonly outside: readonly number[];
  readonly most: number;
}

function dice(seed: number): (n: number) => number {
  let state = seed * 7919 + 31;
  return (n) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

/** Who must pay in what it is paid gets something out of acting. */
function caseOf(seed: number, { budget }: Asked): Case {
  const comfort = budget === 'none' ? 0 : 1;
  const roll = dice(seed);
  const table = (number: () => number) => two.map(() => two.map(number));
  return {
    low: (1 + roll(9)) / 10,
    odds: table(() => (1 + roll(9)) / 10),
    toll: table(() => roll(9) / 8 - comfort),
    gain: table(() => roll(17) / 4),
    outside: two.map(() => roll(5) / 8),
    most: 1 + roll(3),
  };
}

const table = (of: readonly (readonly number[])[]): string =>
  `{ ${two.flatMap((t) => two.map((a) => `(${t}, ${a}): ${of[t]?.[a]}`)).join(', ')} }`;

/** `informed`: the agent may leave once it has seen the outcome; else before it reports. */
function scenario(one: Case, informed: boolean): string {
  const leave = `agent may leave for { 0: ${one.outside[0]}, 1: ${one.outside[1]} }[skill]`;
  return `scenario Brute {
    players boss, agent
    let odds = ${table(one.odds)}
    let toll = ${table(one.toll)}
    let gain = ${table(one.gain)}
    skill ~ { 0: ${one.low}, 1: rest }
    agent sees skill
    ${informed ? '' : leave}
    agent reports skill as claim
    agent chooses act in { 0, 1 }
    let chance = odds[skill, act]
    result ~ { 1: chance, 0: rest }
    boss commits pay(claim, result) in real(-${one.most}, ${one.most})
    ${informed ? `agent sees result\n ${leave}` : ''}
    boss gets gain[skill, result] - pay
    agent gets pay - toll[skill, act]
  }`;
}

interface Row {
  readonly entries: ReadonlyMap<number, number>;
  readonly least: number;
}

/** Columns: x(claim, told), then pay x chance by (claim, told, result). */
const chanceOf = (claim: number, told: number): number => 2 * claim + told;
const payOf = (claim: number, told: number, result: number): number => 4 + 4 * claim + 2 * told + result;

/** What a type gets by a report, an action for each thing it may be told, and leaving or not after each action told and outcome. */
function strategy(
  { odds, toll, outside }: Case,
  type: Two,
  claim: Two,
  acts: readonly number[],
  leaves: (told: number, result: number) => boolean,
): Map<number, number> {
  const form = new Map<number, number>();
  const add = (column: number, value: number): void => void form.set(column, (form.get(column) ?? 0) + value);
  for (const told of two) {
    const act = acts[told] ?? 0;
    for (const result of two) {
      const good = odds[type]?.[act] ?? 0;
      const chance = result === 1 ? good : 1 - good;
      if (leaves(told, result)) add(chanceOf(claim, told), chance * (outside[type] ?? 0));
      else {
        add(chanceOf(claim, told), -chance * (toll[type]?.[act] ?? 0));
        add(payOf(claim, told, result), chance);
      }
    }
  }
  return form;
}

function minus(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): Map<number, number> {
  const form = new Map(one);
  for (const [column, value] of other) form.set(column, (form.get(column) ?? 0) - value);
  return form;
}

type Asked = Pick<CommitmentOptions, 'mediated' | 'quit' | 'budget'>;

/** Which plans the agent may be made to follow: what each type does when told 0 or 1. */
function plans(mediated: boolean): readonly (readonly number[])[] {
  if (mediated) return [[0, 1, 0, 1]];
  return two.flatMap((a) => two.map((b) => [a, a, b, b]));
}

function rowsOf(one: Case, plan: readonly number[], asked: Asked, informed: boolean): readonly Row[] {
  const mediated = asked.mediated !== 'none';
  const rows: Row[] = [];
  const stay = (): boolean => false;
  const obeys = (type: number): readonly number[] => [plan[2 * type] ?? 0, plan[2 * type + 1] ?? 0];
  const patterns = informed && asked.quit ? Array.from({ length: 16 }, (_, bits) => bits) : [0];
  for (const type of two) {
    const honest = strategy(one, type, type, obeys(type), stay);
    const outside = one.outside[type] ?? 0;
    if (!informed) rows.push({ entries: honest, least: outside });
    else {
      for (const result of two) {
        // Knowing the recommendation and the outcome; without recommendations both columns belong to one contract.
        for (const tolds of mediated ? two.map((told) => [told]) : [[...two]]) {
          const entries = new Map<number, number>();
          for (const told of tolds) {
            const act = obeys(type)[told] ?? 0;
            entries.set(chanceOf(type, told), -(one.toll[type]?.[act] ?? 0) - outside);
            entries.set(payOf(type, told, result), 1);
          }
          rows.push({ entries, least: 0 });
        }
      }
    }
    for (const claim of two) {
      for (const acts of [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ]) {
        if (!mediated && acts[0] !== acts[1]) continue;
        for (const bits of patterns) {
          if (!mediated && ((bits & 1) !== ((bits >> 2) & 1) || ((bits >> 1) & 1) !== ((bits >> 3) & 1))) continue;
          const leaves = (told: number, result: number): boolean => ((bits >> (2 * told + result)) & 1) === 1;
          rows.push({ entries: minus(honest, strategy(one, type, claim, acts, leaves)), least: 0 });
        }
      }
    }
  }
  for (const claim of two)
    for (const told of two)
      for (const result of two) {
        const [pay, chance] = [payOf(claim, told, result), chanceOf(claim, told)];
        rows.push({
          entries: new Map([
            [pay, 1],
            [chance, one.most],
          ]),
          least: 0,
        });
        rows.push({
          entries: new Map([
            [pay, -1],
            [chance, one.most],
          ]),
          least: 0,
        });
        // One contract where there are no recommendations.
        if (!mediated && told === 1) {
          rows.push({
            entries: new Map([
              [pay, 1],
              [payOf(claim, 0, result), -1],
            ]),
            least: 0,
          });
          rows.push({
            entries: new Map([
              [pay, -1],
              [payOf(claim, 0, result), 1],
            ]),
            least: 0,
          });
        }
      }
  if (!mediated)
    for (const claim of two)
      rows.push({
        entries: new Map([
          [chanceOf(claim, 0), 1],
          [chanceOf(claim, 1), -1],
        ]),
        least: 0,
      });
  if (!mediated)
    for (const claim of two)
      rows.push({
        entries: new Map([
          [chanceOf(claim, 1), 1],
          [chanceOf(claim, 0), -1],
        ]),
        least: 0,
      });
  if (asked.budget === 'expected') rows.push({ entries: paid(one, plan, -1), least: 0 });
  return rows;
}

/** Expected pay, times a factor. */
function paid({ low, odds }: Case, plan: readonly number[], factor: number): Map<number, number> {
  const form = new Map<number, number>();
  for (const type of two)
    for (const told of two)
      for (const result of two) {
        const good = odds[type]?.[plan[2 * type + told] ?? 0] ?? 0;
        const chance = (type === 0 ? low : 1 - low) * (result === 1 ? good : 1 - good);
        form.set(payOf(type, told, result), factor * chance);
      }
  return form;
}

async function brute(one: Case, asked: Asked, informed: boolean): Promise<number> {
  const values = plans(asked.mediated !== 'none').map(async (plan) => {
    const objective = paid(one, plan, -1);
    for (const type of two)
      for (const told of two) {
        const good = one.odds[type]?.[plan[2 * type + told] ?? 0] ?? 0;
        const mean = good * (one.gain[type]?.[1] ?? 0) + (1 - good) * (one.gain[type]?.[0] ?? 0);
        objective.set(chanceOf(type, told), (type === 0 ? one.low : 1 - one.low) * mean);
      }
    const rows = rowsOf(one, plan, asked, informed);
    const sums = two.map(
      (claim): Row => ({ entries: new Map(two.map((told) => [chanceOf(claim, told), 1])), least: 1 }),
    );
    const { status, value } = await engine.solve(program(objective, rows, sums));
    return status === 'optimal' ? value : Number.NEGATIVE_INFINITY;
  });
  return Math.max(...(await Promise.all(values)));
}

function program(objective: ReadonlyMap<number, number>, rows: readonly Row[], equal: readonly Row[]): LinearProgram {
  const all = [...rows, ...equal];
  const { POSITIVE_INFINITY: free, NEGATIVE_INFINITY: below } = Number;
  const starts = [0];
  for (const { entries } of all) starts.push((starts.at(-1) ?? 0) + entries.size);
  return {
    sense: 'maximize',
    cost: Float64Array.from({ length: 12 }, (_, column) => objective.get(column) ?? 0),
    columnLower: Float64Array.from({ length: 12 }, (_, column) => (column < 4 ? 0 : below)),
    columnUpper: new Float64Array(12).fill(free),
    rowLower: Float64Array.from(all, ({ least }) => least),
    rowUpper: Float64Array.from(all, ({ least }, row) => (row < rows.length ? free : least)),
    starts: Int32Array.from(starts),
    indices: Int32Array.from(all.flatMap(({ entries }) => [...entries.keys()])),
    values: Float64Array.from(all.flatMap(({ entries }) => [...entries.values()])),
  };
}

const asked: readonly (readonly [string, Asked, boolean])[] = [
  ['as it is', { mediated: 'none', quit: false, budget: 'none' }, false],
  ['with a veto once the outcome is known', { mediated: 'none', quit: false, budget: 'none' }, true],
  ['with quitting rights', { mediated: 'none', quit: true, budget: 'none' }, true],
  ['with a budget', { mediated: 'none', quit: false, budget: 'expected' }, false],
  ['with recommendations', { mediated: 'private', quit: false, budget: 'none' }, false],
  ['with recommendations and a veto', { mediated: 'public', quit: false, budget: 'none' }, true],
  ['with recommendations and quitting rights', { mediated: 'private', quit: true, budget: 'none' }, true],
  ['with recommendations and a budget', { mediated: 'private', quit: false, budget: 'expected' }, false],
];

describe.each(asked)('random contracts %s agree with a list of all strategies', (_, options, informed) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('number %d', async (seed) => {
    const one = caseOf(seed, options);
    const expected = await brute(one, options, informed);
    const { status, value, certificate } = await answer(scenario(one, informed), options);
    if (expected === Number.NEGATIVE_INFINITY) {
      expect(status).toBe('infeasible');
      return;
    }
    expect(value).toBeCloseTo(expected, 8);
    expect(certificate?.gap).toBeLessThan(1e-9);
  });

  test('most of which have an answer', async () => {
    const values = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => brute(caseOf(seed, options), options, informed)),
    );
    expect(values.filter(Number.isFinite).length).toBeGreaterThanOrEqual(5);
  });
});

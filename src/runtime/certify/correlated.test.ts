import { describe, expect, test } from 'vitest';
import type { CorrelatedPlay, Profile } from '../../plugins/contract/solution.ts';
import { bimatrix, catalogue, gameProblem } from '../problem/fixture.ts';
import { certify } from './index.ts';

type Concept = CorrelatedPlay['concept'];

const chicken = bimatrix(
  [
    [6, 2],
    [7, 0],
  ],
  [
    [6, 7],
    [2, 0],
  ],
);

/** A lottery over pairs of actions; what each shows alone does not matter to the certificate. */
function lottery(
  concept: Concept,
  plans: readonly (readonly [row: number, column: number, chance: number])[],
): Profile {
  return {
    chances: Float64Array.of(0.5, 0.5, 0.5, 0.5),
    money: new Float64Array(0),
    correlated: {
      concept,
      plans: plans.map(([row, column, chance]) => ({ chance, actions: Int32Array.of(row, column) })),
    },
  };
}

const judged = (profile: Profile) => certify(chicken, { profile, proof: undefined });

describe('chicken', () => {
  const fair = [
    [0, 0, 1 / 3],
    [0, 1, 1 / 3],
    [1, 0, 1 / 3],
  ] as const;

  test("Aumann's traffic light holds", () => {
    const { gap, values, kind } = judged(lottery('ce', fair));
    expect(kind).toBe('exact');
    expect(gap).toBeCloseTo(0, 12);
    expect([...values]).toEqual([5, 5]);
  });

  test('who is told to dare into a dare would rather swerve', () => {
    const { gap, witness } = judged(lottery('ce', [[1, 1, 1]]));
    expect(gap).toBe(4);
    expect(witness).toMatchObject({ player: 'row', deviation: 'chooses 1 as r, told 2', gain: 2 });
  });

  test('independent coins: by what one is told nothing is learnt, and each gains 1/4 by never daring', () => {
    const coins = [
      [0, 0, 1 / 4],
      [0, 1, 1 / 4],
      [1, 0, 1 / 4],
      [1, 1, 1 / 4],
    ] as const;
    for (const concept of ['ce', 'cce', 'efce', 'efcce'] as const) {
      expect(judged(lottery(concept, coins)).gap).toBeCloseTo(1 / 2, 12);
    }
  });

  test('both swerve: a coarse deviation gains as much as a fine one', () => {
    expect(judged(lottery('ce', [[0, 0, 1]])).gap).toBe(2);
    expect(judged(lottery('cce', [[0, 0, 1]])).gap).toBe(2);
  });

  test('what is no lottery is said', () => {
    const { gap, witness } = judged(lottery('cce', [[0, 1, 0.9]]));
    expect(gap).toBeGreaterThanOrEqual(0.1 - 1e-12);
    expect(witness?.isFault).toBe(true);
  });
});

describe('independent play of a tree', () => {
  const problem = gameProblem(catalogue('games/beer-quiche'));
  const { informationSets } = problem.game;
  const sender = informationSets.player.indexOf(0);
  const pure = Array.from({ length: 16 }, (_, code) => [code & 1, (code >> 1) & 1, (code >> 2) & 1, code >> 3]);

  test('all concepts find what a best response gains', () => {
    const chances = Float64Array.from({ length: 8 }, () => 1 / 2);
    const nash = certify(problem, { profile: { chances, money: new Float64Array(0) }, proof: undefined });
    expect(informationSets.count).toBe(4);
    expect(sender).toBeGreaterThanOrEqual(0);
    const plans = pure.map((actions) => ({ chance: 1 / 16, actions: Int32Array.from(actions) }));
    for (const concept of ['cce', 'efcce', 'efce'] as const) {
      const profile = { chances, money: new Float64Array(0), correlated: { concept, plans } };
      const { gap, values } = certify(problem, { profile, proof: undefined });
      expect(gap).toBeCloseTo(nash.gap, 12);
      expect(values[0]).toBeCloseTo(nash.values[0] ?? Number.NaN, 12);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { answerOf } from '../../runtime/conformance/fixture.ts';
import { gameOfText } from '../../runtime/kernels/fixture.ts';
import plugin from './index.ts';

type Matrix = readonly (readonly number[])[];

const example: Matrix = [
  [0.5, 0.9, 0.3],
  [0.1, 0.5, 0.8],
  [0.7, 0.2, 0.5],
];

/** A preference game with a table of chances for each context, context n with the chance n / sum. */
function gameOfTables(...tables: readonly Matrix[]) {
  const total = (tables.length * (tables.length + 1)) / 2;
  const prompts = tables.map((_, n) => `${n + 1}: ${n + 1}/${total}`).join(', ');
  return gameOfText(`scenario Preferences {
    players policy, rival
    let wins = ${JSON.stringify(tables)}
    prompt ~ { ${prompts} }
    everyone sees prompt
    policy chooses y in 1..${tables[0]?.length}
    rival chooses z in 1..${tables[0]?.length}
    policy gets wins[prompt][y][z]
    rival gets wins[prompt][z][y]
  }`);
}

async function policyOf(options: Readonly<Record<string, unknown>>, ...tables: readonly Matrix[]) {
  const { solution, certificate } = await answerOf(plugin, gameOfTables(...tables), options);
  return { policy: [...(solution.profile?.chances ?? [])], gap: certificate.gap, solution };
}

const start = { 1: 0.6, 2: 0.3, 3: 0.1 };
test('conforms to the contract', async () => {
  const checks = await conforms(plugin);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

test('one step is the closed form', async () => {
  const { policy } = await policyOf({ policy: start, stepSize: 0.1, iterations: 1, gap: 0 }, example);
  const expected = [0.60360822, 0.29469707, 0.10169472];
  policy.slice(0, 3).forEach((chance, at) => {
    expect(chance).toBeCloseTo(expected[at] ?? Number.NaN, 8);
  });
});

describe('the last policy', () => {
  test.each([
    ['refreshed', 4.6e-9, 0.05e-9],
    ['fixed', 1.347e-2, 0.5e-5],
    ['none', 0.27, 0.005],
  ])('with a magnet that is %s is exploited for %f after 10,000 steps', async (magnet, exploited, within) => {
    const { gap } = await policyOf({ policy: start, stepSize: 0.1, iterations: 10_000, gap: 0, magnet }, example);
    expect(Math.abs(gap / 2 - exploited)).toBeLessThanOrEqual(within);
  });

  test('of a cycle of three prefers each answer as much as its rival is beaten by the third', async () => {
    const [p, q, r] = [0.62, 0.97, 0.55];
    const cycle = [
      [0.5, p, 1 - r],
      [1 - p, 0.5, q],
      [r, 1 - q, 0.5],
    ];
    const { policy, solution } = await policyOf({ gap: 1e-12 }, cycle);
    expect(solution.status).toBe('converged');
    const weights = [q - 0.5, r - 0.5, p - 0.5];
    const sum = weights.reduce((total, weight) => total + weight, 0);
    policy.slice(0, 3).forEach((chance, at) => {
      expect(chance).toBeCloseTo((weights[at] ?? 0) / sum, 9);
    });
  });

  test('in each context is that of the context alone, however rare it is', async () => {
    const other = example.map((row) => [...row].reverse()).reverse();
    const options = { iterations: 3000, gap: 0, policy: start };
    const both = await policyOf(options, example, other);
    const [one, two] = [await policyOf(options, example), await policyOf(options, other)];
    const expected = [...one.policy.slice(0, 3), ...two.policy.slice(0, 3)];
    both.policy.slice(0, 6).forEach((chance, at) => {
      expect(chance).toBeCloseTo(expected[at] ?? Number.NaN, 12);
    });
  });
});

test('a refresh brings the magnet nearer to the equilibrium by the divergence of its step', async () => {
  const equilibrium = [1 / 3, 2 / 9, 4 / 9];
  const divergence = (from: readonly number[], to: readonly number[]): number =>
    from.reduce((sum, chance, at) => sum + chance * Math.log(chance / (to[at] ?? 0)), 0);
  let magnet: readonly number[] = [0.6, 0.3, 0.1];
  for (let refresh = 0; refresh < 5; refresh++) {
    const reference = Object.fromEntries(magnet.map((chance, at) => [at + 1, chance]));
    const { policy } = await policyOf(
      { policy: reference, reference, magnet: 'fixed', iterations: 20_000, gap: 0 },
      example,
    );
    const next = policy.slice(0, 3);
    const nearer = divergence(equilibrium, magnet) - divergence(equilibrium, next);
    expect(nearer).toBeCloseTo(divergence(next, magnet), 10);
    magnet = next;
  }
});

test('weights must be those of the answers', async () => {
  await expect(policyOf({ policy: { 1: 1, 2: 1 } }, example)).rejects.toThrow(/`policy` has no weight for `3`/);
  await expect(policyOf({ reference: { ...start, 4: 1 } }, example)).rejects.toThrow(
    /`reference` has a weight for `4`, which is no answer/,
  );
});

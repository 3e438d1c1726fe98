import { describe, expect, test } from 'vitest';
import { answer, expectOptimum } from './fixture.ts';

/** A wage for output, with or without advice that the wage knows. */
const effort = (wage: string, outside: number, advice = ''): string => `
  scenario Effort {
    players principal, agent
    agent may leave for ${outside}
    ${advice}
    agent chooses work in { no, yes }
    output ~ if work == yes then { good: 3/4, bad: rest } else { good: 1/2, bad: rest }
    principal commits ${wage} in real >= 0
    principal gets (12 when output == good) - wage
    agent gets wage - (2 when work == yes)
  }`;
const advised = 'principal commits advice in { relax, hurry }\n agent sees advice';

describe('outside options, without and with advice', () => {
  test.each([
    [2, 4, 4.5],
    [3.5, 3, 3.375],
    [4, 3, 3],
  ])('outside %d: %d and %d', async (outside, plain, told) => {
    await expectOptimum(plain, effort('wage(output)', outside));
    await expectOptimum(told, effort('wage(advice, output)', outside, advised));
  });

  test('a wage that does not know the advice is not mistaken for one that does', async () => {
    const likely = effort('wage(output)', 0, advised)
      .replace('good: 3/4', 'good: 4/5')
      .replace('good: 1/2', 'good: 2/5')
      .replace('12 when', '10 when')
      .replace('2 when', '1 when');
    expect((await answer(likely)).value).toBeCloseTo(6, 12);
  });
});

const bribe = (reward: number, known: string): string => `
  scenario PersuadeAndPay {
    players sender, judge
    guilt ~ { guilty: 0.3, innocent: rest }
    sender commits evidence(guilt) in { weak, strong }
    judge sees evidence
    judge chooses verdict in { acquit, convict }
    sender commits pay(${known}) in real >= 0
    judge gets (1 when (verdict == convict) == (guilt == guilty)) + pay
    sender gets (${reward} when verdict == convict) - pay
  }`;

test.each([
  [2, 1.6],
  [3, 2.6],
])('persuade and pay, reward %d: %d, also where the bribe knows the verdict alone', async (reward, value) => {
  await expectOptimum(value, bribe(reward, 'evidence, verdict'));
  const flat = await answer(bribe(reward, 'verdict'));
  expect(['exact', 'bounds']).toContain(flat.status);
  expect(flat.certificate?.bound).toBeCloseTo(value, 9);
  expect(flat.value).toBeLessThanOrEqual(value + 1e-12);
});

test('notes from one device make sure of a vote that independent ones only make likely', async () => {
  const text = `scenario Voters {
    players sender, voter[1..3]
    guilt ~ { guilty: 0.3, innocent: rest }
    for i in 1..3 { sender commits note[i](guilt) in { weak, strong } }
    for i in 1..3 {
      voter[i] sees note[i]
      voter[i] chooses vote[i] in { acquit, convict }
      voter[i] gets (if guilt == guilty then 1/2 else -1/2) when vote[i] == convict
    }
    sender gets 1 when sum((1 when vote[i] == convict) for i in 1..3) >= 1
  }`;
  await expectOptimum(1, text);
  expect(0.3 + 0.7 * (1 - (4 / 7) ** 3)).toBeLessThan(1);
});

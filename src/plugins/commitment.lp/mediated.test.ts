import { describe, expect, test } from 'vitest';
import { Refusal } from '../contract/index.ts';
import { answer, expectOptimum } from './fixture.ts';

const effort = (outside: number, wage = 'wage(output)'): string => `
  scenario Effort {
    players principal, agent
    agent may leave for ${outside}
    agent chooses work in { no, yes }
    output ~ if work == yes then { good: 3/4, bad: rest } else { good: 1/2, bad: rest }
    principal commits ${wage} in real >= 0
    principal gets (12 when output == good) - wage
    agent gets wage - (2 when work == yes)
  }`;

describe('recommendations that the scenario does not have', () => {
  test.each([
    [0, 6, 6],
    [1, 5.25, 5],
    [2, 4.5, 4],
    [3, 3.75, 3],
    [3.5, 3.375, 3],
    [4, 3, 3],
  ])('turn pure contracts into lotteries, outside %d: %d instead of %d', async (outside, mediated, plain) => {
    await expectOptimum(mediated, effort(outside), { mediated: 'private' });
    await expectOptimum(mediated, effort(outside), { mediated: 'public' });
    await expectOptimum(plain, effort(outside));
  });

  test('are called as the actions, and the follower does what it is told', async () => {
    const { profile, problem } = await expectOptimum(3.75, effort(3), { mediated: 'private' });
    const sets = problem?.game.informationSets;
    if (!sets || !profile) throw new Error('no rule');
    const done: Record<string, unknown>[] = [];
    for (let set = 0; set < sets.count; set++) {
      const { label, knows } = sets.describe(set);
      if (label !== 'work') continue;
      const first = sets.firstAction[set] ?? 0;
      const chosen = sets.actions(set).find((_, action) => profile.chances[first + action] === 1);
      done.push({ told: knows.map((known) => `${known.label} = ${known.value}`), chosen });
    }
    expect(done).toEqual([
      { told: ['advice = no'], chosen: 'no' },
      { told: ['advice = yes'], chosen: 'yes' },
    ]);
  });

  test('may depend on a report, and then on nothing else that is private', async () => {
    const menu = (pay: string): string => `scenario Typed {
      players principal, agent
      skill ~ uniform({ low, high })
      agent sees skill
      agent may leave for 0
      agent reports skill as claim
      let odds = { (low, no): 0.2, (low, yes): 0.5, (high, no): 0.3, (high, yes): 0.9 }
      agent chooses work in { no, yes }
      let chance = odds[skill, work]
      output ~ { good: chance, bad: rest }
      principal commits ${pay} in real >= 0
      principal gets (10 when output == good) - pay
      agent gets pay - (1 when work == yes)
    }`;
    await expectOptimum(14 / 3, menu('pay(claim, output)'));
    // A lottery over contracts is better than any menu (Castiglioni, Marchesi and Gatti 2022).
    const mediated = await expectOptimum(965 / 204, menu('pay(claim, output)'), { mediated: 'private' });
    expect(mediated.report['plans']).toBe(1);
  });

  test('are one for each thing that a silent follower may know', async () => {
    const judge = `scenario Judge {
      players sender, judge
      guilt ~ { guilty: 0.3, innocent: rest }
      threshold ~ uniform({ 0.2, 0.4, 0.6, 0.8, 1 })
      judge sees threshold
      sender commits nothing(guilt) in { 1 }
      judge chooses verdict in { acquit, convict }
      judge gets (if guilt == guilty then 1 - threshold else -threshold) when verdict == convict
      sender gets 1 when verdict == convict and nothing == 1
    }`;
    await expectOptimum(0.3, judge, { mediated: 'private' });
  });

  const voters = (k: number): string => `scenario Voters(n = 3) {
    players sender, voter[1..n]
    guilt ~ { guilty: 0.3, innocent: rest }
    sender commits nothing(guilt) in { 1 }
    for i in 1..n {
      voter[i] chooses vote[i] in { acquit, convict }
      voter[i] gets (if guilt == guilty then 1/2 else -1/2) when vote[i] == convict
    }
    sender gets 1 when sum((1 when vote[i] == convict) for i in 1..n) >= ${k} * nothing
  }`;

  test.each([1, 2, 3])("are each voter's own, or for all to see: %d votes", async (k) => {
    await expectOptimum(0.3 + 0.7 * Math.min(1, 9 / (7 * k)), voters(k), { mediated: 'private' });
    await expectOptimum(0.6, voters(k), { mediated: 'public' });
  });

  test('make a correlated equilibrium: chicken (Aumann 1974)', async () => {
    const chicken = `scenario Chicken {
      players host, row, column
      host commits nothing in { 1 }
      row chooses left in { dare, yield }
      column chooses right in { dare, yield }
      let worth = { (dare, dare): 0, (dare, yield): 7, (yield, dare): 2, (yield, yield): 6 }
      row gets worth[left, right]
      column gets worth[right, left]
      host gets (worth[left, right] + worth[right, left]) * nothing
    }`;
    await expectOptimum(10.5, chicken, { mediated: 'private' });
  });
});

describe('refused by name', () => {
  const refusal = async (text: string): Promise<string> => {
    const error = await answer(text, { mediated: 'private' }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refusal);
    return String(error);
  };

  test('is a follower that chooses again', async () => {
    const twice = effort(0).replace(
      'output ~',
      'agent chooses pause in { short, long }\n agent gets 1 when pause == long\n output ~',
    );
    expect(await refusal(twice)).toContain('`agent` chooses `pause` after it has chosen `work`');
  });

  test('is a follower that may know too much', async () => {
    const many = effort(0).replace('agent may', 'mood ~ uniform(1..13)\n agent sees mood\n agent may');
    expect(await refusal(many)).toContain('would be one of 8192');
  });
});

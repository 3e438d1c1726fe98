import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Posed } from '../../runtime/problem/pose.ts';
import { expectOptimum } from './fixture.ts';

const catalogue = (file: string): string =>
  readFileSync(resolve(import.meta.dirname, '../../../scenarios', `${file}.icsap`), 'utf8');

const known: readonly (readonly [file: string, scenario: string, value: number, parameters?: Posed['parameters']])[] = [
  ['persuasion/prosecutor', 'Prosecutor', 0.6],
  ['persuasion/three-actions', 'ThreeActions', 1.5],
  ['persuasion/posterior-mean', 'PosteriorMean', 5 / 6],
  ['persuasion/private-threshold', 'PrivateThreshold', 3 / 4],
  ['mixed/persuade-and-pay', 'PersuadeAndPay', 1.6],
  ['persuasion/few-words', 'FewWords', 1 / 4, { words: 1 }],
  ['persuasion/few-words', 'FewWords', 2 / 4, { words: 2 }],
  ['persuasion/few-words', 'FewWords', 3 / 4, { words: 3 }],
  ['persuasion/few-words', 'FewWords', 1, { words: 4 }],
  ['contracts/hidden-effort', 'HiddenEffort', 6.4],
  ['contracts/bonus', 'Bonus', 6],
  ['contracts/three-efforts', 'ThreeEfforts', 11],
  ['mixed/screening-and-effort', 'Typed', 7 / 2],
  ['mixed/screening-and-effort', 'OneWage', 13 / 4],
  ['contracts/risk-averse', 'RiskAverse', 10],
  ['mechanisms/screening', 'Screening', 32.5],
  ['mechanisms/screening', 'EarlyScreening', 36.25],
  ['mechanisms/delegation', 'Delegation', 3 / 2],
  ['mechanisms/tax-audit', 'TaxAudit', 5 / 3],
  ['mechanisms/regulation', 'Regulation', 18.625],
  ['mechanisms/rare-test', 'CappedTest', 2.4],
  ['stackelberg/lead', 'Lead', 7 / 2],
  ['stackelberg/inspection', 'Inspection', -1 / 4],
  ['stackelberg/patrol', 'Patrol', -24 / 13],
];

for (const [file, scenario, value, parameters = {}] of known) {
  test(`${file}, ${scenario} ${JSON.stringify(parameters)}: ${value}`, async () => {
    await expectOptimum(value, catalogue(file), {}, { scenario, parameters });
  });
}

const judge = (threshold: string, prior: string): string => `
  scenario Judge {
    players sender, judge
    guilt ~ { guilty: ${prior}, innocent: rest }
    sender commits evidence(guilt) in { weak, strong }
    judge sees evidence
    judge chooses verdict in { acquit, convict }
    judge gets (if guilt == guilty then 1 - ${threshold} else -${threshold}) when verdict == convict
    sender gets 1 when verdict == convict
  }`;

test.each([
  ['1/4', '0.1', 0.4],
  ['1/4', '0.3', 1],
  ['3/4', '0.3', 0.4],
  ['1', '0.3', 0.3],
])('a judge with threshold %s and prior %s convicts with chance %d', async (threshold, prior, value) => {
  await expectOptimum(value, judge(threshold, prior));
});

test('a judge whose threshold is private is told a verdict for each', async () => {
  const text = `scenario Private {
    players sender, judge
    guilt ~ { guilty: 0.3, innocent: rest }
    threshold ~ uniform({ 0.2, 0.4, 0.6, 0.8, 1 })
    judge sees threshold
    sender commits evidence(guilt) in 1..32
    judge sees evidence
    judge chooses verdict in { acquit, convict }
    judge gets (if guilt == guilty then 1 - threshold else -threshold) when verdict == convict
    sender gets 1 when verdict == convict
  }`;
  // The chance of conviction at posterior p is floor(5 p) / 5, whose concave closure at 0.3 is 0.3.
  await expectOptimum(0.3, text);
});

const effort = (wage: string, before: string, after = ''): string => `
  scenario Effort {
    players principal, agent
    ${before}
    ${after}
    agent chooses work in { no, yes }
    output ~ if work == yes then { good: 3/4, bad: rest } else { good: 1/2, bad: rest }
    principal commits ${wage} in real >= 0
    principal gets (12 when output == good) - wage
    agent gets wage - (2 when work == yes)
  }`;
const advice = 'principal commits advice in { relax, hurry }\n agent sees advice';
const leave = (outside: number): string => `agent may leave for ${outside}`;

describe('what a wage is declared to depend on is taken literally', () => {
  test.each([
    [0, 6],
    [1, 5],
    [2, 4],
    [3, 3],
    [4, 3],
  ])('wage(output), outside %d: %d', async (outside, value) => {
    await expectOptimum(value, effort('wage(output)', leave(outside)));
  });

  test.each([
    [0, 6],
    [1, 5.25],
    [3, 3.75],
  ])('wage(advice, output), advised after leaving is possible, outside %d: %d', async (outside, value) => {
    await expectOptimum(value, effort('wage(advice, output)', leave(outside), advice));
  });

  test('leaving after the advice leaves nothing to mix', async () => {
    await expectOptimum(3, effort('wage(advice, output)', advice, leave(3)));
  });

  test('with advice that the wage does not know, the best of the two pure contracts', async () => {
    await expectOptimum(3, effort('wage(output)', advice, leave(3)));
  });
});

test('projects with sure outcomes: optimal contracts beat linear ones (Dütting, Roughgarden and Talgam-Cohen 2019)', async () => {
  const rewards = [1, 10, 100];
  const costs = rewards.map((reward, i) => reward - (i + 1) + i * 0.1);
  const text = `scenario Projects {
    players principal, agent
    let reward = [${rewards}]
    let cost = [${costs}]
    principal commits wage(project) in real >= 0
    agent chooses project in 1..3
    principal gets reward[project] - wage
    agent gets wage - cost[project]
  }`;
  await expectOptimum(2.8, text);
});

test('a rule may punish what nobody does: an outcome that only disobedience brings', async () => {
  const text = `scenario Fine {
    players city, driver
    city commits fine(caught) in real(0, 5)
    driver chooses speed in { slow, fast }
    caught ~ if speed == fast then { yes: 0.4, no: rest } else { no: 1 }
    driver gets (2 when speed == fast) - fine
    city gets 1 when speed == slow
  }`;
  const { profile } = await expectOptimum(1, text);
  expect([...(profile?.money ?? [])].filter((fine) => fine > 0)).toEqual([5]);
});

test('one follower may act again after seeing what came of its first act', async () => {
  const text = `scenario Twice {
    players principal, agent
    principal commits wage(final) in real >= 0
    agent chooses first in { shirk, work }
    let luck = if first == work then 1 else 0.5
    start ~ { good: luck, bad: rest }
    agent sees start
    agent chooses again in { shirk, work }
    let chance = (0.4 when start == good) + (0.5 when again == work)
    final ~ { good: chance, bad: rest }
    principal gets (10 when final == good) - wage
    agent gets wage - (1 when first == work) - (1 when again == work)
  }`;
  // Working twice brings 0.9 w - 2; shirking first and then working 0.7 w - 1: so w >= 5. Working only at the end needs
  // w >= 2.
  await expectOptimum(Math.max(0.9 * (10 - 5), 0.7 * (10 - 2)), text);
});

import { describe, expect, test } from 'vitest';
import { certify } from '../../runtime/certify/index.ts';
import { poseProblem } from '../../runtime/problem/pose.ts';
import type { CommitmentProblem } from '../contract/index.ts';
import { answer, expectOptimum, solver, unlimited, usual } from './fixture.ts';

const trade = (costs: string, worths: string, rules = '', outside = 0): string => `
  scenario Trade {
    players broker, seller, buyer
    cost ~ uniform(${costs})
    worth ~ uniform(${worths})
    seller sees cost
    buyer sees worth
    seller may leave for ${outside}
    buyer may leave for ${outside}
    seller reports cost as ask
    buyer reports worth as bid
    broker commits deal(ask, bid) in { yes, no }
    broker commits take(ask, bid) in real
    broker commits give(ask, bid) in real
    ${rules}
    seller gets give - (cost when deal == yes)
    buyer gets (worth when deal == yes) - take
    broker gets (worth - cost) when deal == yes
  }`;

/** A seller and a buyer whose gains from trade are too small to be shared honestly without help. */
const narrow = ['{ 0, 1/4, 1/2, 3/4 }', '{ 1/8, 3/8, 5/8, 7/8 }'] as const;

describe('a broker who may not lose money (Myerson and Satterthwaite 1983)', () => {
  test('trades efficiently between {0, 2} and {1, 3}, in every play and on average: 5/4', async () => {
    const [costs, worths] = ['{ 0, 2 }', '{ 1, 3 }'];
    await expectOptimum(5 / 4, trade(costs, worths), { budget: 'expost' });
    await expectOptimum(5 / 4, trade(costs, worths), { budget: 'expected' });
    await expectOptimum(5 / 4, trade(costs, worths, 'require take >= give'));
    await expectOptimum(5 / 4, trade(costs, worths, 'require take == give'));
  });

  test('cannot always: with independent types, balance on average and in every play comes to the same', async () => {
    await expectOptimum(15 / 64, trade(...narrow));
    await expectOptimum(7 / 32, trade(...narrow), { budget: 'expost' });
    await expectOptimum(7 / 32, trade(...narrow), { budget: 'expected' });
    await expectOptimum(7 / 32, trade(...narrow, 'require take == give'));
  });

  test('is told so by name where nothing can be done', async () => {
    const { status, explanation } = await answer(trade('{ 0, 2 }', '{ 1, 3 }', '', 3), { budget: 'expected' });
    expect(status).toBe('infeasible');
    expect(explanation[1]).toContain('followers must pay in what they are paid, on average (`budget: expected`)');
  });
});

test('money that one follower pays another needs no budget', async () => {
  const text = `scenario Fine {
    players judge, tenant, owner
    judge commits fine in real(0, 3)
    tenant gets -fine
    owner gets fine
    judge gets fine
    tenant chooses noise in { loud, quiet }
    tenant gets 1 when noise == loud
  }`;
  await expectOptimum(3, text, { budget: 'expost' });
});

test('the certificate finds the play in which a budget breaks', async () => {
  const problem = poseProblem(trade(...narrow)) as CommitmentProblem;
  const solution = await solver.solve(problem, { ...usual, budget: 'expost' }, unlimited);
  const { profile } = solution;
  if (!profile) throw new Error('no rule');
  const { cells } = problem.game;
  const generous = profile.money.map((pay, cell) => (cells.at(cell).label === 'give' ? pay + 1 / 10 : pay));
  const { gap, witness } = certify(problem, { ...solution, profile: { ...profile, money: generous } });
  expect(gap).toBeGreaterThanOrEqual(1 / 10 - 1e-12);
  expect(witness).toMatchObject({ player: 'broker', deviation: expect.stringContaining('more than they pay in') });
  // Prices of a budget that nobody demands are nothing.
  const { demands: _, ...undemanded } = solution;
  expect(certify(problem, { ...undemanded, profile }).bound).toBeUndefined();
});

describe('a follower without messages, under a budget on average', () => {
  const effort = (gain: string): string => `scenario Effort {
    players boss, agent
    boss commits pay(act) in real(-1, 1)
    agent chooses act in { dear, cheap }
    boss gets ${gain}
    agent gets pay + (if act == dear then -1 else 1)
  }`;

  test('might pay in by one choice what another costs, so the best pure plan is no more than a bound', async () => {
    const { status, value, report, explanation } = await answer(effort('10 when act == dear'), { budget: 'expected' });
    expect(status).toBe('bounds');
    expect(value).toBe(0);
    expect(Number(report['bound'])).toBeGreaterThanOrEqual(5);
    expect(explanation[0]).toContain('only pure plans of `agent` were searched');
  });

  test('has a bound in proportion to what the boss gains', async () => {
    const [modest, large] = await Promise.all(
      ['10', '1000000'].map((gain) => answer(effort(`${gain} when act == dear`), { budget: 'expected' })),
    );
    expect(modest?.report['bound']).toBeGreaterThanOrEqual(5);
    expect(Number(large?.report['bound']) / 100_000).toBeCloseTo(Number(modest?.report['bound']), 9);
  });

  test('is told exactly what is best where no other choice would pay', async () => {
    await expectOptimum(10, effort('10 when act == cheap'), { budget: 'expected' });
  });
});

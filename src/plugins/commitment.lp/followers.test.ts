import { describe, expect, test } from 'vitest';
import { answer, expectOptimum } from './fixture.ts';

const auction = (values: string, prices: string): string => `
  scenario Auction(n = 2, grid = 10) {
    players seller, bidder[1..n]
    for i in 1..n {
      value[i] ~ uniform(${values})
      bidder[i] sees value[i]
      bidder[i] may leave for 0
      bidder[i] reports value[i] as bid[i]
    }
    seller commits winner(bid) in 0..n
    for i in 1..n {
      seller commits price[i]${prices} in real
      bidder[i] gets (value[i] when winner == i) - price[i]
      seller gets price[i]
    }
    seller gets grid - grid
  }`;

describe('auctions', () => {
  test.each(['bayesian', 'dominant'] as const)('on a grid of eleven values, %s: 5/11', async (truthful) => {
    await expectOptimum(5 / 11, auction('0..1 step 1/grid', '(bid)'), { truthful });
  });

  test.each([
    ['{ 1, 2 }', 1.5],
    ['{ 1, 3 }', 2.25],
  ])('with values %s: %d, Bayesian or dominant', async (values, revenue) => {
    await expectOptimum(revenue, auction(values, '(bid)'));
    await expectOptimum(revenue, auction(values, '(bid)'), { truthful: 'dominant' });
  });

  test.each([
    [1, 1],
    [3, 1.75],
  ])('with %d bidders of value 1 or 2: %d', async (n, revenue) => {
    await expectOptimum(revenue, auction('{ 1, 2 }', '(bid)'), {}, { parameters: { n } });
  });

  test('a price that ignores the other bid is enough for Bayesian incentives', async () => {
    await expectOptimum(1.5, auction('{ 1, 2 }', '(bid[i])'));
  });
});

/** Values (1, 1) and (2, 2) are four times as likely as (1, 2) and (2, 1). */
const correlated = (stage: string): string => `
  scenario Correlated {
    players seller, bidder[1..2]
    value[1] ~ uniform({ 1, 2 })
    value[2] ~ if value[1] == 1 then { 1: 0.8, 2: rest } else { 1: 0.2, 2: rest }
    for i in 1..2 {
      bidder[i] sees value[i]
      ${stage === 'interim' ? 'bidder[i] may leave for 0' : ''}
      bidder[i] reports value[i] as bid[i]
    }
    seller commits winner(bid) in 0..2
    for i in 1..2 {
      seller commits price[i](bid, winner) in real
      bidder[i] gets (value[i] when winner == i) - price[i]
      seller gets price[i]
    }
    ${stage === 'ex post' ? 'for i in 1..2 { bidder[i] may leave for 0 }' : ''}
  }`;

describe('correlated values (Crémer and McLean 1988)', () => {
  test('leave no rent if bidders may only leave before the others have reported', async () => {
    await expectOptimum(1.6, correlated('interim'));
    await expectOptimum(1.6, correlated('interim'), { truthful: 'dominant' });
  });

  test('leave the usual rent if they may leave afterwards and must be honest whatever the others report', async () => {
    await expectOptimum(1.5, correlated('ex post'), { truthful: 'dominant' });
  });
});

const trade = (outside: number): string => `
  scenario Trade {
    players broker, seller, buyer
    cost ~ uniform({ 0, 2 })
    worth ~ uniform({ 1, 3 })
    seller sees cost
    buyer sees worth
    seller may leave for ${outside}
    buyer may leave for ${outside}
    seller reports cost as ask
    buyer reports worth as bid
    broker commits deal(ask, bid) in { yes, no }
    broker commits take(ask, bid) in real
    broker commits give(ask, bid) in real
    require take >= give
    seller gets give - (cost when deal == yes)
    buyer gets (worth when deal == yes) - take
    broker gets (worth - cost) when deal == yes
  }`;

describe('bilateral trade', () => {
  test('is efficient on {0, 2} and {1, 3}: 5/4', async () => {
    await expectOptimum(5 / 4, trade(0));
  });

  test('says by name why it fails', async () => {
    const { status, explanation } = await answer(trade(3));
    expect(status).toBe('infeasible');
    expect(explanation[1]).toContain('`require`: `take(ask = 0, bid = 1)` + -`give(ask = 0, bid = 1)` >= 0');
    expect(explanation[1]).toContain('`seller`, knowing cost = 0, must get at least 3');
  });
});

const voters = (note: string, seen: string, k: number): string => `
  scenario Voters(n = 3) {
    players sender, voter[1..n]
    guilt ~ { guilty: 0.3, innocent: rest }
    ${note}
    for i in 1..n {
      voter[i] sees ${seen}
      voter[i] chooses vote[i] in { acquit, convict }
      voter[i] gets (if guilt == guilty then 1/2 else -1/2) when vote[i] == convict
    }
    sender gets 1 when sum((1 when vote[i] == convict) for i in 1..n) >= ${k}
  }`;

describe('voters', () => {
  test.each([1, 2, 3])('with private notes from one device, %d votes needed', async (k) => {
    const notes = 'for i in 1..n { sender commits note[i](guilt) in { weak, strong } }';
    await expectOptimum(0.3 + 0.7 * Math.min(1, 9 / (7 * k)), voters(notes, 'note[i]', k));
  });

  test.each([1, 3])('with one public note, %d votes needed: 0.6', async (k) => {
    await expectOptimum(0.6, voters('sender commits note(guilt) in 1..8', 'note', k));
  });
});

test('followers who mind what the others do are only held to pure plans, and the answer says so', async () => {
  const text = `scenario Pennies {
    players host, even, odd
    host commits fee in real(0, 1)
    even chooses left in { heads, tails }
    odd chooses right in { heads, tails }
    even gets (1 when left == right) - fee
    odd gets 1 when left != right
    host gets fee
  }`;
  const { status, profile, explanation } = await answer(text);
  expect(status).toBe('bounds');
  expect(profile).toBeUndefined();
  expect(explanation[1]).toContain('`even`, `odd`');
});

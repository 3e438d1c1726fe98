import { describe, expect, test } from 'vitest';
import { answer } from './fixture.ts';

const trade = (rules: string): string => `
  scenario Trade {
    players seller, buyer
    value ~ uniform({ 1, 2 })
    buyer sees value
    ${rules}
    buyer gets value - price
    seller gets price
  }`;

describe('no rule', () => {
  test('names the constraints that cannot all hold', async () => {
    const leave = 'buyer may leave for 0\n buyer reports value as bid';
    const { status, profile, explanation } = await answer(
      trade(`${leave}\n seller commits price(bid) in real\n require price >= 3`),
    );
    expect(status).toBe('infeasible');
    expect(profile).toBeUndefined();
    expect(explanation[1]).toMatch(
      /^these cannot all hold: `buyer`, knowing value = ([12]), must get at least 0 \(`may leave`\); `require`: `price\(bid = \1\)` \+ -3 >= 0$/,
    );
  });

  test('says so for each plan of a follower that chooses', async () => {
    const text = `scenario Underpaid {
      players master, worker
      master commits wage(done) in real(0, 1)
      worker may leave for 3
      worker chooses work in { no, yes }
      done ~ if work == yes then { good: 0.9, bad: rest } else { good: 0.1, bad: rest }
      worker gets wage - (1 when work == yes)
      master gets (5 when done == good) - wage
    }`;
    const { status, explanation } = await answer(text);
    expect(status).toBe('infeasible');
    expect(explanation.filter((line) => line.includes('where `worker` chooses work = no:'))).toHaveLength(1);
    expect(explanation.filter((line) => line.includes('where `worker` chooses work = yes:'))).toHaveLength(1);
  });
});

test('money without limit is named, and who has no `may leave`', async () => {
  const { status, explanation } = await answer(trade('buyer reports value as bid\n seller commits price(bid) in real'));
  expect(status).toBe('unbounded');
  expect(explanation[0]).toMatch(
    /^nothing limits the money: `price\(bid = [12]\)` up, `price\(bid = [12]\)` up, for ever$/,
  );
  expect(explanation[1]).toBe('`buyer` has no `may leave`; add one, or bounds such as `in real(0, 10)`');
});

test('money without limit is named where the program itself is only a bound', async () => {
  const { status, explanation } = await answer(`scenario Words {
    players teller, listener
    mood ~ uniform({ 1, 2 })
    teller commits word(mood) in { high, low }
    listener sees word
    listener chooses act in { stay, go }
    teller commits pay(word) in real
    listener gets pay
    teller gets pay + (mood when act == go)
  }`);
  expect(status).toBe('unbounded');
  expect(explanation[0]).toContain('nothing limits the money: `pay(word = ');
});

const rareTest = (pay: string): string => `
  scenario RareTest {
    players employer, worker
    skill ~ uniform({ good, bad })
    worker sees skill
    worker may leave for (2 when skill == good)
    worker reports skill as claim
    employer commits trial(claim) in { skip, test }
    let passed = trial == test and skill == good
    employer commits pay(claim, trial, passed) in ${pay}
    employer gets (7 when skill == good) - pay - (1 when trial == test)
    worker gets pay
  }`;

describe('a value that is only approached', () => {
  test('by ever larger money with ever smaller probability', async () => {
    const { status, report, value, certificate, explanation } = await answer(rareTest('real >= 0'));
    expect(status).toBe('supremum');
    expect(report['supremum']).toBeCloseTo(2.5, 12);
    expect(value).toBeCloseTo(2.5 - 1e-7, 12);
    expect(certificate?.bound).toBeCloseTo(2.5, 9);
    expect(certificate?.gap).toBeCloseTo(1e-7, 9);
    expect(explanation[0]).toContain('`pay(claim = good, trial = test, passed = true)`');
  });

  test.each([4, 10, 100, 1000])('is reached within a cap of %d', async (cap) => {
    const { status, value, certificate } = await answer(rareTest(`real(0, ${cap})`));
    expect(status).toBe('exact');
    expect(value).toBeCloseTo(2.5 - 1 / cap, 12);
    expect(certificate?.gap).toBeLessThan(1e-9);
  });

  test('is none if another plan reaches it: there the employer gets as much, and others pay', async () => {
    const text = rareTest('real >= 0')
      .replace('skill ~', 'worker chooses path in { usual, other }\n skill ~')
      .replace(
        /employer gets .*/,
        `employer gets (if path == usual then (7 when skill == good) - (1 when trial == test) else 5/2)
    employer gets -pay when path == usual`,
      );
    const { status, value, certificate } = await answer(text);
    expect(status).toBe('exact');
    expect(value).toBeCloseTo(5 / 2, 12);
    expect(certificate?.gap).toBeLessThan(1e-9);
  });

  test('is none if money without limit need not be large: bets on a signal correlated with the type', async () => {
    const text = `scenario Bets {
      players seller, buyer
      value ~ uniform({ 1, 2 })
      buyer sees value
      buyer may leave for 0
      buyer reports value as bid
      signal ~ if value == 1 then { low: 0.6, high: rest } else { low: 0.4, high: rest }
      seller commits price(bid, signal) in real
      buyer gets value - price
      seller gets price
    }`;
    const { status, value, certificate } = await answer(text);
    expect(status).toBe('exact');
    expect(value).toBeCloseTo(1.5, 12);
    expect(certificate?.gap).toBeLessThan(1e-9);
  });
});

const judge = (convinced: string, verdicts: string): string => `
  scenario Judge {
    players prosecutor, judge
    guilt ~ { guilty: 0.3, innocent: rest }
    prosecutor commits evidence(guilt) in { none_found, weak, strong }
    judge sees evidence
    judge chooses verdict in ${verdicts}
    judge gets (if guilt == guilty then 1/2 else -1/2) when verdict in { ${convinced} }
    prosecutor gets 1 when verdict == convict
  }`;
const ordinary = judge('convict', '{ acquit, convict }');

describe('ties', () => {
  test('against the committing player cost nothing in the limit where a little more convinces', async () => {
    const { status, report, value, certificate } = await answer(ordinary, { ties: 'against' });
    expect(status).toBe('supremum');
    expect(report['supremum']).toBeCloseTo(0.6, 12);
    expect(value).toBeGreaterThan(0.6 - 1e-5);
    expect(value).toBeLessThan(0.6);
    expect(certificate?.bound).toBeCloseTo(0.6, 9);
  });

  test('cost everything where an equal choice is worse for the committing player', async () => {
    const twin = judge('convict, dismiss', '{ acquit, convict, dismiss }');
    expect((await answer(twin)).value).toBeCloseTo(0.6, 12);
    const { status, value, explanation } = await answer(twin, { ties: 'against' });
    expect(status).toBe('supremum');
    expect(value).toBeCloseTo(0, 9);
    expect(explanation[0]).toContain('indifferent');
  });

  test('that do no harm are left alone', async () => {
    const acquitter = ordinary.replace('1 when verdict == convict', '1 when verdict == acquit');
    const { status, value } = await answer(acquitter, { ties: 'against' });
    expect(status).toBe('exact');
    expect(value).toBeCloseTo(1, 12);
  });
});

const informed = (wage: string): string => `
  scenario Informed {
    players principal, agent
    chance ~ uniform({ 0.9, 0.5 })
    principal commits signal(chance) in { a, b, c }
    agent sees signal
    agent chooses act in { shirk, work, safe }
    let success = if act == work then chance else if act == safe then 0.55 else 0.3
    output ~ { good: success, bad: rest }
    principal commits ${wage} in real >= 0
    principal gets (10 when output == good) - wage
    agent gets wage - (1 when act == work) - (0.45 when act == safe)
  }`;

describe('declared arguments', () => {
  test('that tell a number all draws make a linear program', async () => {
    const { status, value, certificate } = await answer(informed('wage(signal, output)'));
    expect(status).toBe('exact');
    expect(value).toBeCloseTo(6.005, 9);
    expect(certificate?.gap).toBeLessThan(1e-9);
  });

  test('that do not, a bracket with the best rule found and the argument to list', async () => {
    const { status, value, report, explanation, certificate } = await answer(informed('wage(output)'));
    expect(status).toBe('bounds');
    expect(value).toBeCloseTo(5.945, 9);
    expect(report['bound']).toBeCloseTo(6.005, 9);
    expect(certificate?.bound).toBeCloseTo(6.005, 9);
    expect(certificate?.gap).toBeCloseTo(0.06, 9);
    expect(explanation[0]).toContain('list `signal` among its arguments');
  });

  test('that tell it the draw but not what the draw knew: that is named', async () => {
    const { status, explanation } = await answer(`scenario Blind {
      players principal, agent
      let chance = { (good, shirk): 0.4, (good, work): 0.8, (bad, shirk): 0.3, (bad, work): 0.4 }
      season ~ uniform({ good, bad })
      principal commits briefing(season) in { relax, go }
      principal commits wage(briefing, output) in real >= 0
      agent may leave for 0
      agent sees briefing
      agent chooses effort in { shirk, work }
      output ~ bernoulli(chance[season, effort])
      principal gets 40 * output - wage
      agent gets wage - (1 when effort == work)
    }`);
    expect(status).toBe('bounds');
    expect(explanation[0]).toContain('`wage` is one number whatever `season` is');
    expect(explanation[0]).toContain('list `season` among its arguments');
  });

  test('whose bracket closes are an optimum', async () => {
    const bribe =
      'prosecutor commits bribe(verdict) in real >= 0\n judge gets bribe\n prosecutor gets -bribe\n judge gets (if';
    const { status, value } = await answer(
      ordinary.replace('judge gets (if', bribe).replace('gets 1 when', 'gets 1/2 when'),
    );
    expect(status).toBe('exact');
    expect(value).toBeCloseTo(0.3, 12);
  });

  test('of finite rules that know different things: they share one device, and may lose nothing by it', async () => {
    const text = (matter: string): string => `scenario Split {
      players leader, follower
      left ~ uniform({ 0, 1 })
      right ~ uniform({ 0, 1 })
      leader commits one(left) in { 0, 1 }
      leader commits two(right) in { 0, 1 }
      follower chooses act in { stay, go }
      follower gets 1 when act == stay
      leader gets 1 when one in { 0, 1 } and ${matter}
    }`;
    const knowing = await answer(text('two == left'));
    expect(knowing.status).toBe('bounds');
    expect(knowing.value).toBeCloseTo(1 / 2, 9);
    expect(knowing.report['bound']).toBeCloseTo(1, 9);
    const separate = await answer(text('one == left and two == right'));
    expect(separate.status).toBe('exact');
    expect(separate.value).toBeCloseTo(1, 9);
  });
});

test('too many plans are a budget, and no bound is claimed', async () => {
  const text = ordinary.replace('{ none_found, weak, strong }', '{ weak }');
  const { status, explanation, proof } = await answer(text, { plans: 1 });
  expect(status).toBe('budget');
  expect(proof).toBeUndefined();
  expect(explanation).toEqual(['only 1 plans of the followers were tried']);
});

test('one plan is enough where every way to go on has a value of its own', async () => {
  const text = `scenario Guess {
    players teller, listener
    state ~ uniform(1..4)
    teller commits word(state) in 1..4
    listener sees word
    listener chooses guess in 1..4
    teller, listener gets 1 when guess == state
  }`;
  const { status, value, certificate } = await answer(text, { plans: 1 });
  expect(status).toBe('exact');
  expect(value).toBe(1);
  expect(certificate?.unproved).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { certify } from '../../runtime/certify/index.ts';
import { poseProblem } from '../../runtime/problem/pose.ts';
import { type CommitmentProblem, Refusal } from '../contract/index.ts';
import { answer, expectOptimum, solver, unlimited, usual } from './fixture.ts';

/** Only who lies about its skill can fail the trial; a penalty for failing is worth nothing if it may then leave. */
const trial = (leave: string): string => `
  scenario Trial {
    players boss, agent
    skill ~ uniform({ low, high })
    agent sees skill
    agent may leave for 0
    agent reports skill as claim
    result ~ if skill == high then { pass: 1 } else { pass: 1/2, fail: rest }
    boss commits pay(claim, result) in real(-3, 3)
    boss commits job(claim) in { easy, hard }
    ${leave}
    agent gets pay - (1 when job == hard and skill == high)
    boss gets (4 when job == hard and skill == high) - pay
  }`;

describe('a liar who may leave afterwards', () => {
  const afterwards = 'agent sees result\n agent may leave for 0';

  test('cannot be fined: the low type must be paid half of what the high type gets', async () => {
    await expectOptimum(3 / 2, trial(afterwards));
    await expectOptimum(5 / 4, trial(afterwards), { quit: true });
    await expectOptimum(5 / 4, trial(afterwards), { quit: true, truthful: 'dominant' });
  });

  test('makes no difference where leaving is only possible before the report', async () => {
    await expectOptimum(3 / 2, trial(''), { quit: true });
  });

  test('holds for a follower that can do nothing but leave', async () => {
    const text = `scenario Bystander {
      players boss, agent
      boss commits pay in real >= 0
      agent may leave for 5
      agent gets pay
      boss gets -pay
    }`;
    await expectOptimum(-5, text);
    await expectOptimum(-5, text, { quit: true });
  });

  test('is found by the certificate of a rule that forgets it', async () => {
    const problem = poseProblem(trial(afterwards)) as CommitmentProblem;
    const forgetful = await solver.solve(problem, usual, unlimited);
    const { problem: larger } = await solver.solve(problem, { ...usual, quit: true }, unlimited);
    if (!forgetful.profile || !larger) throw new Error('no rule');
    const { informationSets } = larger.game;
    const chances = new Float64Array(informationSets.firstAction[informationSets.count] ?? 0);
    chances.set(forgetful.profile.chances);
    for (let set = problem.game.informationSets.count; set < informationSets.count; set++)
      chances[informationSets.firstAction[set] ?? 0] = 1;
    const profile = { ...forgetful.profile, chances };
    const { gap, witness } = certify(problem, { profile, proof: undefined, problem: larger });
    expect(gap).toBeCloseTo(1 / 2, 12);
    expect(witness).toMatchObject({
      knows: 'skill = low',
      deviation: 'reports high instead of low, then leaves',
    });
  });
});

/** Two trials at once; `leave` is where each may leave in the end. */
const twoTrials = (leave: string): string => `
  scenario Trials {
    players boss, agent[1..2]
    for i in 1..2 { skill[i] ~ uniform({ low, high }) }
    for i in 1..2 { agent[i] sees skill[i]
      agent[i] may leave for 0
      agent[i] reports skill[i] as claim[i] }
    for i in 1..2 { result[i] ~ if skill[i] == high then { pass: 1 } else { pass: 1/2, fail: rest } }
    for i in 1..2 { boss commits pay[i](claim[i], result[i]) in real(-3, 3)
      boss commits job[i](claim[i]) in { easy, hard } }
    ${leave}
    for i in 1..2 { agent[i] gets pay[i] - (1 when job[i] == hard and skill[i] == high)
      boss gets (4 when job[i] == hard and skill[i] == high) - pay[i] }
  }`;

describe('two who may leave', () => {
  const afterwards = 'for i in 1..2 { agent[i] sees result[i]\n agent[i] may leave for 0 }';

  test('are worth twice what one is: none of them minds what the other may do', async () => {
    await expectOptimum(3, twoTrials(afterwards));
    await expectOptimum(5 / 2, twoTrials(afterwards), { quit: true });
    await expectOptimum(5 / 2, twoTrials(afterwards), { quit: true, truthful: 'dominant' });
  });

  test('and know each other when they may: that is no rule of several stages', async () => {
    const all = 'for i in 1..2 { everyone sees result[i] }\n for i in 1..2 { agent[i] may leave for 0 }';
    await expectOptimum(5 / 2, twoTrials(all), { quit: true });
  });

  test('bidders: the reserve price stays what it is, whether they may leave before or after they know the price', async () => {
    const auction = (seen: string): string => `scenario Auction {
      players seller, bidder[1..2]
      for i in 1..2 { value[i] ~ uniform({ 1, 2 }) }
      for i in 1..2 { bidder[i] sees value[i]
        bidder[i] reports value[i] as bid[i] }
      seller commits winner(bid) in 0..2
      for i in 1..2 { seller commits price[i](bid, winner) in real(-9, 9) }
      for i in 1..2 { ${seen}
        bidder[i] may leave for 0 }
      seller gets price[1] + price[2]
      for i in 1..2 { bidder[i] gets (value[i] when winner == i) - price[i] }
    }`;
    for (const seen of ['', 'bidder[i] sees winner\n bidder[i] sees price[i]']) {
      for (const truthful of ['bayesian', 'dominant'] as const) {
        await expectOptimum(3 / 2, auction(seen), { quit: true, truthful });
      }
    }
  });
});

test('a hidden action may be followed by leaving in the plays that went badly', async () => {
  const text = `scenario Gamble {
    players owner, manager
    owner commits fine(output) in real(0, 1)
    manager chooses project in { safe, wild }
    output ~ if project == safe then { fair: 1 } else { great: 1/2, awful: rest }
    manager gets (6 when output == great) + (5/2 when output == fair) - fine
    owner gets (8 when output == fair) + fine
    manager may leave for 0
  }`;
  // To be wild brings (6 - 1)/2 + (0 - 1)/2 with all fines, and 5/2 where an awful end can be left: that much must be
  // left to the manager that is safe, too.
  await expectOptimum(8.5, text);
  await expectOptimum(8, text, { quit: true });
});

test('where leaving tells the follower something that it does not know, the option is refused by name', async () => {
  const text = trial('if result == pass { agent may leave for 0 }\n agent reports skill as again');
  const refused = await answer(text, { quit: true }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(String(refused)).toContain('`agent` stands under a condition that `agent` does not know');
});

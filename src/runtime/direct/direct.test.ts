import { describe, expect, test } from 'vitest';
import { check, emptyCatalog, render } from '../../dsl/index.ts';
import type { Expression, RuleStatement, VerifiedProperty } from '../../dsl/model.ts';
import { fixedPart, fixRules, outcome } from '../answer/index.ts';
import { certify, verify } from '../certify/index.ts';
import { compile } from '../game/compile.ts';
import { instantiate } from '../play/instantiate.ts';
import type { Play } from '../play/play.ts';
import { recognise } from '../problem/recognise.ts';
import { createBudget } from '../study/budget.ts';
import { askDirect, auditDirect, Mechanism, OutOfTime, Pace } from './index.ts';

interface Opened {
  readonly play: Play;
  readonly rules: readonly RuleStatement[];
  readonly functions: ConstructorParameters<typeof Mechanism>[2];
  readonly asks: readonly Expression[];
}

function opened(text: string): Opened {
  const { model, diagnostics } = check(text, {
    file: 'test.icsap',
    catalog: emptyCatalog,
    read: () => ({ refused: 'tests read no files' }),
  });
  const study = model?.studies.at(-1);
  const scenario = study && model?.scenarios.get(study.scenario);
  if (!scenario) throw new Error(diagnostics.map((one) => render(one).message).join('\n'));
  const play = instantiate(scenario, new Map(), { slots: study.slots });
  const rules = study.statements.filter((statement) => statement.kind === 'rule');
  const asks = study.statements.flatMap((statement) => (statement.kind === 'expect' ? [statement.condition] : []));
  return { play, rules, functions: study.functions, asks };
}

async function direct({ play, rules, functions }: Opened, milliseconds = 1e6) {
  const pace = new Pace(createBudget(milliseconds, new AbortController().signal), () => undefined);
  const mechanism = new Mechanism(play, rules, functions);
  await mechanism.prepare(pace);
  return { mechanism, audit: await auditDirect(mechanism, pace) };
}

const properties: readonly VerifiedProperty[] = ['truthful', 'dominant', 'participation', 'budget', 'budget-expected'];

/** The audit report by report against the audit of the tree: two methods that share no code. */
async function expectSame(text: string): Promise<void> {
  const study = opened(text);
  const { mechanism, audit } = await direct(study);
  const problem = recognise(compile(study.play));
  const solution = outcome(problem, fixedPart(problem.game, fixRules(study.play, study.rules, study.functions)));
  const profile = solution.profile;
  if (!profile) throw new Error('the tree has no answer');
  const certificate = certify(problem, solution, { fixedRules: true });
  for (const [payee, value] of certificate.values.entries()) expect(audit.values[payee]).toBeCloseTo(value, 10);
  for (const property of properties) {
    const { worst, witness } = verify(property, problem.game, profile);
    const found = audit.findings.get(property);
    expect.soft(found?.gain ?? 0, property).toBeCloseTo(worst, 10);
    if (witness && worst > 1e-9) expect.soft(found?.isFault, property).toBe(witness.isFault);
  }
  const gains = ['truthful', 'participation', 'rules'] as const;
  const gap = Math.max(0, ...gains.map((kind) => audit.findings.get(kind)?.gain ?? 0));
  expect(gap).toBeCloseTo(certificate.gap, 10);
  for (const ask of study.asks)
    if (ask.kind === 'compare' && ask.first.kind === 'ask')
      expect(askDirect(mechanism, ask.first)).toBeTypeOf('number');
}

const auction = (more = ''): string => `
scenario Auction(n = 2, grid = 3) {
  players seller, bidder[1..n]
  for i in 1..n {
    value[i] ~ { 0: 1/2, 1: 1/4, 2: 1/8, 3: 1/8 }
    bidder[i] sees value[i]
    bidder[i] may leave for 0
    bidder[i] reports value[i] as bid[i]
  }
  seller commits winner(bid) in 0..n
  for i in 1..n {
    seller commits price[i](bid) in real
    bidder[i] gets (value[i] when winner == i) - price[i]
    seller gets price[i]
  }
  ${more}
}
study S of Auction {
  rule winner(bid) = argmax(bid)
`;

describe('an audit report by report agrees with that of the tree', () => {
  test('a first price, a second price, and one that nobody should accept', async () => {
    await expectSame(`${auction()} rule price[i](bid) = if winner == i then bid[i] else 0 }`);
    await expectSame(
      `${auction()} rule price[i](bid) = if winner == i then min(bid) else 0 solve o expect o.chance(winner == 1 | bid[1] == 2) == 1 }`,
    );
    await expectSame(`${auction()} rule price[i](bid) = (bid[i] when winner == i) + 1/3 }`);
  });

  test('leaving after the play is asked of each play', async () => {
    const late = auction('for i in 1..n { bidder[i] may leave for -1/4 }');
    await expectSame(`${late} rule price[i](bid) = if winner == i then bid[i] + 1/2 else 1/8 }`);
  });

  test('requirements are missed by amounts or by chances', async () => {
    await expectSame(`${auction('require price[1] >= price[2]')} rule price[i](bid) = bid[i] }`);
    await expectSame(`${auction('require winner != 0 and price[1] + price[2] == 3')} rule price[i](bid) = bid[i] }`);
  });

  test('what one type may be, another may only claim', async () => {
    await expectSame(`
scenario Apart {
  players buyer, seller
  state ~ uniform({ low, high })
  worth ~ if state == low then uniform(1..2) else { 3: 1/3, 5: rest }
  buyer sees worth
  buyer reports worth as said
  seller commits sale(said) in { no, yes }
  seller commits price(said) in real
  buyer gets (worth when sale == yes) - price
  seller gets price
}
study S of Apart {
  rule sale(said) = if said >= 3 then yes else no
  rule price(said) = said / 2
}`);
  });

  test('types may be correlated, and known to more than who reports them', async () => {
    await expectSame(`
scenario Common {
  players seller, a, b
  quality ~ { 0: 1/3, 1: rest }
  x ~ { 0: if quality == 0 then 2/3 else 1/4, 1: rest }
  y ~ { 0: if x == quality then 1/2 else 1/8, 1: rest }
  a sees x
  b sees y, x + 1
  a reports x as s
  b reports y as t
  seller commits deal(s, t) in { no, yes }
  seller commits pay(s, t) in real(0, 1/2)
  seller commits fee(quality, s) in real
  if deal == yes {
    a gets quality - pay
    b gets 2 * quality * x - 1/2 - fee
  } else { b gets 1/5 }
  a may leave for 1/10
  seller gets pay + fee / 2
}
study S of Common {
  rule deal(s, t) = if s + t >= 1 then yes else no
  rule pay(s, t) = (s + t) / 3
  rule fee(quality, s) = quality + s / 2
}`);
  });

  test('`let`, `def`, `var`, branches known before play, sets of players', async () => {
    await expectSame(
      `
scenario Board(k = 3) {
  players boss, m[1..k]
  def cost(i) = theta[i] * 2
  let weights = [1, 2, 3]
  var total = 0
  for i in 1..k {
    theta[i] ~ uniform({ 1, 2 })
    m[i] sees theta[i]
    m[i] reports theta[i] as claim[i]
    total = total + weights[i] * claim[i]
  }
  boss commits size(claim) in 0..20
  boss commits share[i](claim[i], claim) in real for_none
}`.replace(
        '  boss commits share[i](claim[i], claim) in real for_none\n}',
        `
  for i in 1..k { boss commits share[i](claim[i]) in real }
  if k == 3 { m[1], m[2] gets size / 4 } else { m gets 100 }
  for i in 1..k { m[i] gets share[i] - cost(i) * size / 10 + total / 50 }
  boss gets size - sum(share)
}
study S of Board {
  rule size(claim) = sum(claim)
  rule share[i](claim[i]) = claim[i]^2 / 3
}`,
      ),
    );
  });

  test('formulas and questions read the `let`s of the scenario', async () => {
    await expectSame(`
scenario Let {
  players boss, a
  x ~ uniform({ 1, 2, 3 })
  let steps = [2, 5, 9]
  let most = max(steps) - x
  a sees x
  a reports x as s
  boss commits pay(s) in real
  a gets pay - x
  boss gets most - pay
}
study S of Let {
  rule pay(s) = steps[s] + len(steps)
  solve o
  expect o.mean(pay | most > 6) == 1
}`);
  });

  test('rules may be lotteries', async () => {
    const tied = auction().replace(
      'rule winner(bid) = argmax(bid)',
      'rule winner(bid) = uniform({ i for i in 1..n if bid[i] == max(bid) })',
    );
    await expectSame(
      `${tied} rule price[i](bid) = bid[i] / 2 solve o expect o.chance(winner == 1 | bid[1] == bid[2]) == 1 expect o.mean(value[winner] | winner != 0) == 1 }`,
    );
    const biased = auction().replace(
      'rule winner(bid) = argmax(bid)',
      'rule winner(bid) = if bid[1] == bid[2] then { 1: 1/3, 2: 1/3, 0: rest } else argmax(bid)',
    );
    await expectSame(`${biased} rule price[i](bid) = 1/7 * bid[i] }`);
  });

  test('a team has one utility', async () => {
    await expectSame(`
scenario Pair {
  players boss, a, b, c
  team ab = { a, b }
  x ~ uniform({ 0, 1, 2 })
  y ~ uniform({ 0, 1, 2 })
  a sees x
  c sees y
  a reports x as s
  c reports y as t
  boss commits pick(s, t) in { left, right }
  boss commits pay(s, t) in real
  ab gets (x when pick == left) - pay
  b gets 1/3 when pick == right
  c gets (y when pick == right) - pay / 2
  boss gets pay
}
study S of Pair {
  rule pick(s, t) = if s >= t then left else right
  rule pay(s, t) = s / 2
}`);
  });
});

test('a requirement that some plays break counts the chance of all of them', async () => {
  const { audit } = await direct(opened(`${auction('require winner == 1')} rule price[i](bid) = 0 }`));
  // The second wins where it bids more: the chance of that, on this distribution, is (1 - 1/4 - 1/16 - 2/64) / 2.
  expect(audit.findings.get('rules')).toMatchObject({ gain: 21 / 64, isFault: true, rules: ['winner'] });
});

test('the witness says who, knowing what, lies how, under which rules', async () => {
  const { audit } = await direct(opened(`${auction()} rule price[i](bid) = if winner == i then bid[i] else 0 }`));
  expect(audit.findings.get('dominant')).toMatchObject({
    player: 'bidder[1]',
    knows: 'value[1] = 3, bid[2] = 0',
    deviation: 'reports 0 instead of 3',
    gain: 3,
    rules: ['winner', 'price[1]'],
  });
  expect(audit.findings.get('truthful')).toMatchObject({ knows: 'value[1] = 3', deviation: 'reports 0 instead of 3' });
});

test('time that ends names whose lies were not all tried; before the honest play is known there is no answer', async () => {
  const { play, rules, functions } = opened(`${auction()} rule price[i](bid) = if winner == i then min(bid) else 0 }`);
  const auditFor = async (looks: number) => {
    let left = looks;
    const budget = { milliseconds: 1, left: () => 0, exhausted: () => left-- <= 0 };
    const told: number[] = [];
    const pace = new Pace(budget, ({ iteration }) => told.push(iteration), 0);
    const mechanism = new Mechanism(play, rules, functions);
    await mechanism.prepare(pace);
    return { audit: await auditDirect(mechanism, pace), told };
  };
  const looks = (await auditFor(1000)).told.length;
  expect((await auditFor(1000)).audit.untried).toEqual([]);
  expect((await auditFor(looks - 1)).audit).toMatchObject({ untried: ['bidder[2]'], profiles: 16 });
  expect((await auditFor(looks - 2)).audit.untried).toEqual(['bidder[1]', 'bidder[2]']);
  await expect(auditFor(1)).rejects.toThrow(OutOfTime);
});

describe('is not for scenarios of another form', () => {
  const refused = async (text: string): Promise<string> => {
    try {
      await direct(opened(text));
      return '';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };

  test('in which somebody chooses, or may leave once lots are drawn', async () => {
    expect(
      await refused(
        `${auction('bidder[1] chooses effort in { low, high } bidder[1] gets 1 when effort == low')} rule price[i](bid) = 0 }`,
      ),
    ).toContain('chooses');
    const lottery = auction().replace('rule winner(bid) = argmax(bid)', 'rule winner(bid) = uniform({ 1, 2 })');
    const late = lottery.replace('}\nstudy', '  for i in 1..n { bidder[i] may leave for 0 }\n}\nstudy');
    expect(late).not.toBe(lottery);
    expect(await refused(`${late} rule price[i](bid) = 0 }`)).toContain('lottery');
  });

  test('in which a report follows on what others reported', async () => {
    const text = auction().replace('reports value[i] as bid[i]', 'reports value[i] as bid[i] openly');
    expect(await refused(`${text} rule price[i](bid) = 0 }`)).toContain('public');
  });
});

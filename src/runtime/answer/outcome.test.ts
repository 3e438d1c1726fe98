import { describe, expect, test } from 'vitest';
import { DiagnosticError, render } from '../../dsl/diagnostic.ts';
import { certify, verify } from '../certify/index.ts';
import { chancesOf, fixedStudy, moneyOf } from './fixture.ts';

const auction = (rules: string, n = 2) => `
scenario Auction {
  players seller, bidder[1..${n}]
  for i in 1..${n} {
    value[i] ~ uniform(0..1 step 1/2)
    bidder[i] sees value[i]
    bidder[i] may leave for 0
    bidder[i] reports value[i] as bid[i]
  }
  seller commits winner(bid) in 0..${n}
  for i in 1..${n} {
    seller commits price[i](bid) in real
    bidder[i] gets (value[i] when winner == i) - price[i]
    seller gets price[i]
  }
}
study Fixed of Auction {
  ${rules}
}`;

const court = (rules: string) => `
scenario Court {
  players prosecutor, judge
  guilt ~ { guilty: 0.3, innocent: rest }
  prosecutor commits evidence(guilt) in { exonerating, incriminating }
  judge sees evidence
  judge chooses verdict in { acquit, convict }
  judge gets 1 when (verdict == convict) == (guilt == guilty)
  prosecutor gets 1 when verdict == convict
}
study Fixed of Court {
  ${rules}
}`;

describe('auctions fixed by formulas', () => {
  const secondPrice = `
  rule winner(bid) = argmax(bid)
  rule price[i](bid) = if winner == i then max(bid[j] for j in 1..2 if j != i) else 0`;

  test('the second-price auction is dominant, keeps everybody, and pays the second value', () => {
    const { problem, solution } = fixedStudy(auction(secondPrice));
    const { profile } = solution;
    if (!profile) throw new Error('no play');
    expect(solution.status).toBe('exact');
    const certificate = certify(problem, solution, { fixedRules: true });
    expect(certificate.gap).toBe(0);
    // Means of the lower of two values in { 0, 1/2, 1 }: (3 * 1/2 + 1) / 9.
    expect(certificate.values[0]).toBeCloseTo(5 / 18, 15);
    for (const property of ['truthful', 'dominant', 'participation', 'budget'] as const)
      expect(verify(property, problem.game, profile)).toMatchObject({ holds: true, worst: 0 });
    expect(moneyOf(problem, profile)).toMatchObject({
      'price[2]({ 1: 0.5, 2: 1 })': 0.5,
      'price[1]({ 1: 0.5, 2: 1 })': 0,
    });
  });

  test('in the first-price auction a bidder gains by shading, and the witness says how', () => {
    const { problem, solution } = fixedStudy(
      auction('rule winner(bid) = argmax(bid)\n  rule price[i](bid) = if winner == i then bid[i] else 0'),
    );
    const { witness, gap } = certify(problem, solution, { fixedRules: true });
    expect(gap).toBeCloseTo(1 / 3, 12);
    expect(witness).toMatchObject({ knows: 'value[1] = 1', deviation: 'reports 0 instead of 1' });
  });

  test('members of a family may be fixed one by one, and a formula may read another', () => {
    const { problem, solution } = fixedStudy(
      auction('rule winner(bid) = 0\n  rule price[1](bid) = bid[2] / 2\n  rule price[2](bid) = price[1] + winner'),
    );
    const { profile } = solution;
    if (!profile) throw new Error('no play');
    expect(moneyOf(problem, profile)).toMatchObject({
      'price[1]({ 1: 1, 2: 0.5 })': 0.25,
      'price[2]({ 1: 1, 2: 0.5 })': 0.25,
    });
  });

  test('a formula outside the domain is an error with the play that shows it', () => {
    const run = () =>
      fixedStudy(auction('rule winner(bid) = if bid[1] > bid[2] then 7 else 0\n  rule price[i](bid) = 0'));
    expect(run).toThrow(DiagnosticError);
    try {
      run();
    } catch (error) {
      const [first] = error instanceof DiagnosticError ? error.diagnostics.map(render) : [];
      expect(first).toMatchObject({ code: 'rule/outside-domain' });
      expect(first?.message).toBe('the formula of `winner` gives 7, but it must be one of 0, 1, 2');
      expect(first?.witness).toContain('bid[1] = 0.5, value[2] = 0');
    }
  });
});

test('a rule that the fixed ones never come to is fixed all the same', () => {
  const { solution, fixed } = fixedStudy(`
scenario Never {
  players boss, worker
  boss commits mood in { good, bad }
  boss commits bonus(mood) in real
  boss commits fine(mood) in { small, large }
  worker chooses effort in { no, yes }
  if mood == bad {
    worker gets bonus - (1 when fine == large)
  } else { worker gets 1 when effort == yes }
  boss gets 1
}
study S of Never {
  rule mood() = good
  rule bonus(mood) = 7
  rule fine(mood) = small
}`);
  expect(solution.status).toBe('exact');
  expect([...fixed.fixedCells]).toEqual([1]);
  expect([...fixed.fixedSets].filter((isFixed) => isFixed === 0)).toHaveLength(1); // the worker's choice
});

test('two who set off draws that the other never feels do not touch each other', () => {
  const { solution } = fixedStudy(`
scenario Apart {
  players boss, a, b
  boss commits wage(output) in real
  a chooses effort in { low, mid, high }
  b chooses care in { low, mid, high }
  output ~ { 1: if effort == high then 4/5 else 1/5, 0: rest }
  quality ~ { 1: if care == high then 2/3 else 1/3, 0: rest }
  a gets wage - (1 when effort == high) - (1/2 when effort == mid)
  b gets quality - (1/4 when care == high)
  boss gets output + quality - wage
}
study S of Apart { rule wage(output) = 2 * output }`);
  expect(solution).toMatchObject({ status: 'exact', report: { plans: 1 } });
});

describe('choices under fixed rules', () => {
  test('are best replies: full disclosure', () => {
    const { problem, solution } = fixedStudy(
      court('rule evidence(guilt) = if guilt == guilty then incriminating else exonerating'),
    );
    const certificate = certify(problem, solution, { fixedRules: true });
    expect([...certificate.values]).toEqual([0.3, 1]);
    expect(certificate.gap).toBe(0);
  });

  test('break ties for who commits', () => {
    const { problem, solution } = fixedStudy(
      court(
        'rule evidence(guilt) = if guilt == guilty then incriminating else { incriminating: 3/7, exonerating: rest }',
      ),
    );
    expect(certify(problem, solution, { fixedRules: true }).values[0]).toBeCloseTo(0.6, 15);
    const { profile } = solution;
    if (!profile) throw new Error('no play');
    expect(chancesOf(problem, profile, 'verdict')['convict']).toBeCloseTo(0.6, 15);
  });

  test('may be fixed as well: then the gap is what the player could gain', () => {
    const { problem, solution } = fixedStudy(
      court(
        'rule evidence(guilt) = incriminating\n  rule verdict(evidence) = if evidence == incriminating then convict else acquit',
      ),
    );
    const certificate = certify(problem, solution, { fixedRules: true });
    expect(certificate.values[0]).toBe(1);
    expect(certificate.gap).toBeCloseTo(0.4, 12);
    expect(certificate.witness).toMatchObject({ player: 'judge', deviation: 'chooses acquit instead of convict' });
  });

  test('of several players who do not touch each other are exact', () => {
    const { problem, solution } = fixedStudy(`
scenario Voters {
  players sender, voter[1..2]
  state ~ { bad: 0.6, good: rest }
  for i in 1..2 {
    sender commits note[i](state) in { no, yes }
    voter[i] sees note[i]
    voter[i] chooses vote[i] in { no, yes }
    voter[i] gets 1 when (vote[i] == yes) == (state == good)
  }
  sender gets 1 when vote[1] == yes and vote[2] == yes
}
study Fixed of Voters {
  rule note[1](state) = if state == good then yes else { yes: 1/2, no: rest }
  rule note[2](state) = yes
}`);
    expect(solution.status).toBe('exact');
    const certificate = certify(problem, solution, { fixedRules: true });
    expect(certificate.gap).toBe(0);
    // The second voter learns nothing and says no; the first believes `yes`: 0.4 against 0.3.
    expect([...certificate.values]).toEqual([0, expect.closeTo(0.7, 12), expect.closeTo(0.6, 12)]);
  });

  test('of players who need each other: the pure equilibrium that the committing player likes best', () => {
    const together = (rules: string) => `
scenario Meeting {
  players host, p[1..2]
  host commits prize in { 0, 1 }
  for i in 1..2 { p[i] chooses go[i] in { park, museum } }
  for i in 1..2 { p[i] gets 1 when go[1] == go[2] }
  host gets 1 when go[1] == museum and go[2] == museum
  host gets 0 * prize
}
study Fixed of Meeting { ${rules} }`;
    const { problem, solution } = fixedStudy(together('rule prize = 1'));
    expect(solution).toMatchObject({ status: 'bounds', report: { plans: 4 } });
    const certificate = certify(problem, solution, { fixedRules: true });
    expect([...certificate.values]).toEqual([1, 1, 1]);
    expect(certificate.gap).toBe(0);
  });

  test('without a pure equilibrium the gap says how far the best plan is from one', () => {
    const { problem, solution } = fixedStudy(`
scenario Pennies {
  players host, p[1..2]
  host commits prize in { 0, 1 }
  for i in 1..2 { p[i] chooses side[i] in { heads, tails } }
  p[1] gets 1 when side[1] == side[2]
  p[2] gets 1 when side[1] != side[2]
  host gets 0 * prize
}
study Fixed of Pennies { rule prize = 1 }`);
    expect(solution.status).toBe('bounds');
    expect(solution.explanation[0]).toContain('none is an equilibrium');
    expect(certify(problem, solution, { fixedRules: true }).gap).toBe(1);
  });
});

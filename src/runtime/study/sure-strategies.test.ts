import { assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { Laboratory } from './fixture.ts';

const laboratory = new Laboratory();
afterAll(() => laboratory.close());

/** A strategy that is one action, and the same with a chance of 1e-9 of another. */
interface Strategy {
  readonly choice: string;
  readonly action: string | number;
  readonly other: string | number;
}

const asRule = ({ choice, action, other }: Strategy, trembles: boolean): string =>
  `rule ${choice} = ${trembles ? `{ ${action}: 0.999999999, ${other}: rest }` : action}`;

/** All strategies in one seat for each player, for a script may name what somebody else chooses. */
const asSeats =
  (players: readonly string[]) =>
  (strategies: readonly Strategy[], trembles: boolean): string => {
    const rules = strategies.map(({ choice, action, other }) => {
      const label = choice.replace(/\(.*/, '');
      return `"${label}": { ${action}: ${trembles ? 0.999999999 : 1}, ${other}: ${trembles ? 0.000000001 : 0} }`;
    });
    return players.map((player, at) => `seat ${player} with script { rules: { ${rules[at]} } }`).join('\n');
  };

async function audited(text: string) {
  const run = (await laboratory.run(text)).studies[0]?.runs[0];
  expect(run?.errors).toEqual([]);
  const { gap, strategy } = run?.solutions['outcome'] ?? {};
  const rules = strategy?.filter((each) => 'rule' in each || 'rules' in each);
  // Who gains is not compared: of two that gain as much, the tremble may name the other.
  const gains = [gap, ...(run?.verifications ?? []).map((each) => each.gap)].map((each) => each ?? Number.NaN);
  return { gains, rules };
}

const asks = 'solve outcome verify truthful of outcome verify obedient of outcome';

/**
 * What is sure, and what nearly is, have the same findings, by rules and by seats: wherever nobody learns of the tremble, after which a
 * player would be asked what it does where no play comes.
 */
async function expectSame(
  scenario: string,
  rules: string,
  players: readonly string[],
  strategies: readonly Strategy[],
): Promise<number> {
  const study = (fixed: string) => `${scenario} study Fixed of Game { ${fixed} ${rules} ${asks} }`;
  const byRules = (trembles: boolean) => strategies.map((each) => asRule(each, trembles)).join('\n');
  const bySeats = (trembles: boolean) => asSeats(players)(strategies, trembles);
  const sure = await audited(study(byRules(false)));
  expect(sure.rules?.length).toBeGreaterThan(0);
  for (const fixed of [byRules(true), bySeats(false), bySeats(true)]) {
    const other = await audited(study(fixed));
    expect(other.gains).toHaveLength(3);
    expect(other.gains).toEqual(sure.gains.map((gain) => expect.closeTo(gain, 6)));
    expect(other.rules).toEqual(sure.rules);
  }
  return sure.gains[0] ?? Number.NaN;
}

const hidden = `scenario Game {
  players boss, a, b
  a chooses x in { shirk, work }
  b chooses y in { shirk, work }
  made ~ if x == work then { much: 1/2, some: 1/2 } else { none: 1 }
  boss commits grant(made, y) in { no, yes }
  boss commits pay(made, y) in real
  a gets pay - (1 when x == work)
  b gets (2 when grant == yes) - (1 when y == work)
  boss gets -pay
}`;

const reported = `scenario Game {
  players boss, a, b
  u ~ { 0: 1/3, 1: 2/3 }
  a sees u
  a reports u as claim
  boss commits grant(claim) in { no, yes }
  b chooses y in { shirk, work }
  boss commits fee(claim, y) in real
  a gets (u + 1 when grant == yes) - fee
  b gets fee + (1 when y == shirk)
  boss gets 1 when grant == yes
}`;

const action = constantFrom('shirk', 'work');
const other = { shirk: 'work', work: 'shirk' } as const;
const amount = integer({ min: -3, max: 6 });

describe('what a fixed strategy never does is audited like what it nearly never does', () => {
  test('hidden actions of several followers', async () => {
    const gaps: number[] = [];
    await assert(
      asyncProperty(record({ x: action, y: action, much: amount, some: amount, alone: amount }), async (each) => {
        const { x, y, much, some, alone } = each;
        const rules = `
          rule grant(made, y) = if y == work or made == much then yes else no
          rule pay(made, y) = if made == much then ${much} else if made == some then ${some} else if y == work then ${alone} else 0`;
        const strategies = [
          { choice: 'x()', action: x, other: other[x] },
          { choice: 'y()', action: y, other: other[y] },
        ];
        gaps.push(await expectSame(hidden, rules, ['a', 'b'], strategies));
      }),
      { numRuns: 6, seed: 1 },
    );
    expect(Math.max(...gaps)).toBeGreaterThan(1);
  }, 60_000);

  test('reports, and who chooses after them', async () => {
    const gaps: number[] = [];
    await assert(
      asyncProperty(
        record({ said: constantFrom(0, 1), y: action, low: amount, high: amount, worked: amount }),
        async ({ said, y, low, high, worked }) => {
          const rules = `
            rule grant(claim) = if claim == ${1 - said} then yes else no
            rule fee(claim, y) = if y == work then ${worked} else if claim == 1 then ${high} else ${low}`;
          const strategies = [
            { choice: 'claim(u)', action: said, other: 1 - said },
            { choice: 'y()', action: y, other: other[y] },
          ];
          gaps.push(await expectSame(reported, rules, ['a', 'b'], strategies));
        },
      ),
      { numRuns: 6, seed: 2 },
    );
    expect(Math.max(...gaps)).toBeGreaterThan(1);
  }, 60_000);
});

describe('a formula without a value', () => {
  const both = (pay: string) => `${hidden} study Fixed of Game {
    rule x() = shirk
    rule y() = shirk
    rule grant(made, y) = no
    rule pay(made, y) = ${pay}
    ${asks}
  }`;
  const codes = async (text: string) => {
    const run = (await laboratory.run(text)).studies[0]?.runs[0];
    return { codes: run?.errors.map(({ code }) => code), gap: run?.solutions['outcome']?.gap };
  };

  test('is an error where one player alone can lead', async () => {
    const found = await codes(both('1 / (if made == none then 1 else 0)'));
    expect(found.codes).toHaveLength(1);
    expect(found.gap).toBeUndefined();
  });

  test('is none where two have to deviate at once', async () => {
    const found = await codes(both('if made == none or y == shirk then 3 when made == much else 1 / 0'));
    // Work costs 1 and pays 3 half of the time; the other's work alone changes nothing.
    expect(found).toEqual({ codes: [], gap: 1 / 2 });
  });
});

const twoReports = `scenario Game {
  players boss, a, b
  u ~ { 0: 1/3, 1: 2/3 }
  v ~ { 0: 1/4, 1: 3/4 }
  a sees u
  b sees v
  a reports u as claim
  b reports v as answer
  boss commits pay(claim, answer) in real
  a gets pay
  b gets pay
  boss gets -pay
}`;

describe('lies that meet in one play', () => {
  const sure = (claim: number, answer: number): readonly Strategy[] => [
    { choice: 'claim(u)', action: claim, other: 1 - claim },
    { choice: 'answer(v)', action: answer, other: 1 - answer },
  ];

  test('the lie of one is a deviation also where the other always lies', async () => {
    // Whoever says the opposite of what it always says is paid 8, as long as the other lies on.
    const rules = 'rule pay(claim, answer) = if claim == 0 and answer == 1 then 8 else 0';
    expect(await expectSame(twoReports, rules, ['a', 'b'], sure(0, 0))).toBe(8);
    expect(await expectSame(twoReports, rules, ['a', 'b'], sure(1, 1))).toBe(8);
  });

  test('one report fixed, the other honest', async () => {
    const run = async (fixed: string) => {
      const rule = 'rule pay(claim, answer) = if claim == 0 and answer == 1 then 8 else 0';
      const study = `${twoReports} study Fixed of Game { ${fixed} ${rule} solve outcome }`;
      return (await laboratory.run(study)).studies[0]?.runs[0]?.solutions['outcome'];
    };
    for (const fixed of ['rule claim(u) = 0', 'seat a with script { rules: { claim: 0 } }'])
      expect(await run(fixed)).toMatchObject({
        value: { b: 6 },
        gap: 8,
        certificate: { witness: { player: 'b', gain: 8 } },
      });
  });

  test('who sits in a seat is asked in situations that only two lies lead to', async () => {
    const text = `scenario Game {
      players boss, p, q, r
      u ~ uniform({ 0, 1 })
      v ~ uniform({ 0, 1 })
      p sees u
      q sees v
      boss commits g(a, b, c) in { no, yes }
      p reports u as a
      q reports v as b
      y ~ if u + v == 0 and a + b == 2 then uniform(1..3) else uniform(1..2)
      r sees y
      r reports y as c
      p gets 1 when g == yes
      q gets 1 when g == no
      r gets c when g == yes
      boss gets 1 when g == no
    }
    study Fixed of Game {
      seat r with script { rules: { c: 1 } }
      rule g(a, b, c) = if c == 1 then no else yes
      solve outcome
      solve eq with nash.logit
    }`;
    const run = (await laboratory.run(text)).studies[0]?.runs[0];
    expect(run?.errors).toEqual([]);
    const choices = run?.solutions['eq']?.strategy.flatMap((each) => ('choice' in each ? [each.choice] : []));
    expect(new Set(choices)).toEqual(new Set(['a', 'b']));
    // To say 3 is paid 3, whatever y is; what r always says is paid nothing.
    expect(run?.solutions['outcome']?.gap).toBeCloseTo(3, 9);
  });
});

import { afterAll, describe, expect, test } from 'vitest';
import { Laboratory } from './fixture.ts';
import type { RunRecord } from './run.ts';

const laboratory = new Laboratory();
afterAll(() => laboratory.close());

const auction = `
scenario Auction(n = 2, grid = 3) {
  players seller, bidder[1..n]
  for i in 1..n {
    value[i] ~ uniform(0..1 step 1/grid)
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
}
`;
const highest = 'rule winner(bid) = argmax(bid)';
const second = 'rule price[i](bid) = if winner == i then max(bid[j] for j in 1..n if j != i) else 0';
const first = 'rule price[i](bid) = if winner == i then bid[i] else 0';

async function runOf(...lines: readonly string[]): Promise<RunRecord> {
  const { studies } = await laboratory.run(`${auction} study S of Auction {\n${lines.join('\n')}\n}`);
  const [run] = studies.flatMap(({ runs }) => runs);
  if (!run) throw new Error(JSON.stringify(studies));
  return run;
}

describe('rules that a study fixes', () => {
  test('are evaluated under honest reports, without a solver', async () => {
    const run = await runOf(highest, second, 'solve outcome', 'verify truthful', 'verify participation');
    expect(run.errors).toEqual([]);
    expect(run.solutions['outcome']).toMatchObject({ solver: 'outcome', status: 'exact', gap: 0 });
    // Two uniform on { 0, 1/3, 2/3, 1 }: the lower one is 1/3 with chance 5/16, 2/3 with 3/16, 1 with 1/16.
    expect(run.solutions['outcome']?.value?.['seller']).toBeCloseTo((5 / 3 + 6 / 3 + 1) / 16, 12);
    expect(run.verifications).toMatchObject([
      { property: 'truthful', holds: true },
      { property: 'participation', holds: true },
    ]);
  });

  test('whose lie pays name who lies, and what it gains', async () => {
    const run = await runOf(highest, first, 'solve outcome', 'verify truthful', 'expect not truthful(outcome)');
    expect(run.solutions['outcome']?.gap).toBeGreaterThan(0.1);
    expect(run.expectations).toMatchObject([{ passed: true }]);
    const [verification] = run.verifications;
    expect(verification?.holds).toBe(false);
    expect(verification?.witness).toMatchObject({
      knows: expect.stringContaining('value['),
      deviation: expect.stringContaining('reports'),
    });
    expect(verification?.gap).toBeCloseTo(verification?.witness?.gain ?? 0, 12);
    const player = verification?.witness?.player.replace('bidder', 'price');
    const lines = verification?.witness?.rules.map(({ rule, statement, line }) => [rule, statement, line]);
    expect(lines).toEqual([
      ['winner', 'rule', 18],
      [player, 'rule', 19],
    ]);
  });

  test('that a solver has found point to their `commits`', async () => {
    const { studies } = await laboratory.run(`
scenario Shy {
  players boss, worker
  boss commits wage() in real(0, 1)
  worker chooses effort in { no, yes }
  worker gets wage - (2 when effort == yes)
  boss gets (1 when effort == yes) - wage
}
study S of Shy {
  rule effort() = yes
  solve best with commitment.lp
  verify obedient
}`);
    const [verification] = studies[0]?.runs[0]?.verifications ?? [];
    expect(verification).toMatchObject({ holds: false, witness: { player: 'worker', gain: 2 } });
    expect(verification?.witness?.rules).toMatchObject([{ rule: 'wage', statement: 'commits', line: 4 }]);
  });

  test('with many profiles are audited report by report, and answer the same questions', async () => {
    const { studies } = await laboratory.run(`${auction} study S of Auction(grid = 40) {
      ${highest}
      ${second}
      solve outcome
      verify dominant
      verify participation
      verify budget
      expect outcome.value(seller) == sum(m * (2 * (grid - m) + 1) for m in 0..grid) / (grid * (grid + 1)^2)
      expect outcome.chance(winner == 1 | value[1] == value[2]) == 1
      expect outcome.mean(price[1] | winner == 2) == 0
      expect outcome.profiles == 41^2
    }
    study T of Auction(grid = 40) {
      ${highest}
      ${first}
      verify truthful
      expect not dominant and not truthful
      expect participation
    }`);
    const [solved, verified] = studies.map(({ runs }) => runs[0]);
    expect([solved?.errors, verified?.errors]).toEqual([[], []]);
    expect(solved?.expectations.filter(({ passed }) => !passed)).toEqual([]);
    expect(solved?.verifications.map(({ holds }) => holds)).toEqual([true, true, true]);
    expect(solved?.problem).toMatchObject({ class: 'commitment', nodes: 41 ** 2 * 81 });
    expect(verified?.expectations.map(({ passed }) => passed)).toEqual([true, true]);
    // With value 1, a bid of b/40 that wins ties has (b + 1)/41 (40 - b)/40: best at 19 and 20, and the first counts.
    expect(verified?.verifications[0]?.witness).toMatchObject({
      knows: 'value[1] = 1',
      deviation: 'reports 0.475 instead of 1',
      rules: [{ rule: 'winner' }, { rule: 'price[1]' }],
    });
  });

  test('can be verified without being solved', async () => {
    const run = await runOf(highest, first, 'verify truthful', 'expect truthful', 'verify budget');
    expect(run.verifications).toMatchObject([{ holds: false }, { property: 'budget', holds: true }]);
    expect(run.expectations).toMatchObject([{ passed: false, actual: false, expected: true }]);
    expect(run.solutions).toEqual({});
  });

  test('leave a game, lies included, to a solver that is named', async () => {
    const run = await runOf(highest, first, 'solve eq with test.walk', 'expect eq.chance(bid[1] == 0) == 1/4');
    expect(run.errors).toEqual([]);
    expect(run.problem).toMatchObject({ class: 'general-sum', informationSets: 8 });
    expect(run.expectations).toMatchObject([{ passed: true }]);
    const players = run.solutions['eq']?.strategy.map((each) => ('player' in each ? each.player : 'rule'));
    expect(new Set(players)).toEqual(new Set(['bidder[1]', 'bidder[2]']));
  });

  test('that leave some open are completed by the best ones', async () => {
    const run = await runOf(
      highest,
      'solve best with commitment.lp',
      'expect best.chance(winner == argmax(bid)) == 1',
      'verify truthful',
    );
    expect(run.errors).toEqual([]);
    expect(run.expectations).toMatchObject([{ passed: true }]);
    expect(run.verifications).toMatchObject([{ holds: true }]);
    const fixed = await runOf(highest, second, 'solve outcome');
    const best = run.solutions['best']?.value?.['seller'] ?? 0;
    expect(best).toBeGreaterThanOrEqual((fixed.solutions['outcome']?.value?.['seller'] ?? 1) - 1e-9);
    expect(run.solutions['best']?.strategy.filter((each) => 'rule' in each).length).toBeGreaterThan(16);
  });

  test('must all be fixed where they are judged by themselves', async () => {
    const run = await runOf(highest, 'verify truthful');
    expect(run.verifications).toMatchObject([{ holds: false, error: { code: 'run/open-rules' } }]);
  });

  test('leave nothing for a solver of commitments where all are fixed', async () => {
    const run = await runOf(highest, second, 'solve eq with commitment.lp');
    expect(run.errors).toMatchObject([{ code: 'plugin/refuses' }]);
  });
});

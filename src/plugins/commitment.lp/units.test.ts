import { describe, expect, test } from 'vitest';
import { answer, usual } from './fixture.ts';
import type { CommitmentOptions } from './options.ts';

/** What is done to the payoffs of one player: a factor, and something that is added everywhere. */
interface Change {
  readonly factor: number;
  readonly shift: number;
}

const asIs: Change = { factor: 1, shift: 0 };
const by = (factor: number): Change => ({ factor, shift: 0 });
const plus = (shift: number): Change => ({ factor: 1, shift });

const changes: readonly (readonly [name: string, leader: Change, follower: Change])[] = [
  ...[1e-8, 1e-5, 1e5, 1e8].map((factor) => [`times ${factor}`, by(factor), by(factor)] as const),
  ['tiny for the leader, huge for the follower', by(1e-8), by(1e5)],
  ['huge for the leader, tiny for the follower', by(1e8), by(1e-5)],
  ['plus 1e7 for the leader', plus(1e7), asIs],
  ['plus 1e7 for the follower', asIs, plus(1e7)],
];

/** A utility after the change, as a scenario has it. */
function changed({ factor, shift }: Change, utility: string): string {
  const times = factor < 1 ? `1/${Math.round(1 / factor)}` : `${factor}`;
  return `${shift} + ${times} * (${utility})`;
}

/** Whole hundredths, always the same for the same seed; `opposed`: the leader mostly wants what the follower does not. */
function tables(size: readonly [states: number, acts: number], isOpposed: boolean): string {
  let state = 4711 + size[0];
  const roll = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * 100_000);
  };
  const own = Array.from({ length: size[0] }, () => Array.from({ length: size[1] }, roll));
  const wish = own.map((row) => row.map((value) => (isOpposed ? Math.floor(roll() / 10) - value : roll())));
  const written = (table: number[][]): string => `[[${table.map((row) => row.join(', ')).join('], [')}]]`;
  return `let own = ${written(own)}\n let wish = ${written(wish)}`;
}

type Scenario = (leader: Change, follower: Change) => string;

function persuasion(
  size: readonly [states: number, acts: number],
  values: number,
  isOpposed: boolean,
  line = '',
): Scenario {
  const written = tables(size, isOpposed);
  return (leader, follower) => `scenario Persuasion {
    players sender, receiver
    ${written}
    state ~ uniform(1..${size[0]})
    sender commits word(state) in 1..${values}
    receiver sees word
    receiver chooses act in 1..${size[1]}
    ${line}
    receiver gets ${changed(follower, 'own[state, act] / 100000')}
    sender gets ${changed(leader, 'wish[state, act] / 100000')}
  }`;
}

/** The answer in the numbers of the scenario before the change: its value, and what is wrong with it or not proved. */
async function changedBack(scenario: Scenario, leader: Change, follower: Change, options: Partial<CommitmentOptions>) {
  const found = await answer(scenario(leader, follower), options, {});
  const { status, report, certificate, value = Number.NaN, profile } = found;
  const back = (number: unknown): number => (Number(number) - leader.shift) / leader.factor;
  return {
    status,
    nodes: report['nodes'],
    chances: [...(profile?.chances ?? [])],
    money: [...(profile?.money ?? [])].map((pay) => pay / leader.factor),
    value: back(value),
    supremum: back(report['supremum']),
    bound: back(certificate?.bound),
    wrong: (certificate?.witness?.gain ?? 0) / Math.max(leader.factor, follower.factor),
  };
}

/** Sums of doubles of 1e7 and a bit have seven digits after the point. */
function digitsAfter(leader: Change, follower: Change): number {
  return leader.shift + follower.shift > 0 ? 7 : 10;
}

const cases: readonly (readonly [name: string, scenario: Scenario])[] = [
  ['persuasion', persuasion([5, 4], 4, false)],
  ['opposed interests, 30 by 30', persuasion([30, 30], 30, true)],
  ['few labels', persuasion([6, 8], 3, true)],
  ['a choice that may not happen', persuasion([5, 4], 4, false, 'require act != 2')],
];

describe.each(cases)('%s', (_, scenario) => {
  const base = changedBack(scenario, asIs, asIs, usual);
  test.each(changes)('%s: nothing but the value changes, and that accordingly', async (_name, leader, follower) => {
    const [usualOne, other] = [await base, await changedBack(scenario, leader, follower, usual)];
    const digits = digitsAfter(leader, follower);
    expect(other.status).toBe('exact');
    expect(other.nodes).toBe(usualOne.nodes);
    expect(other.value).toBeCloseTo(usualOne.value, digits);
    expect(other.bound).toBeCloseTo(usualOne.value, digits);
    expect(other.wrong).toBeLessThan(1e-8);
    expect(usualOne.chances.every((chance, n) => Math.abs(chance - (other.chances[n] ?? 0)) < 1e-6)).toBe(true);
  });
});

const judge =
  (convinced: string, verdicts: string): Scenario =>
  (leader, follower) =>
    `scenario Judge {
    players prosecutor, judge
    guilt ~ { guilty: 0.3, innocent: rest }
    prosecutor commits evidence(guilt) in { none_found, weak, strong }
    judge sees evidence
    judge chooses verdict in ${verdicts}
    let right = if verdict in { ${convinced} } then (if guilt == guilty then 1/2 else -1/2) else 0
    judge gets ${changed(follower, 'right')}
    let success = if verdict == convict then 1 else 0
    prosecutor gets ${changed(leader, 'success')}
  }`;

describe('ties against the leader', () => {
  test.each([
    ['where a little more convinces', judge('convict', '{ acquit, convict }'), 0.6],
    ['where an equal choice is worse', judge('convict, dismiss', '{ acquit, convict, dismiss }'), 0],
    ['with many actions', persuasion([4, 4], 4, false), undefined],
  ])('%s: the supremum changes like the payoffs', async (_, scenario, supremum) => {
    const expected = supremum ?? (await changedBack(scenario, asIs, asIs, usual)).value;
    for (const [, leader, follower] of changes) {
      const found = await changedBack(scenario, leader, follower, { ties: 'against' });
      expect(found.status).toBe('supremum');
      expect(found.supremum).toBeCloseTo(expected, digitsAfter(leader, follower));
      expect(found.value).toBeGreaterThan(expected - 1e-5);
    }
  });
});

/** Pay for a result that effort makes likelier; all amounts in units of `factor`. */
const contract = (domain: (factor: number) => string): Scenario => {
  return (leader, follower) => `scenario Contract {
    players boss, agent
    agent may leave for ${changed(follower, '1/10')}
    agent chooses effort in { low, middle, high }
    let odds = { low: 0.1, middle: 0.5, high: 0.8 }
    let chance = odds[effort]
    result ~ { good: chance, bad: rest }
    boss commits pay(result) in real${domain(leader.factor)}
    let gain = if result == good then 31/10 else 0
    let cost = if effort == middle then 3/10 else if effort == high then 7/10 else 0
    boss gets ${changed(leader, 'gain')} - pay
    agent gets pay + ${changed(follower, '-cost')}
  }`;
};

describe('contracts', () => {
  const together = changes.filter(([, leader, follower]) => leader.factor === follower.factor);
  test.each([
    ['pay not below zero', () => ' >= 0'],
    ['any pay', () => ''],
    ['pay within bounds', (factor: number) => `(0, ${factor < 1 ? `1/${Math.round(1 / factor)}` : factor})`],
  ])('%s: value and money change like the payoffs', async (_, domain) => {
    const base = await changedBack(contract(domain), asIs, asIs, usual);
    expect(base.status).toBe('exact');
    for (const [, leader, follower] of together) {
      const found = await changedBack(contract(domain), leader, follower, usual);
      expect(found.status).toBe('exact');
      expect(found.value).toBeCloseTo(base.value, digitsAfter(leader, follower));
      expect(found.bound).toBeCloseTo(base.value, digitsAfter(leader, follower));
      expect(found.wrong).toBeLessThan(1e-8);
      found.money.forEach((pay, n) => {
        expect(pay).toBeCloseTo(base.money[n] ?? Number.NaN, 9);
      });
    }
  });
});

test('a contract in which the stakes of one player are far larger pays the same', async () => {
  const scenario = contract(() => ' >= 0');
  const base = await changedBack(scenario, asIs, asIs, usual);
  const [pay = Number.NaN] = base.money;
  for (const factor of [1e4, 1e8]) {
    const rich = await answer(scenario(by(factor), asIs));
    expect(rich.status).toBe('exact');
    expect(rich.profile?.money[0]).toBeCloseTo(pay, 9);
    const modest = await answer(scenario(asIs, by(1 / factor)));
    expect(modest.status).toBe('exact');
    expect(factor * (modest.profile?.money[0] ?? Number.NaN)).toBeCloseTo(pay, 9);
  }
});

/** Trade whose gains are too small to be shared honestly without help (Myerson and Satterthwaite 1983). */
const trade = (factor: number, rules: string): string => {
  const amounts = (eighths: readonly number[]): string =>
    eighths
      .map((amount) => (factor < 1 ? `${amount}/${8 * Math.round(1 / factor)}` : `${amount * factor}/8`))
      .join(', ');
  return `scenario Trade {
    players broker, seller, buyer
    cost ~ uniform({ ${amounts([0, 2, 4, 6])} })
    worth ~ uniform({ ${amounts([1, 3, 5, 7])} })
    seller sees cost
    buyer sees worth
    seller may leave for 0
    buyer may leave for 0
    seller reports cost as ask
    buyer reports worth as bid
    broker commits deal(ask, bid) in { yes, no }
    broker commits take(ask, bid) in real
    broker commits give(ask, bid) in real
    ${rules}
    seller gets give - (cost when deal == yes)
    buyer gets (worth when deal == yes) - take
    broker gets 100 * (worth - cost) when deal == yes
  }`;
};

describe.each([1e-8, 1e-5, 1e5, 1e8])('a broker of trade in amounts times %d', (factor) => {
  test.each([
    ['who may not lose in any play', { budget: 'expost' }, '', 7 / 32],
    ['who may not lose on average', { budget: 'expected' }, '', 7 / 32],
    ['who must hand over all', {}, 'require take == give', 7 / 32],
    ['who may lose', {}, '', 15 / 64],
  ] as const)('%s', async (_, options, rules, value) => {
    const found = await answer(trade(factor, rules), options);
    expect(found.status).toBe('exact');
    expect((found.value ?? Number.NaN) / factor).toBeCloseTo(100 * value, 9);
    expect((found.certificate?.bound ?? Number.NaN) / factor).toBeCloseTo(100 * value, 8);
    expect((found.certificate?.gap ?? Number.NaN) / factor).toBeLessThan(1e-7);
  });
});

test.each([1e4, 1e6])('a fine of %d for what is never done leaves the others as they are', async (fine) => {
  const scenario = persuasion([10, 10], 10, true);
  const text = scenario(asIs, asIs).replace('sender gets ', `sender gets -(${fine} when act == 1) + `);
  const avoided = scenario(asIs, asIs).replace('sender gets ', 'sender gets -(100 when act == 1) + ');
  const [found, base] = [await answer(text), await answer(avoided)];
  expect(found.value).toBeCloseTo(base.value ?? Number.NaN, 9);
  expect(found.certificate?.gap).toBeLessThan(1e-9);
});

import { describe, expect, test } from 'vitest';
import type { BoundProof } from '../../plugins/contract/solution.ts';
import { type Behaviour, commitmentOf, gameOf, type Knows, profileOf } from './fixture.ts';
import { certify } from './index.ts';
import { verify } from './verify.ts';

const hiddenEffort = gameOf(`
scenario HiddenEffort {
  players principal, agent
  principal commits wage(output) in real >= 0
  agent may leave for 0
  agent chooses effort in { shirk, work }
  output ~ if effort == work then { success: 0.8, failure: rest } else { success: 0.3, failure: rest }
  principal gets (10 when output == success) - wage
  agent gets wage - (1 when effort == work)
}`);

const working: Behaviour = () => ({ work: 1 });
const bonus =
  (amount: number) =>
  (_: string, { output }: Knows) =>
    output === 'success' ? amount : 0;

/** A price of 1.6 on shirking instead of working, for the plan to work; none for the plan to shirk. */
function effortProof(price: number): BoundProof {
  const plan = (action: number) => new Int32Array([action]);
  const nothing = { participation: new Map<number, number>(), requirements: new Map<number, number>() };
  const flow = new Float64Array([price, 0]);
  return {
    cases: [
      { plan: plan(1), deviations: [{ follower: 1, others: undefined, flow }], ...nothing },
      { plan: plan(0), deviations: [], ...nothing },
    ],
    labels: [],
  };
}

describe('a contract', () => {
  test('is certified with prices that make the bonus worth nothing more', () => {
    const profile = profileOf(hiddenEffort, working, bonus(2));
    const certificate = certify(commitmentOf(hiddenEffort), { profile, proof: effortProof(1.6) });
    expect(certificate.bound).toBeCloseTo(6.4, 12);
    expect(certificate.gap).toBeLessThan(1e-12);
  });

  test('that pays 10 % short makes the agent shirk: it gains .1', () => {
    const profile = profileOf(hiddenEffort, working, bonus(1.8));
    const certificate = certify(commitmentOf(hiddenEffort), { profile, proof: effortProof(1.6) });
    expect(certificate.gap).toBeCloseTo(0.1, 12);
    expect(certificate.witness).toMatchObject({ player: 'agent', deviation: 'chooses shirk instead of work' });
  });

  test('that pays too much is as far from the bound as it overpays', () => {
    const profile = profileOf(hiddenEffort, working, bonus(2.5));
    expect(certify(commitmentOf(hiddenEffort), { profile, proof: effortProof(1.6) }).gap).toBeCloseTo(0.4, 12);
  });

  test('is not proved by prices that let the wage grow', () => {
    const profile = profileOf(hiddenEffort, working, bonus(2));
    const certificate = certify(commitmentOf(hiddenEffort), { profile, proof: effortProof(3) });
    expect(certificate).toMatchObject({ kind: 'estimated', bound: undefined });
    expect(certificate.unproved).toContain('free to grow');
  });

  test('may not pay less than its bounds, nor less than the agent can have outside', () => {
    const profile = profileOf(
      hiddenEffort,
      () => ({ shirk: 1 }),
      () => -0.5,
    );
    const certificate = certify(commitmentOf(hiddenEffort), { profile, proof: undefined });
    expect(certificate.gap).toBeCloseTo(0.5, 12);
    const outside = verify('participation', hiddenEffort, profile);
    expect(outside.holds).toBe(false);
    expect(outside.witness).toMatchObject({ player: 'agent', deviation: 'leaves for 0' });
    expect(outside.worst).toBeCloseTo(0.5, 12);
  });
});

const sale = gameOf(`
scenario Sale {
  players seller, buyer
  value ~ uniform({ 0, 0.5, 1 })
  buyer sees value
  buyer may leave for 0
  buyer reports value as bid
  seller commits deal(bid) in { keep, sell }
  seller commits price(bid) in real
  buyer gets (value when deal == sell) - price
  seller gets price
}`);

const postedAt =
  (least: number): Behaviour =>
  (label, { bid }) =>
    label === 'deal' ? (Number(bid) >= least ? { sell: 1 } : { keep: 1 }) : undefined;
const charge =
  (least: number, price: number) =>
  (_: string, { bid }: Knows) =>
    Number(bid) >= least ? price : 0;

describe('a mechanism', () => {
  test('at a posted price is truthful and keeps everybody', () => {
    const profile = profileOf(sale, postedAt(0.5), charge(0.5, 0.5));
    expect(certify(commitmentOf(sale), { profile, proof: undefined }, { fixedRules: true })).toMatchObject({
      kind: 'exact',
      gap: 0,
      witness: undefined,
    });
    for (const property of ['truthful', 'dominant', 'obedient', 'participation', 'budget'] as const)
      expect(verify(property, sale, profile)).toMatchObject({ holds: true, worst: 0, witness: undefined });
  });

  test('that charges .1 more makes a type say that it wants nothing, and lose by being honest', () => {
    const profile = profileOf(sale, postedAt(0.5), charge(0.5, 0.6));
    const truthful = verify('truthful', sale, profile);
    expect(truthful.holds).toBe(false);
    expect(truthful.worst).toBeCloseTo(0.1, 12);
    expect(truthful.witness).toMatchObject({
      player: 'buyer',
      knows: 'value = 0.5',
      deviation: 'reports 0 instead of 0.5',
    });
    expect(verify('participation', sale, profile).worst).toBeCloseTo(0.1, 12);
    expect(verify('obedient', sale, profile).holds).toBe(true);
  });

  test('that takes what each bids is shaded most by the highest type', () => {
    const profile = profileOf(sale, postedAt(0.5), (_, { bid }) => Number(bid));
    const certificate = certify(commitmentOf(sale), { profile, proof: undefined }, { fixedRules: true });
    expect(certificate.gap).toBeCloseTo(0.5, 12);
    expect(certificate.witness).toMatchObject({ knows: 'value = 1', deviation: 'reports 0.5 instead of 1' });
  });
});

describe('a signal that depends on a report', () => {
  /** A receiver whose threshold is private; only the low type gets to know the state. */
  const game = gameOf(`
scenario GivenAway {
  players sender, receiver
  state ~ uniform({ bad, good })
  threshold ~ uniform({ 0.2, 0.6 })
  receiver sees threshold
  receiver reports threshold as claim
  sender commits signal(state, claim) in { down, up }
  receiver sees signal
  receiver chooses act in { reject, accept }
  sender gets 1 when act == accept
  receiver gets (1 when state == good and act == accept) - (threshold when act == accept)
}`);

  test('is asked for by who should not have it: lying first, then reacting to it', () => {
    const given: Behaviour = (label, knows) => {
      if (label === 'signal') return knows['claim'] === '0.2' && knows['state'] === 'good' ? { up: 1 } : { down: 1 };
      if (label === 'act') return knows['signal'] === 'up' ? { accept: 1 } : { reject: 1 };
      return undefined;
    };
    const certificate = certify(commitmentOf(game), { profile: profileOf(game, given), proof: undefined });
    expect(certificate.gap).toBeCloseTo(0.2, 12);
    expect(certificate.witness?.knows).toBe('threshold = 0.6');
    expect(certificate.witness?.deviation).toContain(
      'reports 0.2 instead of 0.6, then, told signal = up, chooses accept',
    );
  });

  test('may not tell more than the rule lists', () => {
    const two = gameOf(`
scenario Device {
  players leader, follower
  coin ~ uniform({ heads, tails })
  leader commits first(coin) in { 0, 1 }
  leader commits second in { 0, 1 }
  follower chooses guess in { 0, 1 }
  follower gets 1 when guess == first
  leader gets 1 when second == first and guess == 0
}`);
    // `second` copies `first`, which shows the coin: alone, it must be the same lottery whatever the coin is.
    const copying: Behaviour = (label, knows) => {
      if (label === 'first') return knows['coin'] === 'heads' ? { 0: 1 } : { 1: 1 };
      const told = Object.entries(knows).find(([name]) => name.startsWith('first'))?.[1];
      return label === 'second' ? (told === '0' ? { 0: 1 } : { 1: 1 }) : { 0: 1 };
    };
    const leak = certify(commitmentOf(two), { profile: profileOf(two, copying), proof: undefined });
    expect(leak.gap).toBeCloseTo(1, 12);
    expect(leak.witness).toMatchObject({ player: 'leader' });
    expect(leak.witness?.deviation).toContain('`second` depends on more than its arguments');
    const sharing: Behaviour = (label, knows) => (label === 'first' ? { 0: 0.5, 1: 0.5 } : copying(label, knows));
    expect(certify(commitmentOf(two), { profile: profileOf(two, sharing), proof: undefined }).gap).toBeCloseTo(0, 12);
  });
});

describe('requirements and budgets', () => {
  const broker = gameOf(`
scenario Broker {
  players broker, seller, buyer
  broker commits paid in real
  broker commits received in real
  require paid >= received
  seller chooses sell in { yes }
  buyer chooses buy in { yes }
  seller gets received
  buyer gets 2 - paid
  broker gets 1 when sell == yes and buy == yes
}`);
  const pays = (paid: number, received: number) =>
    profileOf(
      broker,
      () => ({ yes: 1 }),
      (label) => (label === 'paid' ? paid : received),
    );

  test('a broker that overpays breaks both', () => {
    const certificate = certify(commitmentOf(broker), { profile: pays(1, 1.2), proof: undefined });
    expect(certificate.gap).toBeCloseTo(0.2, 12);
    expect(certificate.witness?.deviation).toContain('`require`');
    for (const property of ['budget', 'budget-expected'] as const) {
      const checked = verify(property, broker, pays(1, 1.2));
      expect(checked.holds).toBe(false);
      expect(checked.worst).toBeCloseTo(0.2, 12);
    }
  });

  test('one that keeps something requires nothing of anybody, but the budget asks who gets it', () => {
    expect(certify(commitmentOf(broker), { profile: pays(1.2, 1), proof: undefined }).gap).toBe(0);
    expect(verify('budget', broker, pays(1.2, 1)).worst).toBeCloseTo(0.2, 12);
    expect(verify('budget', broker, pays(1.1, 1.1))).toMatchObject({ holds: true, worst: 0 });
  });
});

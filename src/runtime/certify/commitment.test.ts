import { describe, expect, test } from 'vitest';
import type { BoundCase, BoundProof, Profile } from '../../plugins/contract/solution.ts';
import type { Game } from '../game/game.ts';
import type { Certificate } from './certificate.ts';
import { type Behaviour, commitmentOf, gameOf, profileOf } from './fixture.ts';
import { certify } from './index.ts';

const prosecutor = (prior: string, seen = 'guilt ~ { guilty: prior, innocent: rest }') => `
scenario Prosecutor(prior = ${prior}) {
  players prosecutor, judge
  ${seen}
  prosecutor commits evidence(guilt) in { exonerating, incriminating }
  judge sees evidence
  judge chooses verdict in { acquit, convict }
  judge gets 1 when (verdict == convict) == (guilt == guilty)
  prosecutor gets 1 when verdict == convict
}`;

const obedient: Behaviour = (label, { evidence }) =>
  label === 'verdict' ? (evidence === 'incriminating' ? { convict: 1 } : { acquit: 1 }) : undefined;

/** Incriminates the guilty, and some of the innocent. */
const scheme =
  (framed: number): Behaviour =>
  (label, knows) => {
    if (label !== 'evidence') return obedient(label, knows);
    return knows['guilt'] === 'guilty' ? { incriminating: 1 } : { incriminating: framed, exonerating: 1 - framed };
  };

function certified(game: Game, profile: Profile, proof?: BoundProof): Certificate {
  return certify(commitmentOf(game), { profile, proof });
}

/** The set of a situation, by its label and one thing known there. */
function setOf(game: Game, label: string, value: string): number {
  for (let set = 0; set < game.informationSets.count; set++) {
    const situation = game.informationSets.describe(set);
    if (situation.label === label && situation.knows.some((known) => known.value === value)) return set;
  }
  throw new Error(`no set ${label} at ${value}`);
}

function position(game: Game, label: string, value: string, action: string): number {
  const set = setOf(game, label, value);
  return (game.informationSets.firstAction[set] ?? 0) + game.informationSets.actions(set).indexOf(action);
}

/** One case: acquit after exonerating evidence, convict after the other; a price on acquitting after `incriminating`. */
function judgeCase(game: Game, price: number, convictOn: readonly string[] = ['incriminating']): BoundCase {
  const plan = new Int32Array(game.informationSets.count).fill(-1);
  for (const evidence of ['exonerating', 'incriminating'])
    plan[setOf(game, 'verdict', evidence)] = convictOn.includes(evidence) ? 1 : 0;
  const flow = new Float64Array(game.informationSets.firstAction[game.informationSets.count] ?? 0);
  flow[position(game, 'verdict', 'incriminating', 'acquit')] = price;
  return {
    plan,
    deviations: [{ follower: 1, others: undefined, flow }],
    participation: new Map(),
    requirements: new Map(),
  };
}

const judgeProof = (game: Game, price: number): BoundProof => ({
  cases: [judgeCase(game, price)],
  labels: ['evidence'],
});

describe('the audit of the prosecutor', () => {
  const game = gameOf(prosecutor('0.3'));

  test('passes the optimal scheme, with the proof that it is optimal', () => {
    const certificate = certified(game, profileOf(game, scheme(3 / 7)), judgeProof(game, 1));
    expect(certificate.gap).toBeLessThan(1e-15);
    expect(certificate.bound).toBeCloseTo(0.6, 15);
    expect(certificate.kind).toBe('exact');
    expect([...certificate.values]).toEqual([expect.closeTo(0.6, 15), expect.closeTo(0.7, 15)]);
  });

  test('catches convicting half of the innocent: the judge gains .05 by acquitting', () => {
    const certificate = certified(game, profileOf(game, scheme(0.5)), judgeProof(game, 1));
    expect(certificate.values[0]).toBeCloseTo(0.65, 12);
    expect(certificate.gap).toBeCloseTo(0.05, 12);
    expect(certificate.witness).toMatchObject({ player: 'judge', knows: 'evidence = incriminating' });
    expect(certificate.witness?.deviation).toBe('chooses acquit instead of convict');
  });

  test('catches a scheme that could earn more: the distance from the bound', () => {
    const certificate = certified(game, profileOf(game, scheme(0)), judgeProof(game, 1));
    expect(certificate.gap).toBeCloseTo(0.3, 12);
    expect(certificate.witness).toBeUndefined();
  });

  test('catches a lottery that adds up to .99', () => {
    const short: Behaviour = (label, knows) =>
      label === 'evidence' && knows['guilt'] === 'innocent'
        ? { incriminating: 0.42, exonerating: 0.57 }
        : scheme(3 / 7)(label, knows);
    const certificate = certified(game, profileOf(game, short), judgeProof(game, 1));
    expect(certificate.gap).toBeGreaterThanOrEqual(0.01 - 1e-12);
    expect(certificate.witness).toMatchObject({
      player: 'prosecutor',
      deviation: 'the chances of `evidence` add up to 0.99',
    });
  });

  test('catches chances that are no numbers', () => {
    const profile = profileOf(game, scheme(3 / 7));
    const broken = { ...profile, chances: profile.chances.map(() => Number.NaN) };
    expect(certified(game, broken, judgeProof(game, 1)).gap).toBeGreaterThanOrEqual(1);
  });

  test.each([
    [1, 0.6],
    [0.9, 0.64],
    [0.5, 0.8],
    [1.1, 0.63],
    [-3, 1],
  ])('recomputes a valid bound from prices that are %d times the right ones', (factor, bound) => {
    const certificate = certified(game, profileOf(game, scheme(3 / 7)), judgeProof(game, factor));
    expect(certificate.bound).toBeGreaterThanOrEqual(0.6 - 1e-12);
    expect(certificate.bound).toBeCloseTo(bound, 12);
  });

  test('says that the bound is missing where there is no proof', () => {
    const certificate = certified(game, profileOf(game, scheme(0)));
    expect(certificate).toMatchObject({ kind: 'estimated', gap: 0, bound: undefined });
    expect(certificate.unproved).toContain('no proof');
  });

  test('rejects a proof that leaves plans out', () => {
    const onlyAcquit: BoundProof = { cases: [judgeCase(game, 1, [])], labels: ['evidence'] };
    const certificate = certified(game, profileOf(game, scheme(0)), onlyAcquit);
    expect(certificate.bound).toBeUndefined();
    expect(certificate.unproved).toContain('leaves out a plan');
    const unnamed = certified(game, profileOf(game, scheme(0)), { ...judgeProof(game, 1), labels: [] });
    expect(unnamed.unproved).toContain('leaves out a plan');
  });

  test('accepts one case for every plan where no labels are exchanged', () => {
    const plans = [[], ['exonerating'], ['incriminating'], ['exonerating', 'incriminating']];
    const proof: BoundProof = { cases: plans.map((convictOn) => judgeCase(game, 1, convictOn)), labels: [] };
    expect(certified(game, profileOf(game, scheme(3 / 7)), proof).bound).toBeGreaterThanOrEqual(0.6 - 1e-12);
  });

  test('does not take a rule for a label whose values matter', () => {
    const biased = gameOf(
      prosecutor('0.3').replace(
        'prosecutor gets 1',
        'prosecutor gets 0.1 when evidence == exonerating\n  prosecutor gets 1',
      ),
    );
    expect(certified(biased, profileOf(biased, scheme(0)), judgeProof(biased, 1)).unproved).toContain(
      'leaves out a plan',
    );
  });
});

describe('types', () => {
  test('a state that is split in two equal halves changes nothing', () => {
    const whole = gameOf(prosecutor('0.3'));
    const halves = gameOf(`
scenario Split(prior = 0.3) {
  players prosecutor, judge
  guilt ~ { guilty: prior / 2, caught: prior / 2, innocent: rest }
  prosecutor commits evidence(guilt) in { exonerating, incriminating }
  judge sees evidence
  judge chooses verdict in { acquit, convict }
  judge gets 1 when (verdict == convict) == (guilt != innocent)
  prosecutor gets 1 when verdict == convict
}`);
    const both: Behaviour = (label, knows) =>
      scheme(0.5)(label, knows['guilt'] === 'caught' ? { guilt: 'guilty' } : knows);
    const one = certified(whole, profileOf(whole, scheme(0.5)), judgeProof(whole, 1));
    const two = certified(halves, profileOf(halves, both), judgeProof(halves, 1));
    expect(two.gap).toBeCloseTo(one.gap, 14);
    expect(two.bound).toBeCloseTo(one.bound ?? Number.NaN, 14);
  });
});

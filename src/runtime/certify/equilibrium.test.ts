import { describe, expect, test } from 'vitest';
import { certifyEquilibrium } from './equilibrium.ts';
import { gameOf, profileOf } from './fixture.ts';

const WORK = 1e8;

/** Kuhn poker with any number of ranks. */
const kuhn = (ranks: number) => `
scenario Kuhn {
  players ana, bo
  card[ana], card[bo] ~ deal(2, from = 1..${ranks})
  ana sees card[ana]
  bo sees card[bo]
  ana chooses first in { check, bet } openly
  if first == bet { answer(bo) }
  bo chooses second in { check, bet } openly
  if second == bet { answer(ana) }
  showdown(1)

  def answer(p) {
    p chooses reply in { fold, call } openly
    if reply == call { showdown(2) }
    p gets -1
    next(p) gets 1
    end
  }
  def showdown(stake) {
    let sign = if card[ana] > card[bo] then 1 else -1
    ana gets sign * stake
    bo gets -sign * stake
    end
  }
}`;

const pennies = (stake: number, first: string, second: string) => `
scenario Pennies {
  players ${first}, ${second}
  even chooses x in { heads, tails }
  odd chooses y in { heads, tails }
  even gets ${stake} * (if x == y then 1 else -1)
  odd gets ${stake} * (if x == y then -1 else 1)
}`;

describe('NashConv', () => {
  test.each([
    [3, 11 / 12],
    [4, 0.875],
  ])('of uniform play in Kuhn poker with %i ranks', (ranks, expected) => {
    const game = gameOf(kuhn(ranks));
    const certificate = certifyEquilibrium(
      game,
      profileOf(game, () => undefined),
      WORK,
    );
    expect(certificate.gap).toBeCloseTo(expected, 12);
    expect(certificate.kind).toBe('exact');
  });

  test('is 0 at an equilibrium of Kuhn poker, and its value is -1/18', () => {
    const game = gameOf(kuhn(3));
    const certificate = certifyEquilibrium(game, kuhnEquilibrium(0.2), WORK);
    expect(certificate.gap).toBeLessThan(1e-15);
    expect(certificate.values[0]).toBeCloseTo(-1 / 18, 15);

    function kuhnEquilibrium(bluff: number) {
      return profileOf(game, (label, knows) => {
        const facing = knows['first'] === 'bet' || knows['second'] === 'bet';
        const card = knows['card[ana]'] ?? knows['card[bo]'];
        const yes = (chance: number) =>
          facing ? { call: chance, fold: 1 - chance } : { bet: chance, check: 1 - chance };
        if (knows['card[ana]']) {
          if (label === 'first') return yes({ 1: bluff, 2: 0, 3: 3 * bluff }[card ?? ''] ?? 0);
          return yes({ 1: 0, 2: bluff + 1 / 3, 3: 1 }[card ?? ''] ?? 0);
        }
        return yes(facing ? ({ 1: 0, 2: 1 / 3, 3: 1 }[card ?? ''] ?? 0) : ({ 1: 1 / 3, 2: 0, 3: 1 }[card ?? ''] ?? 0));
      });
    }
  });

  test('catches a perturbed equilibrium, and says who gains by what', () => {
    const game = gameOf(pennies(1, 'even', 'odd'));
    const certificate = certifyEquilibrium(
      game,
      profileOf(game, (label) => (label === 'x' ? { heads: 0.6, tails: 0.4 } : undefined)),
      WORK,
    );
    expect(certificate.gap).toBeCloseTo(0.2, 12);
    expect(certificate.witness).toMatchObject({ player: 'odd', knows: 'nothing' });
    expect(certificate.witness?.deviation).toContain('chooses tails');
    expect(certificate.witness?.gain).toBeCloseTo(0.2, 12);
  });

  test('counts chances that do not add up to 1', () => {
    const game = gameOf(pennies(1, 'even', 'odd'));
    const certificate = certifyEquilibrium(
      game,
      profileOf(game, () => ({ heads: 0.4, tails: 0.4 })),
      WORK,
    );
    expect(certificate.gap).toBeGreaterThanOrEqual(0.2 - 1e-12);
    expect(certificate.witness?.deviation).toContain('add up to 0.8');
  });

  test('grows with the payoffs, and does not depend on the order of the players', () => {
    const lean = (label: string) => (label === 'x' ? { heads: 0.75, tails: 0.25 } : undefined);
    const gap = (text: string) => {
      const game = gameOf(text);
      return certifyEquilibrium(game, profileOf(game, lean), WORK).gap;
    };
    expect(gap(pennies(8, 'even', 'odd'))).toBe(8 * gap(pennies(1, 'even', 'odd')));
    expect(gap(pennies(1, 'odd', 'even'))).toBe(gap(pennies(1, 'even', 'odd')));
  });

  test('counts every player of a game of three with general sums', () => {
    const game = gameOf(`
scenario Volunteers {
  players p[1..3]
  for i in 1..3 { p[i] chooses help[i] in { no, yes } }
  for i in 1..3 {
    p[i] gets 10 when count(help[j] == yes for j in 1..3) > 0
    p[i] gets -4 when help[i] == yes
  }
}`);
    const nobody = certifyEquilibrium(
      game,
      profileOf(game, () => ({ no: 1 })),
      WORK,
    );
    expect(nobody.gap).toBe(18);
    expect([...nobody.values]).toEqual([0, 0, 0]);
    const one = certifyEquilibrium(
      game,
      profileOf(game, (label) => (label === 'help[2]' ? { yes: 1 } : { no: 1 })),
      WORK,
    );
    expect(one.gap).toBe(0);
    expect([...one.values]).toEqual([10, 6, 10]);
  });
});

describe('the joint best response of a team', () => {
  /** A team of two and an adversary each name one of three words; the team wins if all are the same. */
  const matching = `
scenario Matching {
  players adversary
  team pair = { one, two }
  adversary chooses a in 1..3
  one chooses x in 1..3
  two chooses y in 1..3
  pair gets 1 when x == y and y == a
  adversary gets -1 when x == y and y == a
}`;

  test('finds what no member can do alone', () => {
    const game = gameOf(matching);
    const apart = profileOf(game, (label) => ({ a: { 1: 1 }, x: { 2: 1 }, y: { 3: 1 } })[label]);
    const certificate = certifyEquilibrium(game, apart, WORK);
    expect(certificate.kind).toBe('exact');
    expect(certificate.gap).toBe(1);
    expect(certificate.witness?.player).toBe('pair');
  });

  test('is met by a team that coordinates: 1/3 instead of 1/9', () => {
    const game = gameOf(matching);
    const apart = profileOf(game, () => undefined);
    const uncorrelated = certifyEquilibrium(game, apart, WORK);
    expect(uncorrelated.values[game.payees.indexOf('pair')]).toBeCloseTo(1 / 9, 15);
    expect(uncorrelated.gap).toBeCloseTo(1 / 3 - 1 / 9, 12);
    const plan = (word: number) => {
      const actions = new Int32Array(game.informationSets.count).fill(-1);
      for (let set = 0; set < actions.length; set++)
        if (game.informationSets.describe(set).label !== 'a') actions[set] = word;
      return { chance: 1 / 3, actions };
    };
    const joint = [{ payee: game.payees.indexOf('pair'), plans: [plan(0), plan(1), plan(2)] }];
    const together = certifyEquilibrium(game, { ...apart, joint }, WORK);
    expect(together.values[game.payees.indexOf('pair')]).toBeCloseTo(1 / 3, 15);
    expect(together.gap).toBeLessThan(1e-15);
    const lame = [{ payee: game.payees.indexOf('pair'), plans: [{ ...plan(0), chance: 1 }] }];
    expect(certifyEquilibrium(game, { ...apart, joint: lame }, WORK).witness?.player).toBe('adversary');
  });

  test('is bracketed where the search may not go on', () => {
    // Each member sees one bit; they win if the product of their answers is the product of the bits: not without talking.
    const game = gameOf(`
scenario Bits {
  players other
  team pair = { one, two }
  b, c ~ uniform([[0, 0], [0, 1], [1, 0], [1, 1]])
  one sees b
  two sees c
  one chooses x in { 0, 1 }
  two chooses y in { 0, 1 }
  other chooses z in { 0, 1 }
  let win = (x + y) % 2 == b * c
  pair gets 1 when win
  other gets -1 when win
}`);
    const never = profileOf(game, () => ({ 0: 0.5, 1: 0.5 }));
    const exact = certifyEquilibrium(game, never, WORK);
    expect(exact.kind).toBe('exact');
    expect(exact.gap).toBeCloseTo(0.25, 12);
    const cut = certifyEquilibrium(game, never, 0);
    expect(cut.kind).toBe('estimated');
    const [low, high] = cut.interval ?? [Number.NaN, Number.NaN];
    expect(low).toBeLessThanOrEqual(0.25);
    expect(high).toBeGreaterThanOrEqual(0.25);
    expect(cut.gap).toBe(high);
    expect(cut.unproved).toBeDefined();
  });
});

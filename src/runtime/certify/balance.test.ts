import { expect, test } from 'vitest';
import { gameOf, profileOf } from './fixture.ts';
import { verify } from './index.ts';

/** One fee, and who gets what of it. */
const city = (a: string, b: string, leader: string, others = ''): ReturnType<typeof gameOf> =>
  gameOf(`
    scenario City {
      players city, a, b, watcher
      cost ~ { 1: 1/4, 2: rest }
      a sees cost
      b sees cost
      a reports cost as claim
      b reports cost as echo
      city commits fee(claim) in real
      a gets ${a}
      b gets ${b}
      city gets ${leader}
      watcher gets 1
      ${others}
    }`);

const paid = (game: ReturnType<typeof gameOf>, one: number, two: number) =>
  profileOf(
    game,
    () => undefined,
    (_, { claim }) => (claim === '1' ? one : two),
  );

test('what one pays and another gets balances, whoever the other is', () => {
  for (const game of [city('-fee', 'fee', '1'), city('-fee', '0', 'fee'), city('-fee', 'fee / 2', 'fee / 2')])
    for (const property of ['budget', 'budget-expected'] as const)
      expect(verify(property, game, paid(game, 3, -7))).toMatchObject({ holds: true, worst: 0 });
});

test('money that nobody gets is named with the play in which most is lost, and the rule', () => {
  const game = city('-fee', '0', '1');
  const { holds, worst, witness } = verify('budget', game, paid(game, 1, 2));
  expect([holds, worst]).toEqual([false, 2]);
  expect(witness).toMatchObject({ player: 'city', deviation: '2 is paid that nobody gets', rules: ['fee'] });
  expect(witness?.knows).toContain('claim = 2');
});

test('money that nobody pays is no balance either', () => {
  const game = city('fee', 'fee', '-fee');
  expect(verify('budget', game, paid(game, 0, 3)).witness?.deviation).toBe('3 is received that nobody pays');
});

test('what leaves in one play and comes back in another balances on average alone', () => {
  const game = city('-fee', '0', '1');
  const profile = paid(game, 3, -1);
  expect(verify('budget', game, profile)).toMatchObject({ holds: false, worst: 3 });
  expect(verify('budget-expected', game, profile)).toMatchObject({ holds: true });
  expect(verify('budget-expected', game, paid(game, 3, 1)).worst).toBeCloseTo(1.5, 12);
});

test('a player that neither acts nor commits is outside: what it gets has left', () => {
  const game = city('-fee', '0', '1', 'watcher gets fee');
  expect(verify('budget', game, paid(game, 0, 2))).toMatchObject({ holds: false, worst: 2 });
});

test('money in a play that never happens does not count', () => {
  const game = gameOf(`
    scenario Rare {
      players city, a
      side ~ { up: 1, down: 0 }
      a sees side
      a reports side as claim
      city commits fee(claim) in real
      a gets -fee
      city gets 1
    }`);
  const profile = profileOf(
    game,
    () => undefined,
    (_, { claim }) => (claim === 'up' ? 0 : 5),
  );
  expect(verify('budget', game, profile).holds).toBe(true);
});

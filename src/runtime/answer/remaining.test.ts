import { describe, expect, test } from 'vitest';
import type { Profile } from '../../plugins/contract/solution.ts';
import { certify } from '../certify/index.ts';
import { expectedUtilities, payoffs, reach } from '../certify/walk.ts';
import type { Game } from '../game/game.ts';
import { recognise } from '../problem/recognise.ts';
import { fixedStudy } from './fixture.ts';
import { remainingGame } from './remaining.ts';

const auction = (rules: string) => `
scenario Auction {
  players seller, bidder[1..2]
  for i in 1..2 {
    value[i] ~ uniform({ 1, 2 })
    bidder[i] sees value[i]
    bidder[i] reports value[i] as bid[i]
  }
  seller commits winner(bid) in 0..2
  for i in 1..2 {
    seller commits price[i](bid) in real
    bidder[i] gets (value[i] when winner == i) - price[i]
    seller gets price[i]
  }
}
study Fixed of Auction { ${rules} }`;

const firstPrice = `
  rule winner(bid) = if bid[1] >= bid[2] then 1 else 2
  rule price[i](bid) = if winner == i then bid[i] else 0`;

function uniform(game: Game): Profile {
  const { count, firstAction } = game.informationSets;
  const chances = new Float64Array(firstAction[count] ?? 0);
  for (let set = 0; set < count; set++) {
    const [first = 0, next = 0] = [firstAction[set], firstAction[set + 1]];
    chances.fill(1 / (next - first), first, next);
  }
  return { chances, money: new Float64Array(game.cells.count) };
}

const valuesOf = (game: Game, profile: Profile): number[] => [
  ...expectedUtilities(game, reach(game, profile), payoffs(game, profile.money)),
];

describe('the game that fixed rules leave', () => {
  test('is an ordinary one where everything committed is fixed, lies included', () => {
    const { problem, fixed } = fixedStudy(auction(firstPrice), { lies: 'all' });
    const { game } = remainingGame(problem.game, fixed);
    expect(game.commitments).toBeUndefined();
    const left = recognise(game);
    expect(left.class).toBe('general-sum');
    // 4 pairs of values, 4 pairs of bids; the winner is then a sure draw.
    expect(game.ends).toBe(16);
    expect(game.informationSets.count).toBe(4);
    expect([...game.informationSets.sequences]).toEqual([1, 5, 5]);
  });

  test('has the same utilities as the whole, once its profile is lifted', () => {
    const { problem, fixed } = fixedStudy(auction(firstPrice), { lies: 'all' });
    const { game, lift } = remainingGame(problem.game, fixed);
    const profile = uniform(game);
    expect(valuesOf(problem.game, lift(profile))).toEqual(valuesOf(game, profile));
  });

  test('has the equilibrium in which all say the low value: nobody gains alone', () => {
    const { problem, fixed } = fixedStudy(auction(firstPrice), { lies: 'all' });
    const { game } = remainingGame(problem.game, fixed);
    const profile = uniform(game);
    for (let set = 0; set < game.informationSets.count; set++) {
      const first = game.informationSets.firstAction[set] ?? 0;
      profile.chances.set([1, 0], first);
    }
    const certificate = certify(recognise(game), { profile, proof: undefined });
    // Bidder 1 wins ties. Bidder 2 with value 2 could bid 2 and win at 2: nothing gained.
    expect(certificate.gap).toBe(0);
    expect([...certificate.values]).toEqual([1, 0.5, 0]);
  });

  test('keeps what is still to be committed, with the exact numbers', () => {
    const { problem, fixed } = fixedStudy(auction('rule winner(bid) = if bid[1] >= bid[2] then 1 else 2'));
    const { game, lift } = remainingGame(problem.game, fixed);
    const left = recognise(game);
    expect(left.class).toBe('commitment');
    expect(game.commitments?.leaders).toEqual([0]);
    expect(game.exact?.payoff.length).toBe(game.ends * 3);
    expect(game.levels.at(-1)).toBe(game.nodes);
    const profile = uniform(game);
    const priced = { ...profile, money: profile.money.map((_, cell) => cell + 1) };
    expect(valuesOf(problem.game, lift(priced))).toEqual(valuesOf(game, priced));
  });
});

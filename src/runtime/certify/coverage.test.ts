import { describe, expect, test } from 'vitest';
import type { BoundCase, BoundProof } from '../../plugins/contract/solution.ts';
import type { Game } from '../game/game.ts';
import { provedBound } from './bound/index.ts';
import { gameOf } from './fixture.ts';

const fewWords = (states: number, words: number) =>
  gameOf(`
scenario FewWords {
  players sender, receiver
  state ~ uniform(1..${states})
  sender commits word(state) in 1..${words}
  receiver sees word
  receiver chooses guess in 1..${states}
  sender, receiver gets 1 when guess == state
}`);

/** A case without prices: what the receiver does at its sets, in their order. */
function caseOf(game: Game, actions: readonly number[]): BoundCase {
  const { count, player } = game.informationSets;
  const plan = new Int32Array(count).fill(-1);
  const sets = [...plan.keys()].filter((set) => player[set] === 1);
  for (const [position, set] of sets.entries()) plan[set] = actions[position] ?? -1;
  return { plan, deviations: [], participation: new Map(), requirements: new Map() };
}

const proofOf = (game: Game, plans: readonly (readonly number[])[], labels = ['word']): BoundProof => ({
  cases: plans.map((actions) => caseOf(game, actions)),
  labels,
});

describe('a proof must cover all that followers could be made to do', () => {
  const pairs = [
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 2],
    [1, 3],
    [2, 3],
  ];

  test('with two words and four ways to go on, every pair of ways is a case', () => {
    const game = fewWords(4, 2);
    expect(provedBound(game, 0, proofOf(game, pairs))).toEqual({ bound: 0.5 });
  });

  test('the order of the words does not matter', () => {
    const game = fewWords(4, 2);
    const turned = pairs.map(([one = 0, other = 0]) => [other, one]);
    expect(provedBound(game, 0, proofOf(game, turned))).toEqual({ bound: 0.5 });
  });

  test.each(pairs.map((_, missing) => missing))('without pair %i nothing is proved', (missing) => {
    const game = fewWords(4, 2);
    const rest = pairs.filter((_, position) => position !== missing);
    expect(provedBound(game, 0, proofOf(game, rest))).toMatchObject({ unproved: expect.stringContaining('5 of 6') });
  });

  test('the same pair twice is one pair', () => {
    const game = fewWords(4, 2);
    const twice = [...pairs.slice(1), [3, 2]];
    expect(provedBound(game, 0, proofOf(game, twice))).toHaveProperty('unproved');
  });

  test('with enough words one case with all ways is enough', () => {
    const game = fewWords(3, 4);
    expect(provedBound(game, 0, proofOf(game, [[0, 1, 2, 2]]))).toEqual({ bound: 1 });
    expect(provedBound(game, 0, proofOf(game, [[0, 1, 1, 1]]))).toHaveProperty('unproved');
  });

  test('without labels every plan is a case', () => {
    const game = fewWords(2, 2);
    const all = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ];
    expect(provedBound(game, 0, proofOf(game, all, []))).toEqual({ bound: 1 });
    expect(provedBound(game, 0, proofOf(game, all.slice(1), []))).toHaveProperty('unproved');
  });

  test('a plan that says nothing where it comes is none', () => {
    const game = fewWords(2, 2);
    expect(provedBound(game, 0, proofOf(game, [[0, -1]]))).toHaveProperty('unproved');
  });

  test('a rule that followers see twice over, or whose values pay differently, is no label', () => {
    const told = gameOf(`
scenario Told {
  players sender, receiver, clerk
  state ~ uniform({ bad, good })
  sender commits word(state) in { low, high }
  receiver sees word
  clerk sees word == high
  receiver chooses act in { no, yes }
  clerk chooses file in { no, yes }
  receiver gets 1 when (act == yes) == (state == good)
  clerk gets 1 when (file == yes) == (state == good)
  sender gets 1 when act == yes and file == yes
  sender gets 0.1 when word == high
}`);
    expect(provedBound(told, 0, proofOf(told, [[0, 1]]))).toHaveProperty('unproved');
  });
});

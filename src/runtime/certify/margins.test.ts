import { expect, test } from 'vitest';
import { createRng, rootSeed } from '../study/seed.ts';
import { gameOf } from './fixture.ts';
import { marginsOf } from './margins.ts';
import { expectedUtilities, payoffs, reach } from './walk.ts';

const poker = `scenario Poker { players a, b
  card[a], card[b] ~ deal(2, from = { 1, 2, 3 })
  a sees card[a] b sees card[b]
  a chooses bid in { low, mid, high } openly
  b chooses answer in { fold, call } openly
  if answer == call {
    a chooses again in { hold, raise }
    let stake = if bid == low then 1 else if bid == mid then 2 else 5
    a gets (if card[a] > card[b] then stake else -stake) * (if again == raise then 2 else 1)
    b gets (if card[a] > card[b] then -1 else 1) * (if again == raise then 2 else 1)
  }
  b gets 1/2 when answer == fold }`;

test('no behaviour as close to the sample as that moves a utility by more, whatever the others do', () => {
  const game = gameOf(poker);
  const { informationSets, payees } = game;
  const { firstAction, count, player } = informationSets;
  const money = new Float64Array(0);
  const payoff = payoffs(game, money);
  const rng = createRng(rootSeed(1));
  const lottery = (actions: number): number[] => {
    const weights = Array.from({ length: actions }, () => rng.next() ** 3 + 1e-9);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  };
  let tightest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 300; round++) {
    const who = round % 2;
    const samples = Int32Array.from(player, (owner) => (owner === who ? 200 : 0));
    const actions = (set: number): number => (firstAction[set + 1] ?? 0) - (firstAction[set] ?? 0);
    const chances = Float64Array.from(Array.from({ length: count }, (_, set) => lottery(actions(set))).flat());
    const truth = chances.slice();
    for (let set = 0; set < count; set++) {
      if (player[set] !== who) continue;
      // As far towards one action as the confidence region lets it go.
      const sets = samples.filter((each) => each > 0).length;
      const sum = Math.sqrt((2 * Math.log(((2 ** actions(set) - 2) * sets) / 0.05)) / 200);
      const first = firstAction[set] ?? 0;
      const to = first + rng.below(actions(set));
      const share = Math.min(1, sum / (2 * (1 - (chances[to] ?? 0))));
      for (let at = first; at < first + actions(set); at++)
        truth[at] = (1 - share) * (chances[at] ?? 0) + (at === to ? share : 0);
    }
    const margins = marginsOf(game, payoff, { samples, chances, confidence: 0.95 });
    const counted = expectedUtilities(game, reach(game, { chances, money }), payoff);
    const real = expectedUtilities(game, reach(game, { chances: truth, money }), payoff);
    for (let payee = 0; payee < payees.length; payee++) {
      const margin = margins[payee]?.whole ?? 0;
      const off = Math.abs((counted[payee] ?? 0) - (real[payee] ?? 0));
      expect(off).toBeLessThanOrEqual(margin + 1e-12);
      tightest = Math.min(tightest, margin / Math.max(off, 1e-12));
    }
  }
  expect(tightest).toBeLessThan(2);
});

test('what is known for sure has no margin, and more samples a smaller one', () => {
  const game = gameOf(poker);
  const chances = new Float64Array(100).fill(1 / 2);
  const margin = (samples: number): number =>
    marginsOf(game, payoffs(game, []), {
      samples: new Float64Array(game.informationSets.count).fill(samples),
      chances,
      confidence: 0.95,
    })[0]?.whole ?? Number.NaN;
  expect(margin(0)).toBe(0);
  expect(margin(40_000)).toBeGreaterThan(0);
  expect(margin(40_000) * 2).toBeCloseTo(margin(10_000), 12);
});

test('what another believes after a counted move has no margin, since a rare move says what few samples say', () => {
  const game = gameOf(`scenario Signals { players sender, receiver
    state ~ uniform({ l, h })
    sender sees state
    sender chooses word in { l, h } openly
    receiver chooses act in { l, h }
    receiver gets 1 when act == state
    sender gets 1 when act == h }`);
  const { informationSets } = game;
  const margin = (who: number) =>
    marginsOf(game, payoffs(game, []), {
      samples: informationSets.player.map((player) => (player === who ? 100 : 0)),
      chances: new Float64Array(8).fill(1 / 2),
      confidence: 0.95,
    })[1];
  expect(margin(0)?.anywhere).toBe(Number.POSITIVE_INFINITY);
  expect(margin(0)?.whole).toBeLessThan(1);
  expect(margin(1)?.anywhere).toBeLessThan(1);
});

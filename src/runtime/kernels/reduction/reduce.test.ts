import { describe, expect, test } from 'vitest';
import type { RegretRule } from '../../../plugins/contract/dynamics.ts';
import { certify } from '../../certify/index.ts';
import { recognise } from '../../problem/recognise.ts';
import { gameOf, gameOfText, someBehaviour } from '../fixture.ts';
import { FlatForm } from '../form.ts';
import { DilatedMirrorDescent } from '../mirror.ts';
import { CounterfactualRegret } from '../regret.ts';
import { refine } from './refine.ts';
import { areAlike } from './verify.ts';

const plus: RegretRule = { floor: true, predict: false, positive: () => 1, negative: () => 1, weight: (t) => t };
const rule = { temperature: () => 0.5, stepSize: () => 0.1, share: (t: number) => (t % 7 === 0 ? 1 : 0) };

/** Three players, and a colour of the card that nobody is paid for. */
const painted = `scenario Painted {
  players p[1..3]
  colour ~ { red: 1/2, blue: 1/2 }
  for i in 1..3 { rank[i] ~ uniform(1..2) }
  for i in 1..3 { p[i] sees rank[i], colour }
  p[1] chooses bid[1] in 0..1 openly
  p[2] chooses bid[2] in 0..1 openly
  p[3] chooses bid[3] in 0..1
  for i in 1..3 { p[i] gets (rank[i] * bid[i]) - (1 when sum(bid[j] for j in 1..3) == 3) }
}`;

describe.each([
  ['Leduc', () => gameOf('games/leduc.icsap'), [337, 337]],
  ['three players', () => gameOfText(painted), undefined],
] as const)('%s', (_, make, sequences) => {
  const game = make();
  const whole = new FlatForm(game);
  const reduced = whole.reduced();

  test('has fewer sequences', () => {
    const sizes = reduced.players.map((form) => form.sequences);
    if (sequences) expect(sizes).toEqual(sequences);
    for (const [player, size] of sizes.entries()) expect(size).toBeLessThan(whole.players[player]?.sequences ?? 0);
    expect(reduced.reduced()).toBe(reduced);
  });

  test('takes the same steps, by regrets and by mirror descent', () => {
    const [one, two] = [new CounterfactualRegret(whole, plus), new CounterfactualRegret(reduced, plus)];
    const [three, four] = [new DilatedMirrorDescent(whole, rule), new DilatedMirrorDescent(reduced, rule)];
    for (let t = 1; t <= 20; t++) for (const each of [one, two, three, four]) each.step(t);
    expect(reduced.nashConv(two.last)).toBeCloseTo(whole.nashConv(one.last), 10);
    expect(reduced.nashConv(four.last)).toBeCloseTo(whole.nashConv(three.last), 10);
    expect(four.figures().residual).toBeCloseTo(three.figures().residual, 10);
    for (const player of whole.acting)
      expect(reduced.value(player, two.last)).toBeCloseTo(whole.value(player, one.last), 10);
  });

  test('behaviour of the reduced form is behaviour of the game: the certificate says so', () => {
    const dynamics = new CounterfactualRegret(reduced, plus);
    for (let t = 1; t <= 20; t++) dynamics.step(t);
    const profile = { chances: reduced.chancesOf(dynamics.last), money: new Float64Array(0) };
    const { gap } = certify(recognise(game), { profile, proof: undefined });
    expect(gap).toBeCloseTo(reduced.nashConv(dynamics.last), 10);
  });

  test('what is not alike is not taken to be', () => {
    const classes = refine(whole.players, whole.entries);
    expect(classes && areAlike(whole.players, whole.entries, classes)).toBe(true);
    const all = whole.players.map(({ sequences: count }) => new Int32Array(count).fill(1, 1));
    expect(areAlike(whole.players, whole.entries, all)).toBe(false);
  });
});

test('a game without symmetries is left as it is', () => {
  const whole = new FlatForm(gameOf('games/liars-dice.icsap', { sides: 3 }));
  expect(whole.reduced()).toBe(whole);
});

test('behaviour that tells apart what is alike stays the business of the whole form', () => {
  const game = gameOf('games/leduc.icsap');
  const whole = new FlatForm(game);
  const chances = someBehaviour(game, 3);
  const plans = whole.uniform();
  whole.plansOf(chances, plans);
  const { gap } = certify(recognise(game), { profile: { chances, money: new Float64Array(0) }, proof: undefined });
  expect(whole.nashConv(plans)).toBeCloseTo(gap, 10);
});

import { describe, expect, test } from 'vitest';
import type { RegretRule } from '../../plugins/contract/dynamics.ts';
import type { Plans, SequenceForm } from '../../plugins/contract/kernels.ts';
import { gameOf } from './fixture.ts';
import { FlatForm } from './form.ts';
import { CounterfactualRegret } from './regret.ts';
import { historyOf, TextbookCfr, type Variant } from './textbook/fixture.ts';

const plain = { floor: false, predict: false, positive: () => 1, negative: () => 1, weight: () => 1 };

const rules: Readonly<Record<Variant, RegretRule>> = {
  vanilla: plain,
  plus: { ...plain, floor: true, weight: (t) => t },
  discounted: { ...plain, positive: (t) => t ** 1.5 / (t ** 1.5 + 1), negative: () => 1 / 2, weight: (t) => t * t },
  predictive: { ...plain, floor: true, predict: true, weight: (t) => t * t },
};

function normalised(plans: Plans): Float64Array[] {
  return plans.map((plan) => plan.map((weight) => weight / (plan[0] ?? 1)));
}

function stepped(form: SequenceForm, rule: RegretRule, iterations: number): CounterfactualRegret {
  const dynamics = new CounterfactualRegret(form, rule);
  for (let t = 1; t <= iterations; t++) dynamics.step(t);
  return dynamics;
}

describe.each(['vanilla', 'plus', 'discounted', 'predictive'] as const)('%s', (variant) => {
  test.each([
    ['games/kuhn.icsap', {}, 10],
    ['games/kuhn.icsap', {}, 100],
    ['games/leduc.icsap', {}, 10],
    ['games/liars-dice.icsap', { sides: 3 }, 10],
    ['games/second-price.icsap', { top: 2 }, 10],
  ] as const)('makes the same steps as a walk over objects: %s %j, %i iterations', (file, parameters, iterations) => {
    const game = gameOf(file, parameters);
    const form = new FlatForm(game);
    const textbook = new TextbookCfr(historyOf(game), game.players.length, variant);
    for (let t = 0; t < iterations; t++) textbook.step();
    const plans = form.uniform();
    form.plansOf(textbook.profile(game), plans);
    const expected = form.nashConv(plans);
    const found = form.nashConv(normalised(stepped(form, rules[variant], iterations).average));
    expect(Math.abs(found - expected)).toBeLessThan(1e-9);
  });

  test('approaches the value of Kuhn poker', () => {
    const form = new FlatForm(gameOf('games/kuhn.icsap'));
    const average = normalised(stepped(form, rules[variant], 2000).average);
    expect(form.nashConv(average)).toBeLessThan(2e-3);
    expect(Math.abs(form.value(0, average) + 1 / 18)).toBeLessThan(1e-3);
  });
});

test('CFR+ finds the value of Leduc poker', () => {
  const form = new FlatForm(gameOf('games/leduc.icsap'));
  const average = normalised(stepped(form, rules.plus, 2000).average);
  expect(form.value(0, average)).toBeCloseTo(-0.085606424, 4);
  expect(form.nashConv(average)).toBeLessThan(1e-3);
});

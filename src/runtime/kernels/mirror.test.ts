import { describe, expect, test } from 'vitest';
import type { PlayerForm, SequenceForm } from '../../plugins/contract/kernels.ts';
import { gameOf, gameOfText } from './fixture.ts';
import { FlatForm } from './form.ts';
import { DilatedMirrorDescent } from './mirror.ts';

const matrix = `scenario M {
  players a, b
  let m = [[0, -3, 3], [3, 0, -1], [-3, 1, 0]]
  a chooses x in 1..3
  b chooses y in 1..3
  a gets m[x, y]
  b gets -m[x, y]
}`;

const cases: readonly (readonly [string, () => SequenceForm])[] = [
  ['a matrix', () => new FlatForm(gameOfText(matrix))],
  ['Kuhn poker', () => new FlatForm(gameOf('games/kuhn.icsap'))],
  ["Liar's Dice, 3 sides", () => new FlatForm(gameOf('games/liars-dice.icsap', { sides: 3 }))],
  ['Goofspiel', () => new FlatForm(gameOf('games/goofspiel.icsap'))],
];

/** Divergence of dilated entropy between two plans: chance of getting to a set times that of the behaviour there. */
function divergence({ sets, first, parent }: PlayerForm, one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < sets; k++) {
    const before = parent[k] ?? 0;
    for (let s = first[k] ?? 0; s < (first[k + 1] ?? 0); s++) {
      const share = (one[s] ?? 0) / (one[before] ?? 0);
      const otherShare = (other[s] ?? 0) / (other[before] ?? 0);
      sum += (one[s] ?? 0) * Math.log(share / otherShare);
    }
  }
  return sum;
}

describe.each(cases)('%s, fixed magnet', (_, make) => {
  const form = make();
  const temperature = form.smoothness / 3;
  const stepSize = temperature / form.smoothness ** 2;
  const rule = { temperature: () => temperature, stepSize: () => stepSize, share: () => 0 };
  const limit = new DilatedMirrorDescent(form, rule);
  for (let t = 1; t <= 2000; t++) limit.step(t);

  test('ends at the quantal response equilibrium', () => {
    expect(limit.figures().residual).toBeLessThan(1e-12);
  });

  const distance = (plans: readonly Float64Array[]): number =>
    form.players.reduce((sum, own, player) => {
      const [one, other] = [limit.last[player], plans[player]];
      return one && other ? sum + divergence(own, one, other) : sum;
    }, 0);

  test('contracts by 1 + step size x temperature at every step', () => {
    const dynamics = new DilatedMirrorDescent(form, rule);
    let before = distance(dynamics.last);
    let steps = 0;
    for (let t = 1; before > 1e-10; t++) {
      dynamics.step(t);
      const after = distance(dynamics.last);
      expect(after).toBeLessThanOrEqual(before / (1 + stepSize * temperature) + 1e-13);
      before = after;
      steps++;
    }
    expect(steps).toBeGreaterThan(10);
  });

  test('steps that are proved one by one contract by 1 + step size x temperature / 2, and are fewer', () => {
    const dynamics = new DilatedMirrorDescent(form, { ...rule, stepSize: 'proved' });
    const given = new DilatedMirrorDescent(form, rule);
    let before = distance(dynamics.last);
    let steps = 0;
    for (let t = 1; before > 1e-10; t++) {
      dynamics.step(t);
      given.step(t);
      const after = distance(dynamics.last);
      const { stepSize: size } = dynamics.figures();
      expect(size).toBeGreaterThanOrEqual(stepSize / 2);
      expect(after).toBeLessThanOrEqual(before / (1 + (size * temperature) / 2) + 1e-13);
      before = after;
      steps++;
    }
    expect(steps).toBeGreaterThan(5);
    expect(distance(given.last)).toBeGreaterThan(before);
  });
});

test('the smoothness of a matrix is half of what lies between its entries', () => {
  expect(new FlatForm(gameOfText(matrix)).smoothness).toBe(3);
});

test('a full share puts the magnet where the iterate is', () => {
  const form = new FlatForm(gameOfText(matrix));
  const dynamics = new DilatedMirrorDescent(form, { temperature: () => 1, stepSize: () => 0.1, share: () => 1 });
  dynamics.step(1);
  const [, logMagnet] = dynamics.state;
  dynamics.last[0]?.forEach((weight, sequence) => {
    expect(Math.exp(logMagnet?.[sequence] ?? 0)).toBeCloseTo(weight, 12);
  });
});

import { expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { answerOf } from '../../runtime/conformance/fixture.ts';
import { gameOf } from '../../runtime/kernels/fixture.ts';
import { historyOf, TextbookCfr } from '../../runtime/kernels/textbook/fixture.ts';
import plugin from './index.ts';

test('conforms to the contract', async () => {
  const checks = await conforms(plugin);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  expect(checks.some(({ name }) => name === 'poker: resuming equals not having stopped')).toBe(true);
});

test('finds the value of Leduc poker', async () => {
  const { certificate } = await answerOf(plugin, gameOf('games/leduc.icsap'), { iterations: 1000 });
  expect(certificate.gap).toBeLessThan(5e-3);
  expect(certificate.values[0]).toBeCloseTo(-0.085606424, 4);
});

test('by default it takes the steps of the paper', async () => {
  const game = gameOf('games/kuhn.icsap');
  const textbook = new TextbookCfr(historyOf(game), 2, 'discounted');
  for (let t = 0; t < 50; t++) textbook.step();
  const { solution } = await answerOf(plugin, game, { iterations: 50 });
  const found = [...(solution.profile?.chances ?? [])];
  textbook.profile(game).forEach((chance, place) => {
    expect(found[place]).toBeCloseTo(chance, 9);
  });
});

import { expect, test } from 'vitest';
import { certify } from '../../runtime/certify/index.ts';
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

test("NashConv after 10 iterations is everybody's", async () => {
  const game = gameOf('games/leduc.icsap');
  const textbook = new TextbookCfr(historyOf(game), 2, 'plus');
  for (let t = 0; t < 10; t++) textbook.step();
  const { solution, certificate, problem } = await answerOf(plugin, game, { iterations: 10 });
  const profile = { chances: textbook.profile(game), money: new Float64Array(0) };
  expect(certificate.gap).toBeCloseTo(certify(problem, { profile, proof: undefined }).gap, 9);
  expect(solution.report['averageGap']).toBeCloseTo(certificate.gap, 9);
});

test('the measures that the solver makes are those of the certificate', async () => {
  const { solution, certificate, metrics } = await answerOf(plugin, gameOf('games/kuhn.icsap'), { gap: 1e-4 });
  expect(solution.status).toBe('converged');
  expect(certificate.gap).toBeLessThanOrEqual(1e-4);
  expect(metrics.at(-1)?.['gap']).toBeCloseTo(certificate.gap, 12);
  expect(metrics.at(-1)?.iteration).toBe(solution.report['iterations']);
  expect(metrics.slice(0, 12).map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20]);
});

test('three players are taken as a heuristic, and that is said', async () => {
  const { solution, problem } = await answerOf(plugin, gameOf('games/second-price.icsap', { top: 2 }), {
    iterations: 100,
  });
  expect(problem.class).toBe('general-sum');
  expect(solution.explanation.join()).toMatch(/outside zero-sum games `cfr.plus` is a heuristic/);
});

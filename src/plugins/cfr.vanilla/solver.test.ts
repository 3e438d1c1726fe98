import { expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { answerOf } from '../../runtime/conformance/fixture.ts';
import { gameOf } from '../../runtime/kernels/fixture.ts';
import plugin from './index.ts';

test('conforms to the contract', async () => {
  const checks = await conforms(plugin);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
  expect(checks.some(({ name }) => name === 'poker: resuming equals not having stopped')).toBe(true);
});

test('1000 iterations of Kuhn poker come close to its value', async () => {
  const { solution, certificate } = await answerOf(plugin, gameOf('games/kuhn.icsap'), { iterations: 1000 });
  expect(solution.status).toBe('budget');
  expect(solution.report['iterations']).toBe(1000);
  expect(certificate.gap).toBeLessThan(5e-3);
  expect(certificate.values[0]).toBeCloseTo(-1 / 18, 3);
});

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

test('converges fast on small games', async () => {
  const { solution, certificate } = await answerOf(plugin, gameOf('games/kuhn.icsap'), { gap: 1e-6 });
  expect(solution.status).toBe('converged');
  expect(certificate.gap).toBeLessThanOrEqual(1e-6);
  expect(certificate.values[0]).toBeCloseTo(-1 / 18, 6);
});

import { expect, test } from 'vitest';
import type { Plugin } from '../../plugins/contract/plugin.ts';
import { usualCases } from '../conformance/cases.ts';
import { conforms } from '../conformance/conforms.ts';
import { answerOf } from '../conformance/fixture.ts';
import { gameOf } from '../kernels/fixture.ts';

/** For tests: a solver that samples keeps the contract, and its gap in Kuhn poker falls with the iterations, below `gap` after 20,000. */
export function samplerTests(plugin: Plugin, gap: number): void {
  test('conforms to the contract', async () => {
    const text = usualCases.find(({ name }) => name === 'poker')?.text ?? '';
    const checks = await conforms(plugin, [{ name: 'a few', text, options: { iterations: 200 } }]);
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    expect(checks.filter(({ name }) => name.includes('resuming')).length).toBeGreaterThan(2);
    expect(checks.some(({ name }) => name === 'a few: an iteration budget is obeyed exactly')).toBe(true);
  }, 120_000);

  test('comes close to the equilibria of Kuhn poker, the closer the longer', async () => {
    const game = gameOf('games/kuhn.icsap');
    const short = await answerOf(plugin, game, { iterations: 200 });
    const long = await answerOf(plugin, game, { iterations: 20_000 });
    expect(long.certificate.gap).toBeLessThan(gap);
    expect(long.certificate.gap).toBeLessThan(short.certificate.gap / 2);
    expect(Math.abs((long.certificate.values[0] ?? 0) + 1 / 18)).toBeLessThan(0.01);
    expect(long.solution.report).toMatchObject({ iterations: 20_000, situations: 12 });
  }, 60_000);
}

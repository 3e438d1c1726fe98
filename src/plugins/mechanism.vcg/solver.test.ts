import { expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { Desk } from '../../runtime/forms/fixture.ts';
import { catalogueText } from '../../runtime/game/fixture.ts';
import plugin from './index.ts';

const desk = new Desk(plugin);

test('packages: efficient, truthful whatever others say, nobody leaves; nothing is said of the auctioneer', async () => {
  const answer = await desk.answer(catalogueText('mechanisms/clarke.icsap'));
  expect(answer).toMatchObject({ status: 'exact', objective: 'welfare', proof: undefined, unproved: undefined });
  expect(answer.gap).toBeLessThan(1e-12);
  expect(answer.efficiency).toEqual({ welfare: 10.75, most: 10.75 });
  expect(answer.value).toBeCloseTo(6.5, 12);
  expect(answer.report).toEqual({ welfare: 10.75, revenue: 6.5 });
});

test('one item is the second-price auction: 1/3 in the limit, 3/10 on tenths', async () => {
  const answer = await desk.answer(catalogueText('mechanisms/auction.icsap'), { parameters: { grid: 10 } });
  const expected = Array.from({ length: 11 }, (_, m) => (m / 10) * ((2 * (10 - m) + 1) / 121)).reduce((a, b) => a + b);
  expect(answer.value).toBeCloseTo(expected, 12);
  expect(answer.gap).toBeLessThan(1e-12);
});

const bridge = (cost: number, leave: string): string => `scenario Bridge {
  players city, citizen[1..2]
  for i in 1..2 {
    worth[i] ~ uniform({ 1, 4 })
    citizen[i] sees worth[i]
    citizen[i] reports worth[i] as claim[i]
  }
  city commits built(claim) in { no, yes }
  for i in 1..2 {
    city commits tax[i](claim) in real
    citizen[i] gets ((worth[i] - 3/2) when built == yes) - tax[i]
    city gets tax[i]
  }
  city gets -${cost} when built == yes
  for i in 1..2 { citizen[i] may leave for ${leave} }
}`;

test('a public project that some would rather not have: who pivots pays', async () => {
  const answer = await desk.answer(bridge(0, '-1'));
  // Built unless both want it little: the one who wants it pays what it costs the other, 1/2.
  expect(answer.report).toEqual({ welfare: 0.5 * 2 + 0.25 * 5, revenue: 0.5 * 0.5 });
  expect(answer.gap).toBeLessThan(1e-12);
});

test('who would rather leave is named: efficient rules do not always keep everybody in', async () => {
  const answer = await desk.answer(bridge(0, '0'));
  expect(answer.status).toBe('infeasible');
  expect(answer.explanation).toContain('`citizen[1]` of type 1 would rather leave');
});

test('a cost of the designer counts in welfare', async () => {
  const answer = await desk.answer(bridge(3, '-1'));
  expect(answer.efficiency?.welfare).toBeCloseTo(0.25 * 2, 12);
  expect(answer.gap).toBeLessThan(1e-12);
});

test('values that depend on what others know, and requirements', async () => {
  const common = bridge(0, '-1').replace('worth[i] - 3/2', 'worth[1] + worth[2] - 3');
  expect(await desk.refusal(common)).toContain('depends on what others know');
  const balanced = bridge(0, '-1').replace('city gets -0', 'require tax[1] + tax[2] >= 0\n  city gets -0');
  expect(await desk.refusal(balanced)).toContain('a `require` binds the rules');
});

test('it conforms', async () => {
  const checks = await conforms(plugin, [{ name: 'bridge', text: bridge(1, '-1') }]);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

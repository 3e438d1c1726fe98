import { expect, test } from 'vitest';
import { parseExact } from '../../dsl/number.ts';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { Desk } from '../../runtime/forms/fixture.ts';
import { catalogueText } from '../../runtime/game/fixture.ts';
import plugin from './index.ts';

const desk = new Desk(plugin);

test.each([
  [2, 0.5],
  [3, 0.5],
  [3, 0.1],
  [5, 0.25],
])('%d actions, eps %s: the best share earns 1, of a surplus of n - (n - 1) eps', async (n, eps) => {
  const text = catalogueText('contracts/linear.icsap');
  const answer = await desk.answer(text, { scenario: 'LinearOrNot', parameters: { n, eps: parseExact(String(eps)) } });
  expect(answer.status).toBe('bounds');
  expect(answer.value).toBeCloseTo(1, 9);
  expect(answer.report['bound']).toBeCloseTo(n - (n - 1) * eps, 9);
  expect(answer.gap).toBeCloseTo((n - 1) * (1 - eps), 9);
});

const sale = (rest: string): string => `scenario Sale {
  players firm, seller
  let floor = ${rest.includes('floor') ? 1 : 0}
  firm commits wage(order) in real(${rest.includes('floor') ? '1, 9' : '0, 20'})
  ${rest.includes('stays') ? '' : `seller may leave for ${rest.includes('dear') ? 6 : 0}`}
  seller chooses effort in { idle, visit }
  order ~ if effort == visit then { 0: 0.2, 10: 0.8 } else { 0: 0.6, 10: 0.4 }
  firm gets order + floor - floor - wage
  seller gets wage - (1 when effort == visit)
}`;

test('effort costs 1 and adds 4 to revenue: a quarter', async () => {
  const answer = await desk.answer(sale(''));
  expect(answer.report['share']).toBe(1 / 4);
  expect(answer.value).toBeCloseTo(6, 12);
  expect(answer.report['bound']).toBe(7);
});

test('without `may leave` the least pay is what the agent has in any case', async () => {
  const answer = await desk.answer(sale('stays'));
  expect(answer.report).toMatchObject({ share: 1 / 4, bound: 7 });
  expect(answer.gap).toBeCloseTo(1, 12);
});

test('a share that is needed to keep the agent: all of the surplus, and so the best contract', async () => {
  const answer = await desk.answer(sale('dear'));
  expect(answer).toMatchObject({ status: 'exact' });
  expect(answer.report['share']).toBe(7 / 8);
  expect(answer.value).toBeCloseTo(1, 12);
  expect(answer.gap).toBeLessThan(1e-12);
});

test('bounds of pay that no share meets', async () => {
  expect(await desk.refusal(sale('floor'))).toBe('no share of the revenue keeps `wage(order = 0)` within its bounds');
});

test('pay for different revenues is no share of them', async () => {
  const blurred = sale('').replace('wage(order)', 'wage(effort)');
  expect(await desk.refusal(blurred)).toContain('is paid for different revenues of `firm`');
});

test('it conforms', async () => {
  const checks = await conforms(plugin, [{ name: 'sale', text: sale('') }]);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

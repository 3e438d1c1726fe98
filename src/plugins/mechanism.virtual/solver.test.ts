import { expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { Desk } from '../../runtime/forms/fixture.ts';
import { catalogueText } from '../../runtime/game/fixture.ts';
import plugin from './index.ts';

const desk = new Desk(plugin);

/** One item and bidders with values drawn from `values`. */
const auction = (values: string, n = 2, rest = ''): string => `scenario Auction {
  players seller, bidder[1..${n}]
  for i in 1..${n} {
    value[i] ~ ${values}
    bidder[i] sees value[i]
    ${rest.includes('stay') ? '' : 'bidder[i] may leave for 0'}
    bidder[i] reports value[i] as bid[i]
  }
  seller commits winner(bid) in 0..${n}
  for i in 1..${n} {
    seller commits price[i](${rest.includes('own') ? 'bid[i]' : 'bid'}) in real${rest.includes('positive') ? ' >= 1' : ''}
    bidder[i] gets (value[i] when winner == i) - price[i]
    seller gets price[i]
  }
}`;

test.each([
  ['uniform({ 1, 2 })', 2, 1.5],
  ['uniform({ 1, 3 })', 2, 2.25],
  ['uniform(0..1 step 1/10)', 2, 5 / 11],
  ['uniform(0..1 step 1/10)', 1, 3 / 11],
  ['uniform({ 1, 2 })', 1, 1],
])('%s, %d bidders: %d', async (values, n, revenue) => {
  for (const truthful of ['dominant', 'bayesian']) {
    const answer = await desk.answer(auction(values, n), { options: { truthful } });
    expect(answer).toMatchObject({ status: 'exact', unproved: undefined });
    expect(answer.value).toBeCloseTo(revenue, 12);
    expect(answer.report['value']).toBe(revenue);
    expect(answer.gap).toBeLessThan(1e-12);
  }
});

test('the reserve is the least value whose virtual value is not negative', async () => {
  const { report } = await desk.answer(auction('uniform(0..1 step 1/10)'));
  expect(report).toMatchObject({ reserve: 0.5 });
});

test('ironed: virtual values -1/2, -3, 3 against 0, 2, 4', async () => {
  const answer = await desk.answer(
    catalogueText('mechanisms/virtual-values.icsap')
      .replace(/^use.*\n/, '')
      .replace(/study (Tenths|Quarters)[\s\S]*/, ''),
    {
      scenario: 'Unequal',
    },
  );
  expect(answer.value).toBeCloseTo(8 / 3, 12);
  expect(answer.gap).toBeLessThan(1e-12);
});

test.each([
  ['no participation', auction('uniform({ 1, 2 })', 2, 'stay'), '`bidder[1]` has no `may leave`'],
  ['payments that know too little', auction('uniform({ 1, 2 })', 2, 'own'), '`price[1]` does not know all reports'],
  ['payments out of bounds', auction('uniform({ 1, 2 })', 2, 'positive'), 'which its payment rule does not allow'],
  [
    'types that depend on each other',
    auction('if i == 1 then uniform({ 1, 2 }) else { 1: 1/3 + 1/3 * (value[1] - 1), 2: rest }'),
    'the types of `bidder[1]`, `bidder[2]` are not independent',
  ],
  [
    'values that depend on what others know',
    auction('uniform({ 1, 2 })').replace('(value[i] when', '(value[1] + value[2] when'),
    'depends on what others know',
  ],
])('%s', async (_, text, reason) => {
  expect(await desk.refusal(text)).toContain(reason);
});

test('two goods and more than one number a type', async () => {
  expect(await desk.refusal(catalogueText('mechanisms/bundling.icsap'))).toContain('reports');
});

test('it conforms', async () => {
  const checks = await conforms(plugin, [{ name: 'three values', text: auction('uniform(1..3)') }]);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

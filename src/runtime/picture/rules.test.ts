import { expect, test } from 'vitest';
import { verify } from '../certify/index.ts';
import { bonus, bundles, drawn, vickrey, type Written, writtenAnswer } from './fixture.ts';

test('a contract is payments by outcome, with the chance that each is due', () => {
  expect(drawn('contract', bonus).rules).toEqual([
    {
      name: 'wage',
      arguments: ['output'],
      payments: [
        { given: ['success'], amount: 2, chance: expect.closeTo(0.8, 12) },
        { given: ['failure'], amount: 0, chance: expect.closeTo(0.2, 12) },
      ],
    },
  ]);
});

test('a menu has a row for each report', () => {
  const { reports, columns, rows } = drawn('menu', bundles);
  expect(reports).toEqual(['says_first', 'says_second']);
  expect(columns).toEqual(['sold', 'price']);
  expect(rows).toContainEqual({
    report: '2, 1',
    chance: 0.25,
    utility: 0,
    cells: [
      [
        ['one', 0.5],
        ['both', 0.5],
      ],
      2.5,
    ],
  });
});

test('a heat map has a panel for each value of a lottery that is drawn, and each payment', () => {
  const { x, y, panels } = drawn('heatmap', vickrey);
  expect([x, y]).toEqual([
    { title: 'bid[1]', values: ['0', '0.5', '1'] },
    { title: 'bid[2]', values: ['0', '0.5', '1'] },
  ]);
  expect(panels.map(({ title }) => title)).toEqual(['winner = 1', 'winner = 2', 'price[1]', 'price[2]']);
  expect(panels[2]?.values).toEqual([
    [0, 0, 0],
    [0, 0.5, 0.5],
    [0, 0, 1],
  ]);
});

test('further reports are averaged out', () => {
  const { notes, panels } = drawn('heatmap', { ...vickrey, parameters: { n: 3, grid: 1 } });
  expect(notes).toEqual(['On average over bid[3], as they are reported.']);
  expect(panels.map(({ title }) => title)).toContain('price[3]');
});

test('which constraints bind: work, and limited liability after failure', () => {
  const { constraints } = drawn('constraints', bonus);
  expect(
    constraints.map(({ kind, instead, slack, binds }) => [kind, instead, Number(slack.toFixed(9)), binds]),
  ).toEqual([
    ['obedience', 'chooses shirk instead of work', 0, true],
    ['participation', 'leaves for 0', 0.6, false],
    ['bound', 'wage is at least 0', 0, true],
    ['bound', 'wage is at least 0', 2, false],
  ]);
});

test('the slack of the tightest truth constraint is what the audit finds to gain', () => {
  const firstPrice: Written = {
    ...vickrey,
    money: (label, knows) => {
      const [one = 0, two = 0] = [...(knows['bid'] ?? '').matchAll(/: ([\d.]+)/g)].map(([, text]) => Number(text));
      const isFirst = one >= two;
      return label === 'price[1]' ? (isFirst ? one : 0) : isFirst ? 0 : two;
    },
  };
  const { game, profile } = writtenAnswer(firstPrice);
  const tightest = Math.min(...drawn('constraints', firstPrice).constraints.map(({ slack }) => slack));
  const { worst } = verify('truthful', game, profile);
  expect(worst).toBeGreaterThan(0.1);
  expect(-tightest).toBeCloseTo(worst, 9);
});

test('a rule without a profitable lie has no negative slack', () => {
  for (const written of [vickrey, bundles])
    for (const { slack } of drawn('constraints', written).constraints) expect(slack).toBeGreaterThan(-1e-9);
});

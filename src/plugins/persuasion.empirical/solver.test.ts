import { expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { Desk } from '../../runtime/forms/fixture.ts';
import plugin from './index.ts';

const desk = new Desk(plugin);

/** A receiver whose answers are drawn: what a seat leaves of the prosecutor's problem. */
const measured = (convicted: readonly number[], prior = 0.3): string => `scenario Measured {
  players prosecutor
  let convicted = [${convicted.join(', ')}]
  guilt ~ { guilty: ${prior}, innocent: rest }
  strength ~ uniform(1..3)
  prosecutor commits evidence(guilt, strength) in 1..${convicted.length}
  verdict ~ { convict: convicted[evidence], acquit: rest }
  prosecutor gets (if guilt == guilty then 1 else -strength / 2) when verdict == convict
}`;

test.each([[[0.9, 0.2, 0.5]], [[0.4, 0.4]], [[0, 1]], [[0.31, 0.77, 0.12, 0.64]]])(
  'receivers that convict with %j: the guilty get the strongest message, the innocent the weakest',
  async (convicted) => {
    const answer = await desk.answer(measured(convicted));
    expect(answer).toMatchObject({ status: 'exact', unproved: undefined });
    expect(answer.value).toBeCloseTo(0.3 * Math.max(...convicted) - 0.7 * Math.min(...convicted), 12);
    expect(answer.gap).toBeLessThan(1e-12);
  },
);

test('one message for all is worth less, and equal messages are told as ties', async () => {
  const { report } = await desk.answer(measured([0.5, 0.9, 0.5]));
  expect(report['uninformed']).toBeCloseTo(Math.max(...[0.5, 0.9].map((chance) => chance * (0.3 - 0.7))), 12);
  expect(report['ties']).toBe(3);
});

test.each([
  [
    'rational',
    `scenario S { players a, b  s ~ { x: 1/2, y: rest }  a commits m(s) in 1..2  b sees m  b chooses c in { x, y }
      b gets 1 when c == s  a gets 1 when c == x }`,
    '`b` is rational here',
  ],
  [
    'money',
    'scenario S { players a  s ~ { x: 1/2, y: rest }  a commits m(s) in real(0, 1)  a gets m }',
    'committed number',
  ],
  [
    'several signals',
    `scenario S { players a  s ~ { x: 1/2, y: rest }  t ~ { x: 1/2, y: rest }  a commits m(s) in 1..2
      a commits n(t) in 1..2  a gets 1 when m == n }`,
    'is drawn after another signal',
  ],
])('%s: refused by name', async (_, text, told) => {
  await expect(desk.answer(text)).rejects.toMatchObject({
    diagnostics: [{ code: 'plugin/refuses', clauses: [expect.stringContaining(told)] }],
  });
});

test('the plugin keeps the contract', async () => {
  const checks = await conforms(plugin, [{ name: 'a measured judge', text: measured([0.2, 0.7]) }]);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

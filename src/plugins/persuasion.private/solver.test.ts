import { expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { Desk } from '../../runtime/forms/fixture.ts';
import { catalogueText } from '../../runtime/game/fixture.ts';
import plugin from './index.ts';

const desk = new Desk(plugin);
const voters = catalogueText('persuasion/voters.icsap');

const juries = [1, 2, 3, 4].flatMap((n) => Array.from({ length: n }, (_, k) => [n, k + 1] as const));
test.each(juries)('%d voters, %d votes needed: 0.3 + 0.7 min(1, 3n / 7k)', async (n, k) => {
  const answer = await desk.answer(voters, { scenario: 'Notes', parameters: { n, k } });
  expect(answer).toMatchObject({ status: 'exact', unproved: undefined });
  expect(answer.value).toBeCloseTo(0.3 + 0.7 * Math.min(1, (3 * n) / (7 * k)), 12);
  expect(answer.gap).toBeLessThan(1e-12);
});

const chicken = `scenario Chicken {
  players mediator, row, column
  state ~ { only: 1 }
  mediator commits left(state) in { dare, yield }
  mediator commits right(state) in { dare, yield }
  row sees left
  column sees right
  row chooses r in { dare, yield }
  column chooses c in { dare, yield }
  let pay = { (dare, dare): 0, (dare, yield): 7, (yield, dare): 2, (yield, yield): 6 }
  row gets pay[r, c]
  column gets pay[c, r]
  mediator gets pay[r, c] + pay[c, r]
}`;

test('with nothing to know it is the best correlated equilibrium: chicken, 21/2 together', async () => {
  const answer = await desk.answer(chicken);
  expect(answer.status).toBe('exact');
  expect(answer.value).toBeCloseTo(21 / 2, 12);
  expect(answer.gap).toBeLessThan(1e-12);
});

test('a signal that several see, and one with too few values', async () => {
  expect(await desk.refusal(voters, { scenario: 'Speech' })).toContain(
    'all see `speech`, and it takes a signal for each',
  );
  const short = voters.replace('in { weak, strong }', 'in { weak }');
  expect(await desk.refusal(short, { scenario: 'Notes' })).toBe(
    '`note[1]` has 1 of the 2 values that it needs, one for each action of `voter[1]`',
  );
});

test('it conforms', async () => {
  const checks = await conforms(plugin, [{ name: 'chicken', text: chicken }]);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

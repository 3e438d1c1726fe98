import { expect, test } from 'vitest';
import { parseExact } from '../../dsl/number.ts';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { Desk } from '../../runtime/forms/fixture.ts';
import { catalogueText } from '../../runtime/game/fixture.ts';
import type { Posed } from '../../runtime/problem/pose.ts';
import plugin from './index.ts';

const desk = new Desk(plugin);

interface Known {
  readonly file: string;
  readonly scenario: string;
  readonly value: number;
  readonly parameters?: NonNullable<Posed['parameters']>;
}

const half = parseExact('0.5');
const known: readonly Known[] = [
  { file: 'contracts/bonus', scenario: 'Bonus', value: 6 },
  { file: 'contracts/hidden-effort', scenario: 'HiddenEffort', value: 6.4 },
  { file: 'contracts/three-efforts', scenario: 'ThreeEfforts', value: 11 },
  { file: 'contracts/linear', scenario: 'LinearOrNot', value: 1.5, parameters: { n: 2, eps: half } },
  { file: 'contracts/linear', scenario: 'LinearOrNot', value: 2, parameters: { n: 3, eps: half } },
];

test.each(known)('$file, $scenario: $value', async ({ file, scenario, value, parameters = {} }) => {
  const answer = await desk.answer(catalogueText(`${file}.icsap`), { scenario, parameters });
  expect(answer).toMatchObject({ status: 'exact', unproved: undefined });
  expect(answer.value).toBeCloseTo(value, 12);
  expect(answer.gap).toBeLessThan(1e-12);
});

const work = (rest: string): string => `scenario Work {
  players principal, agent
  principal commits wage(output) in real${rest.includes('free') ? '' : rest.includes('capped') ? '(0, 1)' : ' >= 0'}
  ${rest.includes('stays') ? '' : 'agent may leave for 3'}
  agent chooses effort in { shirk, work }
  output ~ if effort == work then { success: 0.8, failure: 0.2 } else { success: 0.4, failure: 0.6 }
  ${rest.includes('guaranteed') ? 'require wage >= 2' : ''}
  principal gets (10 when output == success) - wage
  agent gets wage - (1 when effort == work)
}`;

test.each([
  ['limited liability, and leaving is worth 3: 8 - 4', 'usual', 4],
  ['money may be negative: the same surplus', 'free', 4],
  ['a floor on pay that binds: 2 + 2.5 on success', 'guaranteed stays', 4],
])('%s', async (_, text, value) => {
  const answer = await desk.answer(work(text));
  expect(answer.status).toBe('exact');
  expect(answer.value).toBeCloseTo(value, 12);
  expect(answer.gap).toBeLessThan(1e-12);
});

test('no pay is enough: the conditions in conflict, for each action', async () => {
  const answer = await desk.answer(work('capped'));
  expect(answer.status).toBe('infeasible');
  expect(answer.explanation.join('\n')).toContain(
    'where effort = shirk: these cannot all hold: `agent` must get at least what leaving is worth',
  );
});

test('nothing holds pay up: which, and why', async () => {
  const answer = await desk.answer(work('free stays'));
  expect(answer.status).toBe('unbounded');
  expect(answer.explanation.join('; ')).toMatch(/nothing limits `wage\(output = .*` down.*`agent` has no `may leave`/);
});

test.each([
  ['contracts/advice', 'Advised', '`advice` is a finite rule, and a contract is numbers only'],
  ['persuasion/prosecutor', 'Prosecutor', '`evidence` is a finite rule'],
  ['mechanisms/auction', 'Auction', 'it takes one agent, and there are 2'],
])('%s, %s: %s', async (file, scenario, reason) => {
  expect(await desk.refusal(catalogueText(`${file}.icsap`), { scenario })).toContain(reason);
});

test('an agent that knows something before it acts', async () => {
  const skilled = work('stays').replace('agent chooses', 'skill ~ uniform(1..2)\n agent sees skill\n agent chooses');
  expect(await desk.refusal(skilled)).toBe('`agent` chooses `effort` in 2 situations, knowing `skill`');
});

test('it conforms', async () => {
  const checks = await conforms(plugin, [{ name: 'work', text: work('guaranteed') }]);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

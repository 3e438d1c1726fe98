import { expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { Desk } from '../../runtime/forms/fixture.ts';
import { catalogueText } from '../../runtime/game/fixture.ts';
import plugin from './index.ts';

const desk = new Desk(plugin);
const voters = catalogueText('persuasion/voters.icsap');

test.each([1, 2, 3])('a speech to three voters, %d of whom must convict: 0.6', async (k) => {
  const answer = await desk.answer(voters, { scenario: 'Speech', parameters: { k } });
  expect(answer).toMatchObject({ status: 'exact', unproved: undefined });
  expect(answer.value).toBeCloseTo(0.6, 12);
  expect(answer.gap).toBeLessThan(1e-12);
});

test('any number of states, one receiver too: k words for n states, k = n', async () => {
  const answer = await desk.answer(catalogueText('persuasion/few-words.icsap'), {
    parameters: { states: 4, words: 4 },
  });
  expect(answer.value).toBeCloseTo(1, 12);
  expect(answer.gap).toBeLessThan(1e-12);
});

const committee = (signals: number): string => `scenario Committee {
  players sender, member[1..3]
  let standard = [1/4, 1/2, 3/4]
  state ~ { good: 0.3, bad: rest }
  sender commits speech(state) in 1..${signals}
  everyone sees speech
  for i in 1..3 {
    member[i] chooses vote[i] in { no, yes }
    member[i] gets ((1 when state == good) - standard[i]) when vote[i] == yes
  }
  sender gets count(vote[i] == yes for i in 1..3)
}`;

test.each([2, 3, 8])('as many posteriors as states are enough: %d signals', async (signals) => {
  const answer = await desk.answer(committee(signals));
  expect(answer).toMatchObject({ status: 'exact', unproved: undefined });
  expect(answer.value).toBeCloseTo(1.2, 12);
  expect(answer.gap).toBeLessThan(1e-12);
  expect(answer.report['signals']).toBeLessThanOrEqual(signals);
});

const meeting = (other: string): string => `scenario Meeting {
  players sender, a, b
  state ~ { sun: 1/2, rain: 1/2 }
  sender commits forecast(state) in 1..4
  everyone sees forecast
  a chooses here in { park, cafe }
  b chooses there in { park, cafe }
  a gets (2 when here == there) + (1 when (here == park) == (state == sun))
  b gets ${other}
  sender gets (1 when here == park) + (1 when there == park)
}`;

test('who minds what the others do plays a pure equilibrium after each signal', async () => {
  const answer = await desk.answer(meeting('2 when here == there'));
  expect(answer.status).toBe('bounds');
  expect(answer.value).toBeCloseTo(2, 12);
  expect(answer.explanation.join()).toContain('what others choose matters to `a`, `b`');
});

test('where no pure equilibrium follows any signal, none is made up', async () => {
  const answer = await desk.answer(
    meeting('2 when here != there').replace('+ (1 when (here == park) == (state == sun))', ''),
  );
  expect(answer.profile).toBeUndefined();
  expect(answer.status).toBe('bounds');
  expect(answer.explanation).toContain('no pure equilibrium follows any signal');
});

test.each([
  ['Notes', 'it takes one signal that all see, and here `voter[1]` sees `note[1]`'],
  ['Speech', ''],
])('%s: %s', async (scenario, reason) => {
  expect(await desk.refusal(voters, { scenario })).toContain(reason);
});

test('too few values', async () => {
  expect(await desk.refusal(committee(1))).toBe('`speech` has 1 of the 2 values that the best scheme may need');
});

test('it conforms', async () => {
  const checks = await conforms(plugin, [{ name: 'committee', text: committee(4) }]);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

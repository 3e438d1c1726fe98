import { expect, test } from 'vitest';
import type { BoundProof } from '../../plugins/contract/solution.ts';
import { bindingPicture } from './binding.ts';
import { bonus, bundles, drawn, prosecutor, vickrey, writtenAnswer } from './fixture.ts';

test('types point to the lies that they would tell as gladly, and say whether they would leave', () => {
  const { conducts } = drawn('binding', bundles);
  expect(conducts.map(({ player, label, act }) => `${player} ${act} ${label}`)).toEqual([
    'buyer report says_first',
    'buyer report says_second',
  ]);
  const [first] = conducts;
  expect(first?.knowing).toEqual(['first', 'second']);
  const told = first?.types.map(({ label, tempted, staysJust }) => [
    label,
    tempted.map(({ option }) => first.options[option]),
    staysJust,
  ]);
  expect(told).toEqual([
    ['1, 1', [], true],
    ['1, 3', ['2'], true],
    ['2, 1', ['1'], true],
    ['2, 3', ['1'], false],
  ]);
});

test('a recommendation points to the action that tempts as much, at the price of the proof', () => {
  const subject = writtenAnswer(prosecutor);
  const { informationSets } = subject.game;
  const plan = new Int32Array(informationSets.count).fill(-1);
  const flow = new Float64Array(subject.profile.chances.length);
  for (let set = 0; set < informationSets.count; set++) {
    const { label, knows } = informationSets.describe(set);
    if (label !== 'verdict') continue;
    plan[set] = informationSets.actions(set).indexOf(knows[0]?.value === 'incriminating' ? 'convict' : 'acquit');
    if (knows[0]?.value === 'incriminating') flow[(informationSets.firstAction[set] ?? 0) + 1 - (plan[set] ?? 0)] = 1;
  }
  const deviations = [{ follower: 1, others: undefined, flow }];
  const proof: BoundProof = {
    labels: [],
    cases: [{ plan, deviations, participation: new Map(), requirements: new Map() }],
  };
  const picture = bindingPicture({ ...subject, proof });
  if ('reason' in picture) throw new Error(picture.reason);
  const [verdict] = picture.conducts;
  expect(verdict?.types.flatMap(({ label, tempted }) => tempted.map(({ price }) => [label, price]))).toEqual([
    // With a lower burden of proof, q = (1 - e) / 2, convictions are 0.6 / (1 - e) likely: 0.6 for the first unit.
    ['incriminating', expect.closeTo(0.6, 12)],
  ]);
  expect(bindingPicture(subject)).toMatchObject({ conducts: [{ types: [{}, { tempted: [{ price: undefined }] }] }] });
});

test('what is dominant is compared report by report', () => {
  const bayesian = bindingPicture(writtenAnswer(vickrey));
  const dominant = bindingPicture({ ...writtenAnswer(vickrey), isDominant: true });
  const arrows = (picture: typeof bayesian): number =>
    'reason' in picture ? 0 : picture.conducts.flatMap(({ types }) => types.flatMap(({ tempted }) => tempted)).length;
  expect(arrows(dominant)).toBeGreaterThan(arrows(bayesian));
});

test('where nobody is indifferent there is no such picture', () => {
  const generous = { ...bonus, money: () => 0 };
  expect(drawn('binding', bonus).conducts[0]?.types[0]?.tempted).toHaveLength(1);
  const slack = { ...bonus, behaviour: () => ({ shirk: 1 }), money: generous.money };
  expect(bindingPicture(writtenAnswer(slack))).toMatchObject({
    reason: expect.stringContaining('every follower would lose'),
  });
});

test('a deviation that would gain is told from one that is as good', () => {
  const cheap = drawn('binding', { ...bonus, money: (_, knows) => (knows['output'] === 'success' ? 1 : 0) });
  // A wage of 1 brings 0.8 - 1 by work and 0.3 by shirking.
  expect(cheap.conducts[0]?.types[0]?.tempted).toMatchObject([{ gain: expect.closeTo(0.5, 12) }]);
  const { constraints } = drawn('constraints', { ...bonus, money: () => 0 });
  expect(constraints.filter(({ kind }) => kind === 'obedience')).toMatchObject([{ binds: false, isBroken: true }]);
});

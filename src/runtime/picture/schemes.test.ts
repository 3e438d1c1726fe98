import { expect, test } from 'vitest';
import { Rational } from '../../dsl/number.ts';
import { pictureOf, suitablePictures } from './draw.ts';
import { bonus, bundles, drawn, kuhn, pennies, prosecutor, vickrey, type Written, writtenAnswer } from './fixture.ts';

test('a scheme flows from states to signals to actions', () => {
  const { layers, paths } = drawn('flow', prosecutor);
  expect(layers).toEqual([
    { title: 'guilt', bars: ['guilty', 'innocent'] },
    { title: 'evidence', bars: ['incriminating', 'exonerating'] },
    { title: 'judge: verdict', bars: ['convict', 'acquit'] },
  ]);
  const chances = Object.fromEntries(paths.map(({ through, chance }) => [through.join(''), chance]));
  expect(chances).toEqual({
    '000': expect.closeTo(0.3, 12),
    '100': expect.closeTo(0.3, 12),
    '111': expect.closeTo(0.4, 12),
  });
});

test('of many bars the least likely are one, and a note says so', () => {
  const { layers, paths, notes } = drawn('flow', { ...prosecutor, ...manySignals });
  expect(layers[1]?.bars).toHaveLength(14);
  expect(layers[1]?.bars.at(-1)).toBe('7 others');
  expect(notes).toEqual(['Of signal, the 7 least likely values are one bar.']);
  expect(paths.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 12);
});

const manySignals: Pick<Written, 'text' | 'behaviour'> = {
  text: `scenario Many {
  players s, r
  x ~ { low: 0.5, high: rest }
  s commits signal(x) in 1..20
  r sees signal
  r chooses a in { yes, no }
  s gets 1 when a == yes
  r gets 1 when (a == yes) == (x == high)
}`,
  behaviour: () => undefined,
};

test.each([
  [1, 20],
  [3, 10],
  [1, 2],
  [4, 5],
])('the closure at a prior of %d/%d is min(2p, 1), by its corners', (above, below) => {
  const prior = above / below;
  const { data, about } = drawn('closure', { ...prosecutor, parameters: { prior: new Rational(above, below) } });
  expect(about).toBe('guilt');
  expect(data.states).toEqual(['guilty', 'innocent']);
  expect(data.prior.value).toBeCloseTo(Math.min(2 * prior, 1), 12);
  expect(data.prior.belief[0]).toBeCloseTo(prior, 12);
  expect(data.closure.map((piece) => piece.map(({ belief, value }) => [belief[0], value]))).toEqual([
    [
      [0, 0],
      [0.5, 1],
    ],
    [
      [0.5, 1],
      [1, 1],
    ],
  ]);
});

test.each([
  ['persuasion/posterior-mean.icsap', ['buy', 'leave'], 5 / 6],
  ['persuasion/concave-closure.icsap', ['0', '1', '2'], 17 / 15],
])('over three states the triangle is cut by what is done: %s', (file, actions, best) => {
  const { data } = drawn('closure', { file, behaviour: () => undefined });
  expect(data.states).toHaveLength(3);
  expect(data.value.map(({ action }) => action)).toEqual(actions);
  const areas = data.value.map(({ points }) => {
    return Math.abs(
      points.reduce((sum, { belief: [x = 0, y = 0] }, at) => {
        const [u = 0, v = 0] = points[(at + 1) % points.length]?.belief ?? [];
        return sum + x * v - u * y;
      }, 0),
    );
  });
  expect(areas.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
  expect(data.prior.value).toBeCloseTo(best, 9);
  const above = data.tangent.reduce((sum, each, state) => sum + each * (data.prior.belief[state] ?? 0), 0);
  expect(above).toBeCloseTo(best, 9);
  for (const { points } of data.value)
    for (const { belief, value } of points) {
      const plane = data.tangent.reduce((sum, each, state) => sum + each * (belief[state] ?? 0), 0);
      expect(value).toBeLessThanOrEqual(plane + 1e-9);
    }
});

test('posteriors average to the prior, and their values to what the scheme is worth', () => {
  const { data, notes } = drawn('closure', prosecutor);
  const mean = (of: (at: (typeof data.posteriors)[number]) => number): number =>
    data.posteriors.reduce((sum, each) => sum + each.chance * of(each), 0);
  expect(mean(({ belief }) => belief[0] ?? 0)).toBeCloseTo(0.3, 12);
  expect(mean(({ value }) => value)).toBeCloseTo(0.6, 12);
  expect(notes).toEqual([]);
});

test('a scheme below the closure is told so', () => {
  const silent: Written = { ...prosecutor, behaviour: (label) => (label === 'verdict' ? { acquit: 1 } : undefined) };
  expect(drawn('closure', silent).notes).toEqual(['The answer gives 0 at the prior, 0.6 less than the closure.']);
});

test.each([
  ['closure', bonus, 'no rule over a finite set is committed'],
  ['flow', bonus, 'this scenario commits none'],
  ['contract', prosecutor, 'this scenario commits none'],
  ['menu', prosecutor, 'no rule of this scenario does'],
  ['menu', vickrey, 'bidder[1] and bidder[2] report'],
  ['heatmap', prosecutor, 'no rule of this scenario does'],
  ['matrix', kuhn, 'two players that choose once each'],
  ['constraints', kuhn, 'nobody commits'],
  ['binding', kuhn, 'nobody commits'],
] as const)('why there is no %s', (kind, written, reason) => {
  expect(pictureOf(kind, writtenAnswer(written))).toEqual({ reason: expect.stringContaining(reason) });
});

test.each([
  ['persuasion', prosecutor, ['closure', 'flow', 'binding', 'constraints']],
  ['a contract', bonus, ['contract', 'binding', 'constraints']],
  ['screening', bundles, ['menu', 'heatmap', 'binding', 'constraints']],
  ['an auction', vickrey, ['heatmap', 'binding', 'constraints']],
  ['a matrix game', pennies, ['matrix']],
  ['a tree', kuhn, ['strategy']],
])('what suits %s', (_, written, kinds) => {
  expect(suitablePictures(writtenAnswer(written)).map(({ kind }) => kind)).toEqual(kinds);
});

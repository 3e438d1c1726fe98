import { describe, expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { Desk } from '../../runtime/forms/fixture.ts';
import { catalogueText } from '../../runtime/game/fixture.ts';
import plugin from './index.ts';

const desk = new Desk(plugin);

const judge = (prior: string, threshold: string): string => `scenario Judge {
  players sender, judge
  guilt ~ { guilty: ${prior}, innocent: rest }
  sender commits evidence(guilt) in { weak, strong }
  judge sees evidence
  judge chooses verdict in { acquit, convict }
  judge gets (if guilt == guilty then 1 - ${threshold} else -${threshold}) when verdict == convict
  sender gets 1 when verdict == convict
}`;

test.each([
  ['0.3', '1/2', 0.6],
  ['0.3', '3/4', 0.4],
  ['0.3', '1/4', 1],
  ['0.1', '1/4', 0.4],
])('prior %s, threshold %s: min(1, prior / threshold) = %d, exactly', async (prior, threshold, value) => {
  const answer = await desk.answer(judge(prior, threshold));
  expect(answer).toMatchObject({ status: 'exact', unproved: undefined });
  expect(answer.value).toBeCloseTo(value, 14);
  expect(answer.report['value']).toBe(value);
  expect(answer.gap).toBeLessThan(1e-12);
});

test('three states: a buyer who buys from a posterior mean of 0.6 on, 5/6', async () => {
  const answer = await desk.answer(catalogueText('persuasion/posterior-mean.icsap'));
  expect(answer.report['value']).toBe(5 / 6);
  expect(answer.gap).toBeLessThan(1e-12);
});

describe('the picture', () => {
  test('of the judge: value, closure, tangent and posteriors', async () => {
    const { picture } = await desk.answer(judge('0.3', '1/2'));
    expect(picture).toEqual({
      kind: 'concave-closure',
      sender: 'sender',
      receiver: 'judge',
      states: ['guilty', 'innocent'],
      value: [
        {
          action: 'acquit',
          points: [
            { belief: [0.5, 0.5], value: 0 },
            { belief: [0, 1], value: 0 },
          ],
        },
        {
          action: 'convict',
          points: [
            { belief: [1, 0], value: 1 },
            { belief: [0.5, 0.5], value: 1 },
          ],
        },
      ],
      closure: [
        [
          { belief: [1, 0], value: 1 },
          { belief: [0.5, 0.5], value: 1 },
        ],
        [
          { belief: [0.5, 0.5], value: 1 },
          { belief: [0, 1], value: 0 },
        ],
      ],
      tangent: [2, 0],
      prior: { belief: [0.3, 0.7], value: 0.6 },
      posteriors: [
        { belief: [0, 1], value: 0, chance: 0.4, signal: 'weak', action: 'acquit' },
        { belief: [0.5, 0.5], value: 1, chance: 0.6, signal: 'strong', action: 'convict' },
      ],
    });
  });

  test('over a triangle: the pieces of the closure tile it', async () => {
    const { picture } = await desk.answer(catalogueText('persuasion/concave-closure.icsap'));
    const areas = picture?.closure.map((corners) =>
      corners.reduce((sum, { belief: [, x = 0, y = 0] }, k) => {
        const [, nextX = 0, nextY = 0] = corners[(k + 1) % corners.length]?.belief ?? [];
        return sum + (x * nextY - nextX * y) / 2;
      }, 0),
    );
    expect(areas?.every((area) => area > 0)).toBe(true);
    expect(areas?.reduce((sum, area) => sum + area, 0)).toBeCloseTo(1 / 2, 12);
  });
});

test.each([
  ['persuasion/few-words.icsap', '`word` tells 4 states apart, and the closure is drawn over at most 3'],
  ['persuasion/private-threshold.icsap', '`receiver` knows `threshold` before `act`, which is no message'],
  ['mixed/persuade-and-pay.icsap', '`gift` is committed in `real`'],
  ['mechanisms/auction.icsap', '`bidder[1]` reports `bid[1]`'],
  ['persuasion/voters.icsap', 'it takes one receiver, and here `voter[1]` and `voter[2]` and `voter[3]` choose'],
  ['stackelberg/patrol.icsap', '`attacker` sees no message before `target`'],
])('%s: %s', async (file, reason) => {
  expect(await desk.refusal(catalogueText(file))).toContain(reason);
});

test('a draw that enters utilities is a decision, not a message', async () => {
  const paid = judge('0.3', '1/2').replace('sender gets 1 when', 'sender gets (1 when evidence == strong) + 1 when');
  expect(await desk.refusal(paid)).toBe('`evidence` enters what players get: more than a message');
});

test('a message with too few values', async () => {
  const refusal = await desk.refusal(judge('0.3', '1/2').replace('{ weak, strong }', '{ weak }'));
  expect(refusal).toBe('`evidence` has 1 of the 2 values that the closure may need');
});

test('it conforms', async () => {
  const checks = await conforms(plugin, [{ name: 'triangle', text: catalogueText('persuasion/posterior-mean.icsap') }]);
  expect(checks.filter(({ passed }) => !passed)).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { conforms } from '../../runtime/conformance/conforms.ts';
import { Refusal, type SeatDecision } from '../contract/index.ts';
import plugin from './index.ts';
import type { ScriptOptions } from './options.ts';
import { ScriptSeat } from './seat.ts';

const decision: SeatDecision = {
  player: 'bo',
  choice: 'bid[2]',
  knows: [
    ['card', 1],
    ['card', 3],
    ['first', 'bet', 'ana'],
  ],
  known: '',
  actions: ['low', 0.5, [1, 2]],
  names: ['low', '1/2', '(1, 2)'],
};

function play(options: Partial<ScriptOptions>, text = '{}'): readonly number[] {
  const given: ScriptOptions = { rules: {}, otherwise: 'refuse', ...options };
  const read = () => ({ text });
  const world = (): never => {
    throw new Error('it has no need of the game');
  };
  const request = {
    decisions: [decision],
    optionsAt: () => given,
    functionOf: () => undefined,
    world,
    file: 'poker.icsap',
    read,
  };
  return new ScriptSeat().behave(request, given).chances[0] ?? [];
}

function refusal(options: Partial<ScriptOptions>, text?: string): string {
  try {
    play(options, text);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return '';
}

describe('what a rule means', () => {
  test.each<[unknown, readonly number[]]>([
    ['low', [1, 0, 0]],
    [0.5, [0, 1, 0]],
    [0.1 + 0.4, [0, 1, 0]],
    [
      [1, 2],
      [0, 0, 1],
    ],
    [{ low: 0.25, '1/2': 'rest' }, [0.25, 0.75, 0]],
    [
      [
        [[1, 2], 0.75],
        ['low', 0.25],
      ],
      [0.25, 0, 0.75],
    ],
  ])('%j', (value, chances) => expect(play({ rules: { bid: value } })).toEqual(chances));

  test.each<[unknown, string]>([
    ['high', 'the rule `bid`: as bid[2], knowing card = 1, card = 3, first = "bet", "high" is no move'],
    [{ low: 0.5, high: 0.5 }, '"high" is no move'],
    [{ low: 0.5 }, 'the chances sum to 0.5, and not to 1'],
    [{ low: 1.5, '1/2': -0.5 }, 'a chance is negative'],
    [{ low: 'most' }, '"most" is no chance'],
  ])('%j is refused: %s', (value, told) => expect(refusal({ rules: { bid: value } })).toContain(told));
});

describe('a table', () => {
  const rows = (...list: readonly unknown[]): string => JSON.stringify({ bid: list });
  const file = './bo.json';

  test('plays the first row that fits the latest that is known', () => {
    const text = rows(
      { when: { card: 1 }, play: 'low' },
      { when: { card: 3, first: 'bet' }, play: 0.5 },
      { play: 'low' },
    );
    expect(play({ file }, text)).toEqual([0, 1, 0]);
    expect(play({ file }, rows({ when: { suit: 1 }, play: 'low' }, { play: [1, 2] }))).toEqual([0, 0, 1]);
  });

  test('comes after the rules, and before mixing evenly', () => {
    expect(play({ file, rules: { bid: 'low' } }, rows({ play: 0.5 }))).toEqual([1, 0, 0]);
    expect(play({ file, otherwise: 'uniform' }, rows({ when: { card: 9 }, play: 0.5 }))).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(refusal({ file }, rows({ when: { card: 9 }, play: 0.5 }))).toContain(
      'nothing says what `bo` does as bid[2]',
    );
  });

  test.each([
    ['[', 'is no JSON'],
    ['[]', 'it is no object with a list for each choice'],
    ['{"bid":{}}', '`bid` has no list'],
    ['{"bod":[]}', 'is for `bod`, which who sits here never chooses'],
    ['{"bid":[{"wen":{},"play":1}]}', 'a row of `bid` has `wen`'],
    ['{"bid":[{"when":{}}]}', 'a row of `bid` has no `play`'],
  ])('%s is refused: %s', (text, told) => expect(refusal({ file }, text)).toContain(told));
});

test('the plugin keeps the contract', async () => {
  expect((await conforms(plugin)).filter(({ passed }) => !passed)).toEqual([]);
});

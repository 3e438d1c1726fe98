import { describe, expect, test } from 'vitest';
import { Refusal, type SeatDecision } from '../contract/index.ts';
import type { StrategyOptions } from './options.ts';
import { StrategySeat } from './seat.ts';

const decisions: readonly SeatDecision[] = [
  {
    player: 'bo',
    choice: 'second',
    knows: [
      ['card[bo]', 2],
      ['first', 'check', 'ana'],
    ],
    known: '',
    actions: ['check', 'bet'],
    names: ['check', 'bet'],
  },
  { player: 'bo', choice: 'reply', knows: [['pair', [1, 2]]], known: '', actions: [[1, 2], [2, 1], 0.5], names: [] },
];

const strategy = [
  { player: 'bo', choice: 'second', knows: decisions[0]?.knows, chances: [['bet', 1]] },
  { rule: 'wage', arguments: {}, value: 2 },
  {
    player: 'bo',
    choice: 'reply',
    knows: decisions[1]?.knows,
    chances: [
      [[2, 1], 0.25],
      [0.5, 0.75],
    ],
  },
];
const saved = { format: 'icsap-strategy/1', scenario: 'S', study: 'T', solution: 'eq', strategy };

function behave(text: string, options: Partial<StrategyOptions> = {}): readonly (readonly number[])[] {
  const given = { file: './s.json', otherwise: 'refuse', ...options } as const;
  const read = (path: string) => (path.startsWith('no') ? { refused: 'there is no such file' } : { text });
  const world = (): never => {
    throw new Error('it has no need of the game');
  };
  return new StrategySeat().behave(
    { decisions, optionsAt: () => given, functionOf: () => undefined, world, file: 'poker.icsap', read },
    given,
  ).chances;
}

function refusal(text: string, options: Partial<StrategyOptions> = {}): string {
  try {
    behave(text, options);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  return '';
}

const played = [
  [0, 1],
  [0, 0.25, 0.75],
];

describe('what the file says is what is played', () => {
  test('as JSON', () => {
    expect(behave(JSON.stringify(saved))).toEqual(played);
  });

  test('as a table, in any order and with either kind of line end', () => {
    const table = [
      'player,choice,knows,action,chance',
      'bo,reply,"[[""pair"",[1,2]]]",0.5,0.75',
      'bo,reply,"[[""pair"",[1,2]]]","[2,1]",0.25',
      'bo,second,"[[""card[bo]"",2],[""first"",""check"",""ana""]]","""bet""",1',
    ];
    expect(behave(table.join('\r\n'), { file: './s.csv' })).toEqual(played);
  });

  test('out of a run document, by the names of study and solution', () => {
    const run = { solutions: { eq: { strategy }, other: { strategy: [] } } };
    const document = JSON.stringify({ format: 'icsap-run/1', studies: [{ name: 'T', runs: [run] }] });
    expect(behave(document, { study: 'T', solution: 'eq' })).toEqual(played);
    expect(refusal(document)).toContain('several solutions: T: eq, T: other');
    expect(refusal(document, { solution: 'none' })).toContain('has no such solution');
  });
});

test('places of which the file says nothing are refused by name, or played evenly', () => {
  const partial = JSON.stringify({ ...saved, strategy: strategy.slice(0, 2) });
  expect(refusal(partial)).toContain('does not say what `bo` does as reply, knowing pair = [1,2]');
  expect(behave(partial, { otherwise: 'uniform' })[1]).toEqual([1 / 3, 1 / 3, 1 / 3]);
});

test.each([
  ['no', './nowhere.json', 'cannot be read: there is no such file'],
  ['{', './s.json', 'is no JSON'],
  ['[]', './s.json', 'is no saved strategy'],
  ['{"format":"icsap-strategy/1"}', './s.json', 'is no saved strategy'],
  ['a,b', './s.csv', 'does not begin with the line'],
])('%s as %s: %s', (text, file, told) => {
  expect(refusal(text, { file: text === 'no' ? 'no.json' : file })).toContain(told);
});

test('other actions and chances that are no lottery are refused', () => {
  const [first, , third] = strategy;
  const change = (chances: unknown) => JSON.stringify({ ...saved, strategy: [{ ...first, chances }, third] });
  expect(refusal(change([['raise', 1]]))).toContain('has the action "raise" as second');
  expect(refusal(change([['bet', 0.5]]))).toContain('sum to 0.5, and not to 1');
  expect(
    refusal(
      change([
        ['bet', 1.5],
        ['check', -0.5],
      ]),
    ),
  ).toContain('is negative');
});

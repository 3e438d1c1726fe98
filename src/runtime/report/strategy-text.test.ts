import { expect, test } from 'vitest';
import { strategyText } from './strategy-text.ts';

test('a committed number for each value of its arguments', () => {
  const wages = [
    { rule: 'wage', arguments: { output: 'success' }, value: 2 },
    { rule: 'wage', arguments: { output: 'failure' }, value: 0 },
  ];
  expect(strategyText(wages)).toEqual(['rule wage', '  output = success  2', '  output = failure  0']);
});

test('what depends on nothing stands on one line', () => {
  expect(strategyText([{ rule: 'fee', arguments: {}, value: 1 / 3 }])).toEqual(['rule fee: 0.333333']);
  expect(strategyText([{ player: 'agent', choice: 'effort', knows: [], chances: [['work', 1]] }])).toEqual([
    'agent chooses effort: work',
  ]);
});

test('what others did openly names them', () => {
  const reply = {
    player: 'bo',
    choice: 'reply',
    knows: [
      ['card[bo]', 2],
      ['first', 'bet', 'ana'],
    ],
    chances: [
      ['call', 0.25],
      ['fold', 0.75],
    ],
  } as const;
  expect(strategyText([reply])).toEqual(['bo chooses reply', '  card[bo] = 2, ana: first = bet  fold 0.75, call 0.25']);
});

test('rules of one device are drawn together', () => {
  const joint = {
    rules: ['note[1]', 'note[2]'],
    arguments: { state: 'hot' },
    chances: [
      [['go', 'stay'], 0.5],
      [['stay', 'go'], 0.5],
    ],
  } as const;
  expect(strategyText([joint])).toEqual(['rules note[1], note[2]', '  state = hot  (go, stay) 0.5, (stay, go) 0.5']);
});

test('what copies something that is known is one line', () => {
  const honest = [0, 0.5, 1].map((value) => ({
    player: 'bidder[1]',
    choice: 'bid[1]',
    knows: [['value[1]', value] as const],
    chances: [[value, 1] as const],
  }));
  expect(strategyText(honest)).toEqual(['bidder[1] chooses bid[1]: always what value[1] is']);
  const liar = {
    ...honest[0],
    player: 'bidder[1]',
    choice: 'bid[1]',
    knows: [['value[1]', 2]],
    chances: [[0, 1]],
  } as const;
  expect(strategyText([...honest, liar])).toHaveLength(5);
});

test('a family reads as its members', () => {
  const price = {
    rule: 'price[1]',
    arguments: {
      bid: [
        [1, 0.5],
        [2, 1],
      ],
    },
    value: 0,
  };
  expect(strategyText([price])).toEqual(['rule price[1]', '  bid[1] = 0.5, bid[2] = 1  0']);
});

test('chances near 0 and 1 keep their size', () => {
  const chances = [
    ['call', 1 - 3.61e-6],
    ['fold', 3.61e-6],
  ] as const;
  expect(strategyText([{ player: 'a', choice: 'reply', knows: [], chances }])).toEqual([
    'a chooses reply: call 1 - 3.6e-6, fold 3.6e-6',
  ]);
});

test('many places share the room that there is', () => {
  const places = Array.from({ length: 30 }, (_, place) =>
    Array.from({ length: 10 }, (__, card) => ({
      player: 'a',
      choice: `act[${place}]`,
      knows: [['card', card] as const],
      chances: [[card % 2, 1] as const],
    })),
  );
  const lines = strategyText(places.flat());
  expect(lines.length).toBe(20 * 5 + 1);
  expect(lines[4]).toBe('  … and 7 more; --json has them all');
  expect(lines.at(-1)).toBe('… and 10 more rules and choices in 100 situations; --json has them all');
});

test('a long table is cut, and says so', () => {
  const lines = strategyText(
    Array.from({ length: 100 }, (_, i) => ({ rule: 'price', arguments: { bid: i }, value: i })),
  );
  expect(lines.length).toBe(18);
  expect(lines.at(-1)).toBe('  … and 84 more; --json has them all');
});

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

test('a long table is cut, and says so', () => {
  const lines = strategyText(
    Array.from({ length: 100 }, (_, i) => ({ rule: 'price', arguments: { bid: i }, value: i })),
  );
  expect(lines.length).toBe(18);
  expect(lines.at(-1)).toBe('  … and 84 more; --json has them all');
});

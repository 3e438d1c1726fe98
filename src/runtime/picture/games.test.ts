import { expect, test } from 'vitest';
import { drawn, kuhn, pennies } from './fixture.ts';

test('a matrix has payoffs by row, column and payee, and the chances of an answer', () => {
  const { rows, columns, payees, payoffs } = drawn('matrix', pennies);
  expect(rows).toEqual({ player: 'same', label: 'a', actions: ['heads', 'tails'], payee: 0, chances: [0.5, 0.5] });
  expect(columns.player).toBe('different');
  expect(payees).toEqual(['same', 'different']);
  expect(payoffs).toEqual([
    [
      [1, -1],
      [-1, 1],
    ],
    [
      [-1, 1],
      [1, -1],
    ],
  ]);
});

test('a tree has exact chances, information sets and payoffs', () => {
  const { kind, nodes, players } = drawn('tree', kuhn);
  expect(kind).toBe('tree');
  expect(players).toEqual(['ana', 'bo']);
  const deals = nodes.filter(({ parent }) => parent === 0);
  expect(deals.map(({ chance }) => chance)).toEqual(Array(6).fill('1/6'));
  expect(new Set(nodes.map(({ set }) => set)).size).toBe(12 + 1);
  expect(nodes.filter(({ kind: each }) => each === 'end')).toHaveLength(30);
  expect(nodes.find(({ label }) => label === 'ana -1\nbo 1')).toBeDefined();
  expect(nodes.find(({ parent }) => parent > 0)?.chance).toBeUndefined();
});

test('a strategy has the chance of every branch, and how likely each history is', () => {
  const { nodes } = drawn('strategy', kuhn);
  const ends = nodes.filter(({ kind }) => kind === 'end');
  expect(ends.reduce((sum, { reach }) => sum + reach, 0)).toBeCloseTo(1, 12);
  expect(nodes.find(({ taken }) => taken === 'bet')).toMatchObject({ chance: '0.5', weight: 0.5 });
});

test('a large tree is cut, and says so', () => {
  const { nodes, notes } = drawn('tree', { file: 'games/leduc.icsap', behaviour: () => undefined });
  expect(nodes).toHaveLength(1000);
  expect(notes).toEqual([expect.stringMatching(/^The first 1000 of \d+ histories are shown; where the tree is cut/)]);
  expect(nodes.some(({ isCut }) => isCut)).toBe(true);
  for (const [at, { parent }] of nodes.entries()) expect(parent).toBeLessThan(at);
});

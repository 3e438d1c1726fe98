import { expect, test } from 'vitest';
import { LineTable, position } from './lines.ts';

test('lines and columns count from one', () => {
  const text = 'ab\n\r\nc';
  const places = [...Array(text.length + 1).keys()].map((offset) => position(text, offset));
  expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual([
    '1:1',
    '1:2',
    '1:3',
    '2:1',
    '2:2',
    '3:1',
    '3:2',
  ]);
});

test('a text without lines has one', () => {
  const table = new LineTable('');
  expect(table.count).toBe(1);
  expect(table.position(0)).toEqual({ line: 1, column: 1 });
});

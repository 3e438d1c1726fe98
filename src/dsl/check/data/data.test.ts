import { describe, expect, test } from 'vitest';
import { type Exact, equal, rational } from '../../number.ts';
import { describe as inWords } from '../types/describe.ts';
import { contentType } from './content-type.ts';
import { parseCsv } from './csv.ts';
import { parseJson, parseJsonLines } from './json.ts';
import type { ReadContent } from './read-content.ts';

function content(read: ReadContent): unknown {
  if (!('content' in read)) throw new Error(read.reason);
  return read.content;
}

describe('csv', () => {
  test('numbers are a matrix, and exact', () => {
    const rows = content(parseCsv('0.1,2\n-3,1e-2\n')) as Exact[][];
    expect(rows[0]?.[1]).toBe(2);
    expect(equal(rows[0]?.[0] ?? 0, rational(1, 10))).toBe(true);
    expect(equal(rows[1]?.[1] ?? 0, rational(1, 100))).toBe(true);
  });

  test('with a header, records', () => {
    const text = '\uFEFFname,age\r\n"Bo ""Jr."", M.",3\r\nAnn,\r\n\r\n"two\nlines",4';
    expect(content(parseCsv(text))).toEqual([
      { name: 'Bo "Jr.", M.', age: 3 },
      { name: 'Ann', age: '' },
      { name: 'two\nlines', age: 4 },
    ]);
  });

  test.each([
    ['1,2\n3\n', 2, /1 value/],
    ['a,b\n"x\ny",1\n2\n', 4, /1 value/],
    ['1,2\n3,x\n', 2, /`x`/],
    ['a,a\n1,2\n', 1, /two columns/],
    ['a,b\n"x,1\n', 2, /does not end/],
  ])('%j is refused at line %i', (text, line, reason) => {
    expect(parseCsv(text)).toEqual({ line, reason: expect.stringMatching(reason) });
  });

  test('nothing is an empty list', () => {
    expect(content(parseCsv(''))).toEqual([]);
  });
});

describe('json', () => {
  test('one value, or one for each line', () => {
    expect(content(parseJson('{"a": [1, 2.5, null, true]}'))).toEqual({ a: [1, 2.5, null, true] });
    expect(content(parseJsonLines('{"a": 1}\n\n[2]\n'))).toEqual([{ a: 1 }, [2]]);
  });

  test('a mistake is refused at its line', () => {
    expect(parseJson('{\n  "a": 1,\n  b: 2\n}')).toMatchObject({ line: 3 });
    expect(parseJsonLines('{"a": 1}\n{"a": }\n')).toMatchObject({ line: 2 });
    expect(parseJson('{"a": 1')).toMatchObject({ line: 1 });
  });
});

test('contents have types: an object is a record, a list holds what its members have in common', () => {
  const read = contentType([
    { name: 'Ann', age: 3 },
    { name: 'Bo', tags: ['x'] },
  ]);
  expect(inWords(read)).toBe('a list of records');
  expect(read).toEqual({
    kind: 'list',
    of: {
      kind: 'record',
      fields: new Map<string, unknown>([
        ['name', { kind: 'text' }],
        ['age', { kind: 'number' }],
        ['tags', { kind: 'list', of: { kind: 'text' } }],
      ]),
    },
  });
});

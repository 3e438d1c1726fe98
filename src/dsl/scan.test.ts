import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Lexer } from 'chevrotain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scan } from './scan.ts';
import { reservedWords, softWords, tokenTypes } from './tokens.ts';
import { foreign } from './tokens-scan.ts';

/** Chevrotain's lexer over the patterns of the tokens: slow to make, and what `scan` must agree with. */
const lexer = new Lexer([...tokenTypes], { positionTracking: 'onlyOffset', safeMode: true, skipValidations: true });

type Row = readonly [name: string, start: number, image: string];

function theirs(text: string): readonly Row[] {
  const { tokens, groups, errors } = lexer.tokenize(text);
  if (errors.length > 0) throw new Error(errors[0]?.message);
  return [...tokens, ...(groups['comments'] ?? [])]
    .map(({ tokenType, startOffset, image }): Row => [tokenType.name, startOffset, image])
    .sort((a, b) => a[1] - b[1]);
}

function ours(text: string): readonly Row[] {
  const rows: Row[] = [];
  scan(text, ({ name }, start, image) => rows.push([name, start, image]));
  return rows;
}

const root = resolve(import.meta.dirname, '../..');
const files = globSync('{scenarios,src/dsl/fixtures}/**/*.icsap', { cwd: root });

describe("the scanner agrees with chevrotain's lexer", { timeout: 120_000 }, () => {
  test('on every scenario', () => {
    expect(files.length).toBeGreaterThan(200);
    for (const file of files) {
      const text = readFileSync(join(root, file), 'utf8');
      expect(ours(text), file).toEqual(theirs(text));
    }
  });

  const pieces = [
    ...[...reservedWords, ...softWords].slice(0, 12),
    ...foreign.keys(),
    ...'.,:()[]{}~|<>=!+-*/%^;&#"\'“”„‘’‚«»_\\@$?`\n\r\t ',
    ...[
      '0x1F',
      '1_000',
      '1.',
      '.5',
      '1..3',
      '1e9',
      '2E-3',
      '1.5.2',
      '12',
      '0',
      'x',
      'X',
      'e',
      'seesaw',
      'ß',
      'é',
      '日本',
      '😀',
    ],
    ...['"""', '\\"', '/*', '*/', '//', '\u00a0', '\ufeff', '\u2028', '\u0000', '\u007f', '\u{1f9e9}', '\ud800'],
  ];

  test('on whatever is put together of its signs', () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (each) => {
        expect(ours(each)).toEqual(theirs(each));
      }),
      { numRuns: 1500 },
    );
  });

  test('on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (each) => {
        expect(ours(each)).toEqual(theirs(each));
      }),
      { numRuns: 300 },
    );
  });
});

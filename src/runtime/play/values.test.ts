import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExact, rational } from '../../dsl/number.ts';
import { reservedWords } from '../../dsl/tokens.ts';
import { Family, type Journal } from './family.ts';
import { ValueIds } from './intern.ts';
import { contains, equalValues, keyOf, mapOf, setOf } from './key.ts';
import { PairTable } from './pair-table.ts';
import { show, toJson } from './show.ts';
import { Float, Player, Tuple, type Value } from './value.ts';

const players = [new Player('ana', 0), new Player('bo', 1)];

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: -9, max: 9 }),
    fc.constantFrom<Value>(true, false, null, 'a', 'b', '1', 'true', '', '\u0000true', "1'a", ...players),
    fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 })).map(([n, d]) => rational(n, d)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => new Tuple(items)),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => setOf(items)),
    fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map((pairs) => mapOf(pairs)),
  ),
})).value;

describe('values', () => {
  test('have equal keys exactly where they are equal', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(keyOf(a) === keyOf(b)).toBe(equalValues(a, b));
        expect(equalValues(a, a)).toBe(true);
        expect(contains(setOf([a, b]), b)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('have equal ids exactly where they have equal keys', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), (all) => {
        const ids = new ValueIds();
        const given = all.map((one) => ids.id(one));
        for (const [i, a] of all.entries()) {
          expect(keyOf(ids.value(given[i] ?? -1))).toBe(keyOf(a));
          for (const [j, b] of all.entries()) expect(given[i] === given[j]).toBe(keyOf(a) === keyOf(b));
        }
      }),
    );
  });

  test('that are not both exact may differ by 1e-9', () => {
    expect(equalValues(new Float(0.1 + 0.2), parseExact('0.3'))).toBe(true);
    expect(equalValues([new Float(1)], [1])).toBe(true);
    expect(equalValues(new Float(1.00001), 1)).toBe(false);
    expect(equalValues(parseExact('0.3000000001'), parseExact('0.3'))).toBe(false);
    expect(keyOf(new Float(0.5))).toBe(keyOf(rational(1, 2)));
  });

  test('sets have no order', () => {
    expect(equalValues(setOf([1, 2, 'a']), setOf(['a', 2, 1]))).toBe(true);
    expect(equalValues([1, 2], [2, 1])).toBe(false);
  });

  test('are shown as an author would write them', () => {
    const [ana = null] = players;
    expect(
      ['acquit', 'not guilty', 'in', 0.5].map((one) => show(typeof one === 'number' ? rational(1, 2) : one)),
    ).toEqual(['acquit', '"not guilty"', '"in"', '0.5']);
    expect(show(new Tuple([1, 'a']))).toBe('(1, a)');
    expect(show(setOf([]))).toBe('{ }');
    expect(show(mapOf([[ana, [1, null, true]]]))).toBe('{ ana: [1, none, true] }');
    expect(show(setOf(Array.from({ length: 30 }, (_, i) => i)))).toContain('… 18 more');
    for (const word of reservedWords) expect(show(word)).toBe(`"${word}"`);
  });

  test('as JSON', () => {
    const [ana = null] = players;
    expect(
      toJson(
        mapOf([
          ['a', rational(1, 4)],
          [ana, setOf([1])],
        ]),
      ),
    ).toEqual({ a: 0.25, ana: [1] });
    expect(toJson(mapOf([[1, 'x']]))).toEqual([[1, 'x']]);
  });
});

test('pairs get ids in the order of first sight, however many share a first', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.oneof(fc.nat(6), fc.nat(200))), { maxLength: 600 }), (pairs) => {
      const table = new PairTable();
      const known = new Map<string, number>();
      for (const [first, second] of pairs) {
        const key = `${first} ${second}`;
        if (!known.has(key)) known.set(key, known.size);
        const id = table.id(first, second);
        expect(id).toBe(known.get(key));
        expect([table.first(id), table.second(id)]).toEqual([first, second]);
      }
      expect(table.count).toBe(known.size);
    }),
  );
});

test('families come back change by change', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(20), fc.nat(2), fc.nat()), { maxLength: 60 }), (changes) => {
      const family = new Family<number>(1, true);
      const ids = new ValueIds();
      const back: (() => void)[] = [];
      const journal: Journal = { note: (changed, at, old) => back.push(() => changed.back(at, old)) };
      const states: { readonly changes: number; readonly state: string }[] = [];
      for (const [i, j, number] of changes) {
        states.push({ changes: back.length, state: show(family.value((one) => one)) });
        family.put([i, j], number, journal);
        expect(family.at([i, j])).toBe(number);
        expect(family.idIn(ids, (one) => one)).toBe(ids.id(family.value((one) => one)));
      }
      for (const { changes: kept, state } of states.reverse()) {
        while (back.length > kept) back.pop()?.();
        expect(show(family.value((one) => one))).toBe(state);
      }
    }),
  );
});

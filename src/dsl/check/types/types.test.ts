import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  booleanType,
  distributionType,
  familyType,
  listType,
  mapType,
  neverType,
  noneType,
  numberType,
  playerType,
  setType,
  symbolType,
  type Type,
  textType,
  tupleType,
  unknownType,
} from '../../types.ts';
import { describe as inWords } from './describe.ts';
import { sameType } from './equal.ts';
import { join, joinAll, limit } from './join.ts';
import { overlap } from './overlap.ts';
import { drawnType, memberType, partTypes } from './shape.ts';

const flat = fc.constantFrom(numberType, booleanType, textType, noneType, playerType, unknownType, neverType);
const symbol = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }).map((members) => symbolType(...members));
const types: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    flat,
    symbol,
    tie('type').map(listType),
    tie('type').map(setType),
    tie('type').map(distributionType),
    fc.array(tie('type'), { maxLength: 2 }).map(tupleType),
    fc.tuple(tie('type'), tie('type')).map(([key, value]) => mapType(key, value)),
    fc.tuple(tie('type'), tie('type')).map(([key, value]) => familyType(key, value)),
    fc.tuple(tie('type'), tie('type')).map(([a, b]) => join(a, b)),
    tie('type').map((type): Type => ({ kind: 'record', fields: new Map([['f', type]]) })),
  ),
})).type;

describe('overlap', () => {
  const numbers = listType(numberType);

  test('a family can equal a list or a tuple of its values; another map cannot', () => {
    for (const sequence of [numbers, tupleType([numberType, numberType])]) {
      expect(overlap(familyType(numberType, numberType), sequence)).toBe(true);
      expect(overlap(sequence, familyType(numberType, numberType))).toBe(true);
      expect(overlap(mapType(numberType, numberType), sequence)).toBe(false);
      expect(overlap(sequence, mapType(numberType, numberType))).toBe(false);
    }
  });
});

describe('join', () => {
  test('does not depend on order, and adds nothing to itself', () => {
    fc.assert(
      fc.property(types, types, (a, b) => {
        expect(sameType(join(a, b), join(b, a))).toBe(true);
        expect(sameType(join(a, a), a)).toBe(true);
        expect(sameType(join(join(a, b), b), join(a, b))).toBe(true);
        expect(sameType(join(a, neverType), a)).toBe(true);
      }),
    );
  });

  test('overlaps with its parts', () => {
    fc.assert(
      fc.property(types, types, (a, b) => {
        expect(overlap(join(a, b), a)).toBe(true);
      }),
    );
  });

  test('merges what is alike and keeps the rest apart', () => {
    const mixed = joinAll([symbolType('a'), numberType, symbolType('b'), numberType]);
    expect(inWords(mixed)).toBe('a symbol (a or b) or a number');
    expect(join(symbolType('a'), textType)).toEqual(textType);
    expect(join(mixed, unknownType)).toEqual(unknownType);
  });
});

test('a type that grows forever is cut', () => {
  let type: Type = numberType;
  for (let i = 0; i < 30; i++) type = limit(join(type, listType(type)), 4);
  expect(sameType(type, limit(join(type, listType(type)), 4))).toBe(true);
});

describe('what a type holds', () => {
  test.each([
    [listType(numberType), numberType],
    [tupleType([numberType, booleanType]), join(numberType, booleanType)],
    [mapType(playerType, numberType), numberType],
    [numberType, undefined],
    [unknownType, unknownType],
    [neverType, neverType],
  ])('members of %j', (type, expected) => {
    expect(memberType(type)).toEqual(expected);
  });

  test('a map to numbers is a distribution of its keys', () => {
    expect(drawnType(mapType(numberType, numberType))).toEqual(numberType);
    expect(drawnType({ kind: 'record', fields: new Map([['a', numberType]]) })).toEqual(symbolType('a'));
    expect(drawnType(mapType(numberType, textType))).toBeUndefined();
    expect(drawnType(setType(numberType))).toBeUndefined();
  });

  test('a tuple is taken apart by its length, a list by any', () => {
    expect(partTypes(tupleType([numberType, textType]), 2)).toEqual([numberType, textType]);
    expect(partTypes(tupleType([numberType]), 2)).toBeUndefined();
    expect(partTypes(listType(numberType), 2)).toEqual([numberType, numberType]);
  });
});

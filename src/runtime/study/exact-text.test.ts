import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rational } from '../../dsl/number.ts';
import { Float, Player, SetValue, Tuple, type Value } from '../play/value.ts';
import { exactText } from './exact-text.ts';

const ana = new Player('ana', 0);

test('different values have different texts', () => {
  const different: Value[] = [
    1,
    '1',
    new Float(1),
    true,
    'true',
    null,
    'null',
    ana,
    'ana',
    [1],
    new Tuple([1]),
    new SetValue([1]),
  ];
  expect(new Set(different.map(exactText)).size).toBe(different.length);
  fc.assert(
    fc.property(
      fc.tuple(fc.integer(), fc.integer({ min: 1 })),
      fc.tuple(fc.integer(), fc.integer({ min: 1 })),
      ([a, b], [c, d]) => {
        const isSame = BigInt(a) * BigInt(d) === BigInt(b) * BigInt(c);
        expect(exactText(rational(a, b)) === exactText(rational(c, d))).toBe(isSame);
      },
    ),
  );
});

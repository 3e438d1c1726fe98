import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RegretRule } from '../../plugins/contract/dynamics.ts';
import { gameOfText } from './fixture.ts';
import { FlatForm } from './form.ts';
import { CounterfactualRegret } from './regret.ts';

const plus: RegretRule = { floor: true, predict: false, positive: () => 1, negative: () => 1, weight: (t) => t };

/** A small poker with any payoffs: `a` knows the card, and says something; `b` answers, knowing what was said. */
interface Poker {
  readonly stakes: readonly number[];
  readonly chance: number;
}

const pokers: fc.Arbitrary<Poker> = fc.record({
  stakes: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 8, maxLength: 8 }),
  chance: fc.integer({ min: 1, max: 9 }),
});

interface Change {
  readonly scale?: number;
  readonly shift?: number;
  /** The second player moves under the name that comes first. */
  readonly swapped?: boolean;
  /** The high card is two cards that nobody can tell apart by their payoffs. */
  readonly split?: boolean;
}

function textOf(
  { stakes, chance }: Poker,
  { scale = 1, shift = 0, swapped = false, split = false }: Change = {},
): string {
  const high = split ? `high: ${chance}/20, higher: ${chance}/20` : `high: ${chance}/10`;
  return `scenario P {
  players ${swapped ? 'b, a' : 'a, b'}
  card ~ { ${high}, low: rest }
  a sees card
  a chooses word in { x, y } openly
  b chooses reply in { l, r }
  let stakes = [${stakes.join(', ')}]
  let k = 1 + (if card == low then 4 else 0) + (if word == y then 2 else 0) + (if reply == r then 1 else 0)
  a gets ${scale} * stakes[k] + ${shift}
  b gets -(${scale} * stakes[k])
}`;
}

/** NashConv and the value to `a` of the average after so many iterations. */
function play(text: string, iterations: number): { readonly gap: number; readonly value: number } {
  const form = new FlatForm(gameOfText(text));
  const dynamics = new CounterfactualRegret(form, plus);
  for (let t = 1; t <= iterations; t++) dynamics.step(t);
  const plans = dynamics.average.map((sum) => sum.map((weight) => weight / (sum[0] ?? 1)));
  const a = form.game.players.indexOf('a');
  return { gap: form.nashConv(plans), value: form.value(a, plans) };
}

function expectClose(found: number, wanted: number): void {
  expect(Math.abs(found - wanted)).toBeLessThan(1e-8 * Math.max(1, Math.abs(wanted)));
}

test('payoffs scaled by a power of two scale the gap and the value, and nothing else', () => {
  fc.assert(
    fc.property(pokers, fc.constantFrom(1 / 4, 2, 64), (poker, scale) => {
      const plain = play(textOf(poker), 30);
      const scaled = play(textOf(poker, { scale }), 30);
      expectClose(scaled.gap, scale * plain.gap);
      expectClose(scaled.value, scale * plain.value);
    }),
    { numRuns: 30 },
  );
});

test('a constant that is paid whatever happens changes the value alone', () => {
  fc.assert(
    fc.property(pokers, fc.constantFrom(-8, 1 / 2, 16), (poker, shift) => {
      const iterations = 400;
      const plain = play(textOf(poker), iterations);
      const shifted = play(textOf(poker, { shift }), iterations);
      // Rounding decides ties, so that the paths may part; the value cannot.
      expect(Math.abs(shifted.value - shift - plain.value)).toBeLessThan(shifted.gap + plain.gap + 1e-9);
    }),
    { numRuns: 30 },
  );
});

test('the value does not depend on the order of the players, nor on cards that are split in two', () => {
  fc.assert(
    fc.property(pokers, (poker) => {
      const iterations = 400;
      const plain = play(textOf(poker), iterations);
      for (const change of [{ swapped: true }, { split: true }]) {
        const other = play(textOf(poker, change), iterations);
        expect(Math.abs(other.value - plain.value)).toBeLessThan(other.gap + plain.gap + 1e-9);
      }
    }),
    { numRuns: 30 },
  );
});

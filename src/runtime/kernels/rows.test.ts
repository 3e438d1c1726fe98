import { expect, test } from 'vitest';
import { gameOf, someBehaviour } from './fixture.ts';
import { FlatForm } from './form.ts';
import { multiply, rowsOf } from './rows.ts';

test.each([
  ["Liar's Dice, 4 sides", 'games/liars-dice.icsap', { sides: 4 }, true],
  ['Kuhn poker', 'games/kuhn.icsap', {}, false],
] as const)('%s: equal rows stand once, and the products are those of the entries', (_, file, parameters, hasEqual) => {
  const game = gameOf(file, parameters);
  const form = new FlatForm(game);
  const { players, entries } = form;
  const plans = players.map(({ sequences }) => new Float64Array(sequences));
  form.plansOf(someBehaviour(game, 7), plans);
  for (const [player, opponent] of [
    [0, 1],
    [1, 0],
  ] as const) {
    const sequences = players[player]?.sequences ?? 0;
    const rows = rowsOf(entries, player, opponent, sequences);
    const gradient = new Float64Array(sequences);
    multiply(rows, plans[opponent] ?? gradient, gradient);
    const expected = new Float64Array(sequences);
    for (let entry = 0; entry < entries.count; entry++) {
      const own = entries.last[player]?.[entry] ?? 0;
      const other = plans[opponent]?.[entries.last[opponent]?.[entry] ?? 0] ?? 0;
      expected[own] = (expected[own] ?? 0) + (entries.payoff[player]?.[entry] ?? 0) * other;
    }
    expect([...gradient]).toEqual([...expected]);
    expect(rows.other.length < entries.count).toBe(hasEqual);
    expect(new Set(rows.sequence).size).toBe(rows.sequence.length);
  }
});

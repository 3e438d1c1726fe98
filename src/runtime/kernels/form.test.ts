import { describe, expect, test } from 'vitest';
import { toNumber } from '../../dsl/number.ts';
import { certify } from '../certify/index.ts';
import type { Game } from '../game/game.ts';
import type { Value } from '../play/value.ts';
import { recognise } from '../problem/recognise.ts';
import { gameOf, gameOfText, someBehaviour } from './fixture.ts';
import { FlatForm } from './form.ts';

interface Known {
  readonly file: string;
  readonly parameters: Readonly<Record<string, Value>>;
  readonly value: number;
  readonly nashConv: number;
}

/** Uniform play: the values of the literature and of OpenSpiel. */
const known: readonly Known[] = [
  { file: 'games/kuhn.icsap', parameters: {}, value: 1 / 8, nashConv: 11 / 12 },
  { file: 'games/leduc.icsap', parameters: {}, value: -0.078125, nashConv: 4.747222 },
  { file: 'games/liars-dice.icsap', parameters: { sides: 3 }, value: 1 / 9, nashConv: 1.111111 },
  { file: 'games/liars-dice.icsap', parameters: { sides: 4 }, value: 1 / 16, nashConv: 1.310119 },
];

describe.each(known)('uniform play of $file $parameters', ({ file, parameters, nashConv }) => {
  const form = new FlatForm(gameOf(file, parameters));

  test('leaves the known NashConv', () => {
    expect(form.nashConv(form.uniform())).toBeCloseTo(nashConv, 6);
  });

  test('is worth the same by the matrix of payoffs', () => {
    const plans = form.uniform();
    for (const [row, column] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const { rowStart, column: columns, first, second } = form.matrix(row, column);
      let [one, two] = [0, 0];
      plans[row]?.forEach((weight, r) => {
        for (let entry = rowStart[r] ?? 0; entry < (rowStart[r + 1] ?? 0); entry++) {
          const reach = weight * (plans[column]?.[columns[entry] ?? 0] ?? 0);
          one += reach * (first[entry] ?? 0);
          two += reach * (second[entry] ?? 0);
        }
      });
      expect(one).toBeCloseTo(form.value(row, plans), 12);
      expect(two).toBeCloseTo(form.value(column, plans), 12);
    }
  });
});

const several = `scenario Three {
  players p[1..3]
  coin ~ { heads: 0.3, tails: rest }
  p[1] sees coin
  p[1] chooses a in { x, y } openly
  p[2] chooses b in { x, y, z }
  p[3] sees coin
  if a == x { p[3] chooses c in { x, y } }
  p[1] gets (3 when a == b) - (1 when made(c))
  p[2] gets 1 when a == b and coin == heads
  p[3] gets if made(c) then (if c == b then 4 else -2) else 1
}`;

const alone = `scenario Alone {
  players ana
  coin ~ { heads: 0.6, tails: rest }
  ana chooses guess in { heads, tails }
  ana gets 1 when guess == coin
}`;

const games: readonly (readonly [string, () => Game])[] = [
  ['Kuhn', () => gameOf('games/kuhn.icsap')],
  ['Leduc', () => gameOf('games/leduc.icsap')],
  ["Liar's Dice", () => gameOf('games/liars-dice.icsap', { sides: 3 })],
  ['Goofspiel', () => gameOf('games/goofspiel.icsap')],
  ['three bidders', () => gameOf('games/second-price.icsap', { top: 2 })],
  ['three players', () => gameOfText(several)],
  ['one player', () => gameOfText(alone)],
];

describe.each(games)('%s', (_, make) => {
  const game = make();
  const form = new FlatForm(game);

  test.each([1, 2, 3])('NashConv and values agree with the certificate, behaviour %i', (seed) => {
    const chances = someBehaviour(game, seed);
    const plans = form.uniform();
    form.plansOf(chances, plans);
    const profile = { chances, money: new Float64Array(0) };
    const { gap, values } = certify(recognise(game), { profile, proof: undefined });
    expect(form.nashConv(plans)).toBeCloseTo(gap, 10);
    for (const player of form.acting) {
      expect(form.value(player, plans)).toBeCloseTo(values[game.payeeOf[player] ?? 0] ?? Number.NaN, 12);
    }
  });

  test('behaviour goes to plans and back', () => {
    const plans = form.uniform();
    const chances = someBehaviour(game, 4);
    form.plansOf(chances, plans);
    const again = form.uniform();
    form.plansOf(form.chancesOf(plans), again);
    plans.forEach((plan, player) => {
      plan.forEach((weight, sequence) => {
        expect(again[player]?.[sequence]).toBeCloseTo(weight, 12);
      });
    });
  });

  test('a best response is worth what it promises', () => {
    const plans = form.uniform();
    for (const player of form.acting) {
      const gradient = new Float64Array(form.players[player]?.sequences ?? 0);
      form.gradient(player, plans, gradient);
      const reply = new Float64Array(gradient.length);
      const worth = form.bestResponse(player, gradient, reply);
      expect(form.value(player, plans.with(player, reply))).toBeCloseTo(worth, 12);
    }
  });
});

test('ends that nobody can tell apart are one entry, and those worth nothing are none', () => {
  const form = new FlatForm(
    gameOfText(`scenario T {
      players a, b
      coin ~ { heads: 1/4, tails: 3/4 }
      a chooses x in { l, r }
      b chooses y in { l, r }
      a gets (4 when x == y and coin == heads)
      b gets (1 when x == y)
    }`),
  );
  expect(form.entries.count).toBe(2);
  expect(form.entries.last.map((last) => [...last])).toEqual([
    [1, 2],
    [1, 2],
  ]);
  expect(form.entries.payoff.map((payoff) => [...payoff])).toEqual([
    [1, 1],
    [1, 1],
  ]);
});

test('a matrix takes the two that act', () => {
  const form = new FlatForm(gameOfText(several));
  expect(() => form.matrix(0, 1)).toThrow(RangeError);
});

test('exact entries are the entries without rounding', () => {
  for (const game of [gameOf('games/kuhn.icsap'), gameOfText(several)]) {
    const { count, last, payoff } = new FlatForm(game).entries;
    const exact = new FlatForm(game).exactEntries();
    expect(exact?.count).toBe(count);
    expect(exact?.last).toEqual(last);
    payoff.forEach((own, player) => {
      own.forEach((value, entry) => {
        expect(toNumber(exact?.payoff[player]?.[entry] ?? Number.NaN)).toBeCloseTo(value, 14);
      });
    });
  }
});

test('there are none where a number is a float', () => {
  const form = new FlatForm(
    gameOfText(`scenario Root {
      players a
      a chooses x in { l, r }
      a gets sqrt(2) when x == l
    }`),
  );
  expect(form.exactEntries()).toBeUndefined();
});

test('behaviour off the path is a best reply', () => {
  const game = gameOfText(`scenario Threat {
    players a, b
    a chooses x in { stay, go } openly
    if x == stay { a chooses z in { bad, good } }
    if x == go { b chooses y in { fight, yield } }
    a gets (if made(z) then (1 when z == good) else if y == yield then 2 else -1)
    b gets (1 when made(y) and y == yield)
  }`);
  const form = new FlatForm(game);
  const plans = form.uniform();
  const chances = new Float64Array([0, 1, 1, 0, 0, 1]);
  form.plansOf(chances, plans);
  expect([...form.chancesOf(plans)]).toEqual([0, 1, 0.5, 0.5, 0, 1]);
  expect([...form.completedChancesOf(plans)]).toEqual([0, 1, 0, 1, 0, 1]);
});

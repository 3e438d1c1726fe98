import { describe, expect, test } from 'vitest';
import { DiagnosticError, render } from '../../dsl/diagnostic.ts';
import { compile } from '../game/compile.ts';
import { playOf, setsByPlayer } from '../game/fixture.ts';
import { entriesOf } from './key.ts';
import { MapValue } from './value.ts';

/** The information sets of each player. */
function sets(body: string): Readonly<Record<string, number>> {
  return setsByPlayer(compile(playOf(`scenario P { ${body} }`)));
}

const coin = 'coin ~ { h: 0.5, t: rest }';

describe('who knows what', () => {
  test('the line of the program is not known: one choice on two lines is one set', () => {
    const body = `players a ${coin} if coin == h { a chooses x in { l, r } } else { a chooses x in { l, r } } a gets 1 when (x == l) == (coin == h)`;
    expect(sets(body)).toEqual({ a: 1 });
  });

  test('what is asked is known: two names are two sets', () => {
    const body = `players a ${coin} if coin == h { a chooses x in { l, r } a gets 1 when x == l } else { a chooses y in { l, r } a gets 1 when y == r }`;
    expect(sets(body)).toEqual({ a: 2 });
  });

  test('being told tells something, whatever it is', () => {
    const body = `players a ${coin} let known = 3 if coin == h { a sees known } a chooses x in { l, r } a gets 1 when (x == l) == (coin == h)`;
    expect(sets(body)).toEqual({ a: 2 });
  });

  test('a domain that depends on what is hidden is an error that shows both plays', () => {
    const play = playOf(
      `scenario P { players a ${coin} a chooses x in { l, r when coin == h } a gets 1 when (x == l) == (coin == h) }`,
    );
    const rendered = thrown(() => compile(play));
    expect(rendered.code).toBe('domain/unknown');
    expect(rendered.message).toContain('{ l } here, but { l, r } in another play');
    expect(rendered.witness).toBe('in the play with coin = t; and in the play with coin = h');
  });

  test('a player is no key where a symbol of its name is one, as data may have, and is called a player', () => {
    const text = 'scenario P(pay) { players a for p in players { p chooses x in 1..2 p gets pay[p] * x } }';
    const play = playOf(text, {
      pay: new MapValue(
        entriesOf([
          ['a', 1],
          ['b', 2],
        ]),
      ),
    });
    const { code, message, repair } = thrown(() => compile(play));
    expect([code, message, repair]).toEqual([
      'play/entry',
      'there is no entry at the player a',
      'it has entries at a, b',
    ]);
  });

  test('options in another order are the same domain', () => {
    const body = `players a ${coin} a chooses x in if coin == h then { l, r } else { r, l } a gets 1 when (x == l) == (coin == h)`;
    const game = compile(playOf(`scenario P { ${body} }`));
    expect(setsByPlayer(game)).toEqual({ a: 1 });
    expect([...game.payoff]).toEqual([1, 0, 0, 1]);
  });

  test('an index in the label of what is seen is seen', () => {
    const body =
      'players a k ~ uniform(1..2) card ~ deal(2, from = { red, blue }) a sees card[k] a chooses x in 1..2 a gets 1 when x == k';
    expect(sets(body)).toEqual({ a: 4 });
  });

  test('a player remembers its own moves', () => {
    const body =
      'players driver for t in 1..2 { driver chooses turn in { exit, go } if turn == exit { driver gets 4 when t == 2 end } } driver gets 1';
    expect(sets(body)).toEqual({ driver: 2 });
  });

  test('hidden moves are not counted', () => {
    const body = `players a, b ${coin} a sees coin if coin == h { a chooses x in { l, r } } b chooses y in { l, r } b gets 1 when (y == l) == (coin == h)`;
    expect(sets(body)).toEqual({ a: 1, b: 1 });
  });

  test('open moves are', () => {
    const body = `players a, b ${coin} a sees coin if coin == h { a chooses x in { l, r } openly } b chooses y in { l, r } b gets 1 when (y == l) == (coin == h)`;
    expect(sets(body)).toEqual({ a: 1, b: 3 });
  });

  test('pay shows nothing', () => {
    const body = `players a ${coin} a gets 1 when coin == h a chooses y in { l, r } a gets 1 when (y == l) == (coin == h)`;
    expect(sets(body)).toEqual({ a: 1 });
  });
});

test('records say who told and chose what', () => {
  const game = compile(
    playOf(
      'scenario P { players a, b card[a] ~ uniform(1..2) a sees card[a] a chooses x in { l, r } openly b chooses y in { l, r } b gets 1 when x == y }',
    ),
  );
  const { informationSets } = game;
  const last = informationSets.describe(informationSets.count - 1);
  expect(last.player.name).toBe('b');
  expect(last.knows.map(({ kind, who, label, value }) => [kind, who?.name, label, value])).toEqual([
    ['open', 'a', 'x', 'r'],
  ]);
  const own = informationSets.describe(0);
  expect(own.knows).toEqual([{ kind: 'told', who: undefined, label: 'card[a]', value: 1 }]);
});

function thrown(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof DiagnosticError && error.diagnostics[0]) return render(error.diagnostics[0]);
    throw error;
  }
  throw new Error('nothing was thrown');
}

import { describe, expect, test } from 'vitest';
import { rational } from '../../dsl/number.ts';
import type { Value } from '../play/value.ts';
import { recognise } from '../problem/recognise.ts';
import { buildGame, type SourceNode, type SourceSet, type SourceTree } from './build.ts';
import { compile } from './compile.ts';
import { catalogueText, playOf } from './fixture.ts';
import { CHANCE, END, type Game } from './game.ts';
import { perfectRecall } from './recall.ts';
import { endSequences } from './sequences.ts';
import { toArrays } from './transfer.ts';

/** A compiled game as a tree of objects, as if it had been read from a file. */
function treeOf(game: Game): SourceTree {
  const labels = game.labels(game.nodes);
  const sets = Array.from({ length: game.informationSets.count }, (_, set): SourceSet => {
    const { label, knows, player } = game.informationSets.describe(set);
    return { player: player.index, label, knows, actions: game.informationSets.actions(set) };
  });
  const width = game.payees.length;
  const nodeAt = (node: number): SourceNode => {
    const [first = 0, next = 0] = [game.firstChild[node], game.firstChild[node + 1]];
    const children = Array.from({ length: next - first }, (_, child) => nodeAt(first + child));
    const at = game.index[node] ?? 0;
    if (game.actor[node] === END)
      return { kind: 'end', pay: game.players.map((_, player) => game.exact?.payoff.at(at * width + player) ?? 0) };
    const set = sets[at];
    if (game.actor[node] !== CHANCE && set) return { kind: 'choice', set, children };
    const drawn = labels.slice(first, next);
    return {
      kind: 'chance',
      label: labels[node]?.place ?? '',
      values: drawn.map(({ taken }): Value => taken ?? null),
      chances: drawn.map(({ chance }) => chance ?? 0),
      children,
    };
  };
  return { players: game.players, root: nodeAt(0) };
}

describe.each(['games/kuhn.icsap', 'games/leduc.icsap', 'games/goofspiel.icsap'])('the tree of %s', (file) => {
  const compiled = compile(playOf(catalogueText(file)));
  const built = buildGame(treeOf(compiled));

  test('built from objects is the compiled one', () => {
    expect(toArrays(built)).toEqual(toArrays(compiled));
    expect(built.labels(300)).toEqual(compiled.labels(300));
    expect(endSequences(built)).toEqual(endSequences(compiled));
    expect(perfectRecall(built)).toEqual({ holds: true });
  });

  test('has the same exact numbers and the same words', () => {
    for (const column of ['chance', 'payoff'] as const) {
      const [one, other] = [built.exact?.[column], compiled.exact?.[column]];
      expect(one?.length).toBe(other?.length);
      for (let at = 0; at < (one?.length ?? 0); at++) expect(one?.at(at)).toEqual(other?.at(at));
    }
    for (let set = 0; set < built.informationSets.count; set++) {
      const { label, knows } = compiled.informationSets.describe(set);
      expect(built.informationSets.describe(set)).toMatchObject({ label, knows });
      expect(built.informationSets.actions(set)).toEqual(compiled.informationSets.actions(set));
      expect(built.informationSets.ofSituation(built.informationSets.describe(set).id)).toBe(set);
    }
  });

  test('is recognised as the same problem', () => {
    expect(recognise(built).recognition).toEqual(recognise(compiled).recognition);
  });
});

test('what is paid on the way adds up at the ends', () => {
  const set = { player: 1, label: 'x', actions: ['l', 'r'] };
  const end = (pay?: readonly number[]): SourceNode => ({ kind: 'end', pay });
  const third = rational(1, 3);
  const root: SourceNode = {
    kind: 'chance',
    label: 'weather',
    values: ['sun', 'rain'],
    chances: [third, rational(2, 3)],
    pay: [third, 0],
    children: [
      { kind: 'choice', set, pay: [0, -1], children: [end([1, 1]), end()] },
      { kind: 'choice', set, children: [end(), end([0, 4])] },
    ],
  };
  const game = buildGame({ players: ['a', 'b'], root });
  expect(game.ends).toBe(4);
  expect([...game.levels]).toEqual([0, 1, 3, 7]);
  expect(Array.from({ length: 8 }, (_, at) => game.exact?.payoff.at(at))).toEqual([
    rational(4, 3),
    0,
    third,
    -1,
    third,
    0,
    third,
    4,
  ]);
  expect([...game.chance]).toEqual([1, 1 / 3, 2 / 3, 1, 1, 1, 1]);
  expect(game.informationSets.count).toBe(1);
  expect(game.labels(3)).toEqual([
    { place: 'weather', taken: undefined, chance: undefined },
    { place: 'x', taken: 'sun', chance: third },
    { place: 'x', taken: 'rain', chance: rational(2, 3) },
  ]);
});

describe('forgetting is found', () => {
  test('in the absent-minded driver, who meets one set twice (Piccione and Rubinstein 1997)', () => {
    const crossing = { player: 0, label: 'crossing', actions: ['exit', 'continue'] };
    const second: SourceNode = {
      kind: 'choice',
      set: crossing,
      children: [
        { kind: 'end', pay: [4] },
        { kind: 'end', pay: [1] },
      ],
    };
    const root: SourceNode = { kind: 'choice', set: crossing, children: [{ kind: 'end', pay: [0] }, second] };
    const game = buildGame({ players: ['driver'], root });
    expect(perfectRecall(game)).toEqual({ holds: false, player: 0, set: 0, nodes: [0, 2] });
    expect(recognise(game)).toMatchObject({ class: 'general-sum', simultaneous: false });
  });

  test('where a player has forgotten its own draw, which it knew before', () => {
    const first = [1, 2].map((card) => ({ player: 0, label: `told ${card}`, actions: ['bet', 'pass'] }));
    const later = { player: 0, label: 'later', actions: ['call', 'fold'] };
    const last: SourceNode = { kind: 'choice', set: later, children: [{ kind: 'end' }, { kind: 'end' }] };
    const root: SourceNode = {
      kind: 'chance',
      label: 'card',
      values: [1, 2],
      chances: [rational(1, 2), rational(1, 2)],
      children: first.map((set) => ({ kind: 'choice', set, children: [last, { kind: 'end' }] })),
    };
    expect(perfectRecall(buildGame({ players: ['a'], root }))).toMatchObject({ holds: false, set: 2 });
  });
});

test('what does not fit is refused', () => {
  const set = { player: 0, label: 'x', actions: ['l', 'r'] };
  const root: SourceNode = { kind: 'choice', set, children: [{ kind: 'end' }] };
  expect(() => buildGame({ players: ['a'], root })).toThrow('history 0 has 1 children for 2 options');
  const nobody: SourceNode = {
    kind: 'choice',
    set: { ...set, player: 1 },
    children: [{ kind: 'end' }, { kind: 'end' }],
  };
  expect(() => buildGame({ players: ['a'], root: nobody })).toThrow('there is no player 1');
});

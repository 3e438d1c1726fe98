import { describe, expect, test } from 'vitest';
import type { Value } from '../play/value.ts';
import { sequenceAtNodes } from './action.ts';
import { compile } from './compile.ts';
import { catalogueText, playOf, setsByPlayer } from './fixture.ts';
import { CHANCE, END, type Game } from './game.ts';
import { perfectRecall } from './recall.ts';
import { endSequences } from './sequences.ts';
import { sizeOf } from './size.ts';

interface Known {
  readonly file: string;
  readonly parameters: Readonly<Record<string, Value>>;
  readonly histories: number;
  readonly ends: number;
  readonly sets: number;
  readonly uniform: number;
  readonly nashConv: number;
}

/** Values from the literature, and from OpenSpiel: histories count the root, chance nodes and ends. */
const known: readonly Known[] = [
  { file: 'games/kuhn.icsap', parameters: {}, histories: 55, ends: 30, sets: 6, uniform: 1 / 8, nashConv: 11 / 12 },
  {
    file: 'games/leduc.icsap',
    parameters: {},
    histories: 9451,
    ends: 5520,
    sets: 468,
    uniform: -0.078125,
    nashConv: 4.747222,
  },
  {
    file: 'games/liars-dice.icsap',
    parameters: { sides: 3 },
    histories: 1147,
    ends: 567,
    sets: 96,
    uniform: 1 / 9,
    nashConv: 1.111111,
  },
  {
    file: 'games/liars-dice.icsap',
    parameters: { sides: 4 },
    histories: 8181,
    ends: 4080,
    sets: 512,
    uniform: 1 / 16,
    nashConv: 1.310119,
  },
];

describe.each(known)('$file $parameters', ({ file, parameters, histories, ends, sets, nashConv }) => {
  const game = compile(playOf(catalogueText(file), parameters));

  test('has the known size', () => {
    expect(game.nodes).toBe(histories);
    expect(game.ends).toBe(ends);
    expect(setsByPlayer(game)).toEqual({ ana: sets, bo: sets });
    const sequences = 2 + (game.informationSets.firstAction[game.informationSets.count] ?? 0);
    expect(sizeOf(game)).toMatchObject({ nodes: histories, ends, informationSets: 2 * sets, sequences });
  });

  test('leaves uniform play with the known NashConv', () => {
    const gains = game.players.map((_, player) => bestResponse(game, player) - uniformValue(game, player));
    expect(gains.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(nashConv, 6);
  });

  test('is laid out in level order', () => {
    expect(layoutErrors(game)).toEqual([]);
    expect(perfectRecall(game)).toEqual({ holds: true });
  });
});

test('Kuhn poker with four cards', () => {
  const game = compile(playOf(catalogueText('games/kuhn.icsap'), { ranks: 4 }));
  expect([game.nodes, game.ends, setsByPlayer(game)]).toEqual([109, 60, { ana: 8, bo: 8 }]);
  const gains = game.players.map((_, player) => bestResponse(game, player) - uniformValue(game, player));
  expect((gains[0] ?? 0) + (gains[1] ?? 0)).toBeCloseTo(0.875, 12);
});

test('a team has one utility, to which what its members get adds', () => {
  const game = compile(
    playOf(
      'scenario T { players c team ab = { a, b } a chooses x in 1..2 ab gets x a gets 10 c gets 5 b gets 100 * x }',
    ),
  );
  expect(game.payees).toEqual(['c', 'ab']);
  expect([...game.payeeOf]).toEqual([0, 1, 1]);
  expect([...game.payoff]).toEqual([5, 111, 5, 212]);
});

function uniformPlan(game: Game, player: number): Float64Array {
  const { informationSets } = game;
  const plan = new Float64Array(informationSets.sequences[player] ?? 1).fill(1);
  for (let set = 0; set < informationSets.count; set++) {
    if (informationSets.player[set] !== player) continue;
    const actions = (informationSets.firstAction[set + 1] ?? 0) - (informationSets.firstAction[set] ?? 0);
    const first = informationSets.firstSequence[set] ?? 0;
    plan.fill((plan[informationSets.parentSequence[set] ?? 0] ?? 0) / actions, first, first + actions);
  }
  return plan;
}

function uniformValue(game: Game, player: number): number {
  const { last, chance } = endSequences(game);
  const plans = game.players.map((_, other) => uniformPlan(game, other));
  let value = 0;
  for (let end = 0; end < game.ends; end++) {
    const weight = plans.reduce(
      (product, plan, other) => product * (plan[last[other]?.[end] ?? 0] ?? 0),
      chance[end] ?? 0,
    );
    value += weight * (game.payoff[end * game.payees.length + (game.payeeOf[player] ?? 0)] ?? 0);
  }
  return value;
}

/** Against uniform play of the others: backward over the sets, whose parents have lower numbers. */
function bestResponse(game: Game, player: number): number {
  const { informationSets } = game;
  const { last, chance } = endSequences(game);
  const gains = new Float64Array(informationSets.sequences[player] ?? 1);
  const plans = game.players.map((_, other) => uniformPlan(game, other));
  for (let end = 0; end < game.ends; end++) {
    const others = plans.reduce(
      (product, plan, other) => (other === player ? product : product * (plan[last[other]?.[end] ?? 0] ?? 0)),
      chance[end] ?? 0,
    );
    const own = last[player]?.[end] ?? 0;
    gains[own] =
      (gains[own] ?? 0) + others * (game.payoff[end * game.payees.length + (game.payeeOf[player] ?? 0)] ?? 0);
  }
  for (let set = informationSets.count - 1; set >= 0; set--) {
    if (informationSets.player[set] !== player) continue;
    const actions = (informationSets.firstAction[set + 1] ?? 0) - (informationSets.firstAction[set] ?? 0);
    const first = informationSets.firstSequence[set] ?? 0;
    const parent = informationSets.parentSequence[set] ?? 0;
    gains[parent] = (gains[parent] ?? 0) + Math.max(...gains.subarray(first, first + actions));
  }
  return gains[0] ?? 0;
}

/** What is wrong with the arrays of a game, if anything. */
function layoutErrors(game: Game): readonly string[] {
  const errors: string[] = [];
  const expectThat = (holds: boolean, what: string): void => {
    if (!holds) errors.push(what);
  };
  for (let depth = 0; depth + 1 < game.levels.length; depth++) {
    for (let node = game.levels[depth] ?? 0; node < (game.levels[depth + 1] ?? 0); node++) {
      const first = game.firstChild[node] ?? 0;
      const last = game.firstChild[node + 1] ?? 0;
      expectThat(last >= first, `children of ${node}`);
      expectThat((game.actor[node] === END) === (first === last), `end ${node}`);
      let sum = 0;
      for (let child = first; child < last; child++) {
        expectThat(game.parent[child] === node, `parent of ${child}`);
        expectThat(
          child >= (game.levels[depth + 1] ?? 0) && child < (game.levels[depth + 2] ?? 0),
          `level of ${child}`,
        );
        sum += game.chance[child] ?? 0;
      }
      if (game.actor[node] === CHANCE) expectThat(Math.abs(sum - 1) < 1e-12, `chances at ${node}`);
      if (game.actor[node] === END) expectThat(game.endNode[game.index[node] ?? -1] === node, `index of end ${node}`);
    }
  }
  for (const [player] of game.players.entries()) {
    const sequence = sequenceAtNodes(game, player);
    for (let node = 0; node < game.nodes; node++) {
      const isWrong =
        game.actor[node] === player && game.informationSets.parentSequence[game.index[node] ?? 0] !== sequence[node];
      expectThat(!isWrong, `parent sequence at ${node}`);
    }
  }
  return errors;
}

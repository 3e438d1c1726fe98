import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from './dsl/diagnostic.ts';
import { check, emptyCatalog } from './dsl/index.ts';
import type { GameTree, TreeNode, TreeSet } from './plugins/contract/game-tree.ts';
import { compile } from './runtime/game/compile.ts';
import { gameOfTree } from './runtime/game/from-tree.ts';
import type { Game } from './runtime/game/game.ts';
import { treeOfGame } from './runtime/game/to-tree.ts';
import { instantiate } from './runtime/play/instantiate.ts';
import { poseProblem } from './runtime/problem/pose.ts';
import { readForeign, writeForeign } from './runtime/project/foreign.ts';
import { scenarioOfTree } from './runtime/report/tree-scenario.ts';
import { standardHost } from './standard-host.ts';

const host = await standardHost();

function through(tree: GameTree, ending: string): GameTree {
  const [reader, writer] = [host.importer(ending), host.exporter(ending)];
  if (!reader || !writer) throw new Error(`nothing reads and writes .${ending}`);
  return readForeign(reader, writeForeign(writer, tree, 'tree', ending), 'tree', ending);
}

const label = fc.string({ minLength: 1, maxLength: 6 }).map((text) => text.trim().replaceAll(/\s+/g, ' ') || 'x');
const labels = (count: number) => fc.uniqueArray(label, { minLength: count, maxLength: count });
const ratio = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 7 })).map(([num, den]) => {
  const g = gcd(Math.abs(num), den);
  return { num: BigInt(num / g), den: BigInt(den / g) };
});

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/**
 * Trees of three rounds: in each, nature or a player moves, the same in all branches, and a player sees nothing of its round or
 * which of two halves it is in; each player moves once at the most, so that it forgets nothing.
 */
const trees: fc.Arbitrary<GameTree> = fc
  .record({
    title: label,
    comment: label,
    players: labels(2),
    order: fc.constantFrom(['c', 0, 1] as const, [0, 'c', 1] as const, [1, 0, 'c'] as const, [0, 1] as const),
    actions: fc.array(fc.integer({ min: 1, max: 3 }).chain(labels), { minLength: 6, maxLength: 6 }),
    setLabels: labels(6),
    halves: fc.boolean(),
    pays: fc.array(fc.tuple(ratio, ratio), { minLength: 27, maxLength: 27 }),
  })
  .map(({ title, comment, players, order, actions, setLabels, halves, pays }) => {
    const sets = new Map<string, TreeSet>();
    let end = 0;
    const grow = (depth: number, half: number): TreeNode => {
      const mover = order[depth];
      if (mover === undefined) {
        const pay = pays[end++ % pays.length] ?? [];
        return { kind: 'end', outcome: { label: `o${end}`, pay } };
      }
      const at = depth * 2 + (halves ? half : 0);
      const names = actions[at] ?? [];
      const children = names.map((_, a) => grow(depth + 1, depth === 0 ? a % 2 : half));
      if (mover === 'c') {
        const chances = names.map((_, a) => ratioOf(a + 1, (names.length * (names.length + 1)) / 2));
        return { kind: 'chance', label: `${setLabels[at]}`, actions: names, chances, children, outcome: undefined };
      }
      const set = sets.get(`${at}`) ?? { player: mover, label: setLabels[at] ?? '', actions: names };
      sets.set(`${at}`, set);
      return { kind: 'choice', set, children, outcome: undefined };
    };
    return { title, comment, players, root: grow(0, 0) };
  });

function ratioOf(num: number, den: number) {
  const g = gcd(num, den);
  return { num: BigInt(num / g), den: BigInt(den / g) };
}

/** What a player can expect where everybody mixes evenly, and the sizes: the same for games that differ in names only. */
function shape(game: Game) {
  const { nodes, ends, informationSets } = game;
  const { count, sequences } = informationSets;
  return { nodes, ends, sets: count, sequences: Array.from(sequences), values: uniformValues(game) };
}

function uniformValues(game: Game): readonly number[] {
  const chance = new Float64Array(game.nodes).fill(1);
  for (let node = 1; node < game.nodes; node++) {
    const above = game.parent[node] ?? 0;
    const width = (game.firstChild[above + 1] ?? 0) - (game.firstChild[above] ?? 0);
    const step = (game.actor[above] ?? 0) >= 0 ? 1 / width : (game.chance[node] ?? 0);
    chance[node] = (chance[above] ?? 0) * step;
  }
  return game.payees.map((_, payee) => {
    let value = 0;
    for (let end = 0; end < game.ends; end++)
      value += (chance[game.endNode[end] ?? 0] ?? 0) * (game.payoff[end * game.payees.length + payee] ?? 0);
    return Math.round(value * 1e9) / 1e9 + 0;
  });
}

describe('trees go through', () => {
  test('.efg as they are: names, numbers, structure', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(through(tree, 'efg')).toEqual(tree);
      }),
    );
  });

  test('.nfg with the values and the strategies of each player', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const table = gameOfTree(through(tree, 'nfg'));
        expect(uniformValues(table)).toEqual(uniformValues(gameOfTree(tree)));
      }),
      { numRuns: 40 },
    );
  });

  test('a game, and back', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const game = gameOfTree(tree);
        const back = treeOfGame(game, tree.title, tree.comment);
        expect(shape(gameOfTree(back))).toEqual(shape(game));
        expect(back.players).toEqual(tree.players);
      }),
    );
  });

  test('a scenario, which has no mistakes and the same shape', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        const text = scenarioOfTree(tree);
        const { model, diagnostics } = check(text, {
          file: 'tree.icsap',
          catalog: emptyCatalog,
          read: () => ({ refused: '' }),
        });
        const wrong = diagnostics.map(render).filter(({ severity }) => severity === 'error');
        expect(wrong, text).toEqual([]);
        const [scenario] = model?.scenarios.values() ?? [];
        if (!scenario) throw new Error(text);
        const game = compile(instantiate(scenario, new Map()));
        expect(uniformValues(game), text).toEqual(uniformValues(gameOfTree(tree)));
        expect(game.informationSets.count).toBe(gameOfTree(tree).informationSets.count);
      }),
    );
  });
});

test('cases within a last case are written as `else if`', () => {
  const file = `EFG 2 R "Both" { "A" "B" } ""
p "" 1 1 "one" { "go" "stop" } 0
p "" 2 1 "two" { "x" "y" } 0
t "" 1 "" { 2 -2 }
t "" 2 "" { 1 -1 }
p "" 2 1 "two" { "x" "y" } 0
t "" 3 "" { 1 1 }
t "" 4 "" { 0 7 }
`;
  const reader = host.importer('efg');
  if (!reader) throw new Error('nothing reads .efg');
  const text = scenarioOfTree(readForeign(reader, file, 'both.efg', 'efg'));
  expect(text).toContain('  } else if two == x {\n    A gets 1\n    B gets 1\n  } else {\n    B gets 7\n  }\n}\n');
});

const root = join(import.meta.dirname, '..');

test.each(['kuhn', 'leduc', 'matching-pennies', 'goofspiel'])(
  '%s goes through .efg with its sizes and values',
  (name) => {
    const text = readFileSync(join(root, 'scenarios', 'games', `${name}.icsap`), 'utf8');
    const { game } = poseProblem(text);
    expect(shape(gameOfTree(through(treeOfGame(game, name, ''), 'efg')))).toEqual(shape(game));
  },
);

test('LiteEFG gets every history as a line, and every information set', () => {
  const { game } = poseProblem(readFileSync(join(root, 'scenarios', 'games', 'kuhn.icsap'), 'utf8'));
  const writer = host.exporter('game');
  if (!writer) throw new Error('nothing writes .game');
  const lines = writeForeign(writer, treeOfGame(game, 'Kuhn', ''), 'kuhn', 'game').split('\n');
  expect(lines.filter((line) => line.startsWith('node ')).length).toBe(game.nodes);
  expect(lines.filter((line) => line.startsWith('infoset ')).length).toBe(game.informationSets.count);
  expect(lines.filter((line) => line.includes(' leaf payoffs ')).length).toBe(game.ends);
  const paths = new Set(lines.filter((line) => line.startsWith('node ')).map((line) => line.split(' ')[1]));
  expect(paths.size).toBe(game.nodes);
  const named = lines.filter((line) => line.startsWith('infoset ')).flatMap((line) => line.split(' ').slice(3));
  expect(named.filter((path) => !paths.has(path))).toEqual([]);
});

test('the command solves a file of Gambit, and says so in one document', () => {
  const file = join(import.meta.dirname, '..', 'scenarios', 'formats', 'poker.efg');
  const main = join(import.meta.dirname, 'cli', 'main.ts');
  const { stdout, status } = spawnSync(process.execPath, [main, 'run', file, '--json'], { encoding: 'utf8' });
  expect(status).toBe(0);
  const { studies } = JSON.parse(stdout);
  const { solution } = studies[0].runs[0].solutions;
  expect(solution.value.Fred).toBeCloseTo(1 / 3, 9);
  expect(solution.gap).toBeLessThan(1e-9);
});

test('solvers that play a scenario refuse a tree that has none behind it', () => {
  const file = join(root, 'scenarios', 'formats', 'poker.efg');
  const main = join(import.meta.dirname, 'cli', 'main.ts');
  const words = [main, 'run', file, '--with', 'cfr.external'];
  const { stdout, status } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stdout).toContain('behind this tree there is none');
  expect(stdout).toContain('these can: `cfr.discounted`');
});

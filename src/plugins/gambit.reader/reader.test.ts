import { describe, expect, test } from 'vitest';
import { type GameTree, ImportFailure, type TreeNode } from '../contract/index.ts';
import { GambitReader } from './reader.ts';

const reader = new GambitReader();
const efg = (text: string): GameTree => reader.read(text, 'efg');
const nfg = (text: string): GameTree => reader.read(text, 'nfg');

function mistakesOf(text: string, ending = 'efg'): readonly string[] {
  try {
    reader.read(text, ending);
    return [];
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error;
    return error.mistakes.map(({ start, end, message }) => `${text.slice(start, end)}: ${message}`);
  }
}

const head = 'EFG 2 R "T" { "a" "b" } ';

function paysOf(node: TreeNode): readonly (readonly string[])[] {
  const own = node.outcome?.pay.map(({ num, den }) => `${num}/${den}`) ?? [];
  return [own, ...(node.kind === 'end' ? [] : node.children.flatMap(paysOf))];
}

describe('.efg', () => {
  test('numbers of every form are exact', () => {
    const { root } = efg(`${head} p "" 1 1 "s" { "x" "y" "z" } 0
      t "" 1 "" { .5, -3/4 } t "" 2 "" { 1e19 +2 } t "" 3 "" { 1.25e-2 0.5/3 }`);
    expect(paysOf(root)).toEqual([[], ['1/2', '-3/4'], ['10000000000000000000/1', '2/1'], ['1/80', '1/6']]);
  });

  test('sets, events and outcomes are described once or every time', () => {
    const once = `${head} c "" 1 "d" { "h" 1/4 "l" 3/4 } 0
      p "" 2 7 "s" { "x" "y" } 0 t "" 1 "o" { 1 2 } t "" 1
      p "" 2 7 0 t "" 1 t "" 0`;
    const everyTime = once
      .replace('p "" 2 7 0', 'p "" 2 7 "s" { "x" "y" } 0')
      .replaceAll('t "" 1\n', 't "" 1 "o" { 1 2 }\n');
    expect(efg(everyTime)).toEqual(efg(once));
    const { root } = efg(once);
    if (root.kind !== 'chance') throw new Error('a draw comes first');
    const [first, second] = root.children;
    if (first?.kind !== 'choice' || second?.kind !== 'choice') throw new Error('then a choice');
    expect(first.set).toBe(second.set);
    expect(first.set).toEqual({ player: 1, label: 's', actions: ['x', 'y'] });
  });

  test('labels: quotes and backslashes, none, and the same twice', () => {
    const { comment, players, root } = efg(`EFG 2 D "T" { "an \\"a\\"" "" } "a \\\\ b"
      p "" 1 1 "" { "" "x" "x" } 0 t "" 0 t "" 0 t "" 0`);
    expect(comment).toBe('a \\ b');
    expect(players).toEqual(['an "a"', 'player 2']);
    expect(root.kind === 'choice' && root.set).toEqual({ player: 0, label: 'set 1', actions: ['1', 'x', 'x (2)'] });
  });

  test('outcomes stand at draws and choices too, and ends may have none', () => {
    const { root } = efg(`${head} c "" 1 "d" { "h" 1 } 1 "up" { 1 0 } p "" 1 1 "s" { "x" } 2 "mid" { 0 1 } t "" 0`);
    expect(paysOf(root)).toEqual([['1/1', '0/1'], ['0/1', '1/1'], []]);
  });

  test('chances that were rounded are taken as what they were rounded from', () => {
    const sixth = Array.from({ length: 6 }, (_, i) => `"${i}" 0.166667`).join(' ');
    const { root } = efg(`${head} c "" 1 "die" { ${sixth} } 0 ${'t "" 0 '.repeat(6)}`);
    expect(root.kind === 'chance' && root.chances).toEqual(Array.from({ length: 6 }, () => ({ num: 1n, den: 6n })));
  });

  test('a tree of a hundred thousand moves one after the other is read', () => {
    const moves = Array.from({ length: 100_000 }, (_, i) => `p "" 1 ${i + 1} "s" { "on" } 0`).join('\n');
    expect(efg(`${head}${moves}\nt "" 0`).root.kind).toBe('choice');
  });

  test.each([
    ['', ': `EFG 2 R` belongs here, where the file ends'],
    ['NFG 1 R', 'NFG: the file begins with `EFG 2 R`'],
    ['EFG 3 R', '3: version 3 of the format is not known'],
    [`${head} p "" 3 1 "s" { "x" } 0 t "" 0`, '3: there is no player 3: the file names 2'],
    [
      `${head} p "" 1 1 0 t "" 0`,
      '1: information set 1 of player 1 stands here for the first time, and is not described',
    ],
    [`${head} p "" 1 1 "s" { "x" "y" } 0 t "" 0`, ': the node after `y` belongs here, where the file ends'],
    [`${head} t "" 0 t "" 0`, 't: the tree is complete before this'],
    [`${head} t "" 1 "o" { 1 }`, '{: the payoffs are 1, and the players 2'],
    [`${head} t "" 0 "o" { 1 0 }`, '0: outcome 0 is the one that pays nothing'],
    [`${head} t "" 1 "o" { 1 1/0 }`, '1/0: `1/0` is no number that can be read'],
    [`${head} c "" 1 "d" { "h" 0.5 "l" 0.4 } 0 t "" 0 t "" 0`, '1: these chances sum to 9/10, and not to 1'],
    [`${head} c "" 1 "d" { "h" 1.5 "l" -0.5 } 0 t "" 0 t "" 0`, '1: a chance is negative: -1/2'],
    [
      `${head} p "" 1 1 "s" { "x" } 0 p "" 1 1 "s" { "y" } 0 t "" 0`,
      '1: information set 1 of player 1 was described differently before: as ["x"], and now as ["y"]',
    ],
    [`${head} q`, 'q: a node begins with `c`, `p` or `t`, and not with `q`'],
    [`${head} t "open`, '"open: this text has no end'],
    [`${head} t "" §`, '§: `§` means nothing here'],
  ])('%s', (text, mistake) => {
    expect(mistakesOf(text)).toEqual([mistake]);
  });

  test('several wrong meanings are all told', () => {
    const text = `${head} c "" 1 "d" { "h" 0.5 "l" 0.4 } 0 t "" 1 "o" { 1 } t "" 2 "p" { 1 2 3 }`;
    expect(mistakesOf(text)).toHaveLength(3);
  });
});

describe('.nfg', () => {
  const table = 'NFG 1 R "T" { "a" "b" } { { "u" "d" } { "l" "m" "r" } }';

  test('payoffs come with the first player changing fastest', () => {
    const { root } = nfg(`${table} 1 10 2 20 3 30 4 40 5 50 6 60`);
    const rows = root.kind === 'choice' ? root.children : [];
    expect(rows.map((row) => paysOf(row).map(([first]) => first))).toEqual([
      [undefined, '1/1', '3/1', '5/1'],
      [undefined, '2/1', '4/1', '6/1'],
    ]);
  });

  test('outcomes are listed first, and 0 pays nothing', () => {
    const { root } = nfg(`NFG 1 D "T" { "a" "b" } { 2 2 } "c" { { "o" 1, 2 } { "" 3 4 } } 2 1 0 1`);
    expect(paysOf(root)).toEqual([[], [], ['3/1', '4/1'], [], [], ['1/1', '2/1'], ['1/1', '2/1']]);
  });

  test.each([
    [`${table} 1 2 3`, ': the payoff of `b` at (d, l) belongs here, where the file ends'],
    [`${table} ${'1 '.repeat(13)}`, '1: every combination of strategies has its payoffs before this'],
    ['NFG 1 R "T" { "a" "b" } { 2 } 1', '{: there are strategies for 1 players, and 2 players'],
    ['NFG 1 R "T" { "a" } { 2 } { { "o" 1 } } 1 2', '2: there is no outcome 2: 1 are listed'],
    ['NFG 1 R "T" { "a" } { 0 }', '0: a player has at least one strategy'],
  ])('%s', (text, mistake) => {
    expect(mistakesOf(text, 'nfg')).toEqual([mistake]);
  });
});

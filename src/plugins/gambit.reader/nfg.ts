import type Fraction from 'fraction.js';
import type { GameTree, TreeNode, TreeOutcome, TreeSet } from '../contract/index.ts';
import { Cursor } from './cursor.ts';
import { actionNames, type Prologue, readPrologue } from './prologue.ts';
import { plain } from './ratio.ts';

/** So many combinations of strategies are read at the most. */
const MOST = 5_000_000;

/**
 * A strategic game: the prologue, the strategies, then what each combination pays, that of the first player changing
 * fastest; payoffs themselves, or the numbers of outcomes that are listed before (Gambit's .nfg format, version 1). The tree
 * asks one player after the other, none of whom sees anything.
 */
export function readStrategic(source: string): GameTree {
  const cursor = new Cursor(source);
  const { title, players } = readPrologue(cursor, 'NFG', 1);
  const sets = readStrategies(cursor, players);
  const comment = cursor.maybe('text') ?? '';
  const outcomes = cursor.next.kind === '{' ? readByOutcome(cursor, players, sets) : readPayoffs(cursor, players, sets);
  const { next } = cursor;
  if (next.kind !== 'end') cursor.note(next, 'every combination of strategies has its payoffs before this');
  cursor.finish();
  return { title, comment, players, root: treeOf(sets, outcomes) };
}

/** `{ 2 3 }`, numbers of strategies, or `{ { "one" "two" } { "a" "b" "c" } }`. */
function readStrategies(cursor: Cursor, players: Prologue['players']): readonly TreeSet[] {
  const at = cursor.next;
  const lists = cursor.list('the strategies of each player', () => {
    const start = cursor.next;
    const names =
      start.kind === '{'
        ? cursor.list('', () => cursor.expect('text', 'a strategy, in quotes,').text)
        : Array.from({ length: cursor.whole('the number of strategies') }, () => '');
    if (names.length === 0) throw cursor.failed(start, 'a player has at least one strategy');
    return names;
  });
  if (lists.length !== players.length)
    throw cursor.failed(at, `there are strategies for ${lists.length} players, and ${players.length} players`);
  if (count(lists.map(({ length }) => length)) > MOST)
    throw cursor.failed(at, `there are more than ${MOST} combinations of strategies`);
  return lists.map((names, player) => ({ player, label: 'strategy', actions: actionNames(names) }));
}

function count(lengths: readonly number[]): number {
  return lengths.reduce((product, length) => product * length, 1);
}

function readPayoffs(cursor: Cursor, players: Prologue['players'], sets: readonly TreeSet[]): readonly TreeOutcome[] {
  return Array.from({ length: combinations(sets) }, (_, at) => ({
    label: '',
    pay: players.map((_, player) => plain(nextPayoff(cursor, players, sets, at, player))),
  }));
}

function nextPayoff(
  cursor: Cursor,
  players: Prologue['players'],
  sets: readonly TreeSet[],
  at: number,
  player: number,
): Fraction {
  return cursor.number(`the payoff of \`${players[player]}\` at ${combination(sets, at)}`);
}

function readByOutcome(cursor: Cursor, players: Prologue['players'], sets: readonly TreeSet[]) {
  const listed = cursor.list('the outcomes', () => {
    cursor.expect('{', 'an outcome');
    const label = cursor.maybe('text') ?? '';
    const at = cursor.next;
    const pay: Fraction[] = [];
    while (cursor.next.kind === 'number') pay.push(cursor.number('a payoff'));
    cursor.expect('}', '`}`');
    if (pay.length !== players.length)
      cursor.note(at, `the payoffs are ${pay.length}, and the players ${players.length}`);
    return { label, pay: pay.map(plain) };
  });
  return Array.from({ length: combinations(sets) }, (_, at): TreeOutcome | undefined => {
    const place = cursor.next;
    const number = cursor.whole(`the outcome at ${combination(sets, at)}`);
    if (number > listed.length) cursor.note(place, `there is no outcome ${number}: ${listed.length} are listed`);
    return listed[number - 1];
  });
}

function combinations(sets: readonly TreeSet[]): number {
  return count(sets.map(({ actions }) => actions.length));
}

/** `up, left`. */
function combination(sets: readonly TreeSet[], at: number): string {
  let rest = at;
  const names = sets.map(({ actions }) => {
    const name = actions[rest % actions.length];
    rest = Math.floor(rest / actions.length);
    return name;
  });
  return `(${names.join(', ')})`;
}

/** From the last player back to the first, whose strategies change fastest in the file. */
function treeOf(sets: readonly TreeSet[], outcomes: readonly (TreeOutcome | undefined)[]): TreeNode {
  const below = (depth: number, offset: number, stride: number): TreeNode => {
    const set = sets[depth];
    if (!set) return { kind: 'end', outcome: outcomes[offset] };
    const children = set.actions.map((_, a) => below(depth + 1, offset + a * stride, stride * set.actions.length));
    return { kind: 'choice', set, children, outcome: undefined };
  };
  return below(0, 0, 1);
}

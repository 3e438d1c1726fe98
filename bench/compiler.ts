/**
 * From the text of a scenario to the flattened game: histories a second once the code is warm and in a fresh process, and
 * the memory that a history takes, in the game and at the peak. Growth is shown over sizes of the same scenario.
 */

import { threadCpuUsage } from 'node:process';
import { sizeOf } from '../src/runtime/game/size.ts';
import { fresh } from './compiler/fresh.ts';
import { type Case, gameOf, textOf } from './compiler/game-of.ts';
import type { Row } from './row.ts';

const dice = (sides: number): Case => ({
  name: `Liar's Dice, ${sides} sides`,
  file: 'liars-dice.icsap',
  parameters: { sides },
});

const cases: readonly Case[] = [
  { name: 'Leduc', file: 'leduc.icsap', parameters: {} },
  ...[4, 5, 6, 7, 8].map(dice),
  ...[30, 60, 100].map((n) => ({ name: `persuasion, ${n} states, signals and actions`, parameters: { n } })),
];

/** Trees of more histories than this are compiled once, in a process of their own. */
const MANY = 2e6;

/** Milliseconds of warming up: small trees are compiled many times before they are measured. */
const WARM = 1500;

export function rows(): readonly Row[] {
  return cases.flatMap((one) => {
    const text = textOf(one);
    const { nodes, bytes } = sizeOf(gameOf(text, one));
    const size = `${one.name}, ${nodes.toLocaleString('en')} histories`;
    const target = { of: 'figure', is: '>=', bound: 1e6 } as const;
    const speed = (work: string, figure: number): Row => ({
      work: `${work}: ${size}`,
      figure,
      unit: 'histories/s',
      target,
    });
    const memory = (work: string, figure: number): Row => ({
      work: `${work}: ${size}`,
      figure,
      unit: 'bytes/history',
      ...(work === 'memory of the game' ? { target: { of: 'figure', is: '<=', bound: 64 } } : {}),
    });
    const first = fresh(one);
    const cold = [
      speed('text to flattened game, first in a process', (1000 * nodes) / first.milliseconds),
      memory('memory of the game', bytes / nodes),
      memory('memory at the peak, beyond what the process took before', first.bytes / nodes),
    ];
    if (nodes > MANY) return cold;
    const warm = speed('text to flattened game', (1000 * nodes) / warmed(() => gameOf(text, one)));
    const { sides } = one.parameters;
    if (sides === undefined) return [warm, ...cold];
    const byHand = (1000 * nodes) / warmed(() => handWritten(sides));
    return [{ ...warm, reference: { name: 'the same tree by hand', figure: byHand } }, ...cold];
  });
}

/** Milliseconds of the thread for one call, on average over many after a warm-up: a busy machine counts less. */
function warmed(work: () => unknown): number {
  for (const until = performance.now() + WARM; performance.now() < until; ) work();
  const start = threadCpuUsage();
  let calls = 0;
  for (const until = performance.now() + WARM; performance.now() < until || calls < 3; calls++) work();
  const { user, system } = threadCpuUsage(start);
  return (user + system) / 1000 / calls;
}

/**
 * Liar's Dice with one die each, enumerated by a function written for it: what a library that knows only this game would
 * do. Fills the same arrays as a Game, in depth-first order; returns the histories.
 */
function handWritten(sides: number): number {
  const bids = 2 * sides;
  const most = 1 + sides + sides * sides * 2 ** (bids + 1);
  const tree = {
    parent: new Int32Array(most),
    actor: new Int8Array(most),
    index: new Int32Array(most),
    payoff: new Float64Array(2 * most),
  };
  let nodes = 0;
  let ends = 0;
  const add = (parent: number, actor: number, index: number): number => {
    tree.parent[nodes] = parent;
    tree.actor[nodes] = actor;
    tree.index[nodes] = index;
    return nodes++;
  };
  const call = (parent: number, rolls: readonly [number, number], last: number, mover: number): void => {
    const face = ((last - 1) % sides) + 1;
    const quantity = Math.floor((last - 1) / sides) + 1;
    const shown = rolls.filter((roll) => roll === face || roll === sides).length;
    const winner = shown >= quantity ? 1 - mover : mover;
    add(parent, -2, ends);
    tree.payoff[2 * ends + winner] = 1;
    tree.payoff[2 * ends + 1 - winner] = -1;
    ends++;
  };
  const bid = (parent: number, rolls: readonly [number, number], last: number, mover: 0 | 1, heard: number): void => {
    const node = add(parent, mover, rolls[mover] * 2 ** bids + heard);
    for (let next = last + 1; next <= bids; next++)
      bid(node, rolls, next, mover === 0 ? 1 : 0, heard + 2 ** (next - 1));
    if (last > 0) call(node, rolls, last, mover);
  };
  const root = add(-1, -1, -1);
  for (let one = 1; one <= sides; one++) {
    const first = add(root, -1, -1);
    for (let two = 1; two <= sides; two++) bid(first, [one, two], 0, 0, 0);
  }
  return nodes;
}

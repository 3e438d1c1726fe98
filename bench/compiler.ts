/** From the text of a scenario to the flattened game: histories a second, and the memory that a history takes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, emptyCatalog } from '../src/dsl/index.ts';
import { compile } from '../src/runtime/game/compile.ts';
import type { Game } from '../src/runtime/game/game.ts';
import { sizeOf } from '../src/runtime/game/size.ts';
import { instantiate } from '../src/runtime/play/instantiate.ts';
import { milliseconds, type Row } from './row.ts';

const folder = join(import.meta.dirname, '..', 'scenarios', 'games');

/** Text to game, nothing kept from earlier runs but what the process has warmed up. */
function gameOf(file: string, text: string, parameters: Readonly<Record<string, number>>): Game {
  const { model } = check(text, {
    file,
    catalog: emptyCatalog,
    read: () => ({ refused: 'the benchmark reads one file' }),
  });
  const [scenario] = model?.scenarios.values() ?? [];
  if (!scenario) throw new Error(`${file} has mistakes`);
  return compile(instantiate(scenario, new Map(Object.entries(parameters))));
}

interface Case {
  readonly name: string;
  readonly file: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly sides: number | undefined;
}

const cases: readonly Case[] = [
  { name: 'Leduc', file: 'leduc.icsap', parameters: {}, sides: undefined },
  ...[4, 6, 7].map((sides) => ({
    name: `Liar's Dice, ${sides} sides`,
    file: 'liars-dice.icsap',
    parameters: { sides },
    sides,
  })),
];

export function rows(): readonly Row[] {
  return cases.flatMap(({ name, file, parameters, sides }) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const game = gameOf(file, text, parameters);
    const { nodes, bytes } = sizeOf(game);
    const per = (work: () => unknown, histories = nodes): number => (1000 * histories) / milliseconds(work);
    const size = `${name}, ${nodes.toLocaleString('en')} histories`;
    const byHand =
      sides === undefined ? undefined : { name: 'the same tree by hand', figure: per(() => handWritten(sides)) };
    const speed: Row = {
      work: `text to flattened game: ${size}`,
      figure: per(() => gameOf(file, text, parameters)),
      unit: 'histories/s',
      ...(byHand ? { reference: byHand } : {}),
      target: { of: 'figure', is: '>=', bound: 1e6 },
    };
    const memory: Row = {
      work: `memory of the game: ${size}`,
      figure: bytes / nodes,
      unit: 'bytes/history',
      target: { of: 'figure', is: '<=', bound: 64 },
    };
    return [speed, memory];
  });
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

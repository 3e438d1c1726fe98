import { CHANCE, END, type Game } from '../game/game.ts';
import { type Exit, liars } from './exit.ts';

/** The larger tree in level order, and where its histories come from. */
export interface QuittingTree {
  /** The history of the smaller game that each stands at. */
  readonly from: readonly number[];
  /** Where each history of the smaller game went; all its exits are passed there. */
  readonly to: Int32Array;
  /** By end: the exit that was taken; undefined for the ends of the smaller game. */
  readonly taken: readonly (Exit | undefined)[];
  readonly levels: Int32Array;
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly actor: Int8Array;
  readonly index: Int32Array;
  readonly chance: Float64Array;
  readonly endNode: Int32Array;
  /** Whether the edge to a history is that of the smaller game. */
  readonly isOld: Uint8Array;
}

/** A history of the larger tree: `passed` exits of the smaller one's history lie behind it. */
interface Place {
  readonly old: number;
  readonly passed: number;
  readonly exit: Exit | undefined;
  readonly depth: number;
  readonly parent: number;
}

/** Inserts the exits before the histories at which they stand. After a lie of somebody else nobody leaves. Linear. */
export function quittingTree(game: Game, exits: ReadonlyMap<number, readonly Exit[]>): QuittingTree {
  const liar = liars(game);
  const places: Place[] = [{ old: 0, passed: 0, exit: undefined, depth: 0, parent: -1 }];
  const firstChild: number[] = [];
  const levels: number[] = [0];
  const actor: number[] = [];
  const index: number[] = [];
  const taken: (Exit | undefined)[] = [];
  const endNode: number[] = [];
  for (let node = 0; node < places.length; node++) {
    const place = places[node];
    if (!place) break;
    const { old, passed, exit, depth } = place;
    while (levels.length <= depth) levels.push(node);
    firstChild.push(places.length);
    const next = exits.get(old)?.[passed];
    const isEnd = exit !== undefined || (!next && game.actor[old] === END);
    actor.push(isEnd ? END : (next?.point.player ?? game.actor[old] ?? CHANCE));
    index.push(isEnd ? taken.push(exit) - 1 : (next?.set ?? game.index[old] ?? -1));
    if (isEnd) {
      endNode.push(node);
      continue;
    }
    const below = { old, depth: depth + 1, parent: node };
    if (!next) {
      for (let child = game.firstChild[old] ?? 0; child < (game.firstChild[old + 1] ?? 0); child++)
        places.push({ ...below, old: child, passed: 0, exit: undefined });
      continue;
    }
    places.push({ ...below, passed: passed + 1, exit: undefined });
    const other = liar[old] ?? -1;
    if (other < 0 || other === next.point.player) places.push({ ...below, passed, exit: next });
  }
  firstChild.push(places.length);
  levels.push(places.length);
  const to = new Int32Array(game.nodes);
  places.forEach(({ old, exit }, node) => {
    if (!exit) to[old] = node;
  });
  const isOld = Uint8Array.from(places, ({ passed, exit }) => (passed === 0 && !exit ? 1 : 0));
  return {
    from: places.map(({ old }) => old),
    to,
    taken,
    levels: Int32Array.from(levels),
    parent: Int32Array.from(places, ({ parent }) => parent),
    firstChild: Int32Array.from(firstChild),
    actor: Int8Array.from(actor),
    index: Int32Array.from(index),
    chance: Float64Array.from(places, ({ old }, node) => (isOld[node] ? (game.chance[old] ?? 1) : 1)),
    endNode: Int32Array.from(endNode),
    isOld,
  };
}

import type { Exact } from '../../dsl/number.ts';
import { at, entry } from '../certify/number.ts';
import { firstOption } from '../certify/own-tree.ts';
import { CHANCE, END, type Game } from '../game/game.ts';
import { toDouble } from '../play/numeric.ts';
import type { Float } from '../play/value.ts';
import type { FixedPart } from './fixed-part.ts';

/** The histories that are left, in level order. */
export interface RemainingTree {
  /** The history of the whole game that each is. */
  readonly from: readonly number[];
  /** The other way round; -1 for histories that are gone. */
  readonly to: Int32Array;
  readonly levels: Int32Array;
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly actor: Int8Array;
  readonly chance: Float64Array;
  readonly exactChance: readonly (Exact | Float)[] | undefined;
  /** Ends, in the order of the histories. */
  readonly endNode: Int32Array;
}

/** Fixed decisions become draws; what they never take is gone. Level order is kept. */
export function remainingTree(game: Game, fixed: FixedPart): RemainingTree {
  const from = [0];
  const chances: (Exact | Float)[] = [1];
  const parents = [-1];
  const firstChild: number[] = [];
  for (let node = 0; node < from.length; node++) {
    const old = entry(from, node);
    firstChild.push(from.length);
    for (let child = at(game.firstChild, old); child < at(game.firstChild, old + 1); child++) {
      const chance = chanceOf(game, fixed, old, child);
      if (isFixedAt(game, fixed, old) && toDouble(chance) === 0) continue;
      from.push(child);
      chances.push(chance);
      parents.push(node);
    }
  }
  firstChild.push(from.length);
  const to = new Int32Array(game.nodes).fill(-1);
  for (const [node, old] of from.entries()) to[old] = node;
  const actor = Int8Array.from(from, (old) => (isFixedAt(game, fixed, old) ? CHANCE : at(game.actor, old)));
  return {
    from,
    to,
    levels: levelsOf(game, from),
    parent: Int32Array.from(parents),
    firstChild: Int32Array.from(firstChild),
    actor,
    chance: Float64Array.from(chances, toDouble),
    exactChance: game.exact && chances,
    endNode: Int32Array.from(from.flatMap((old, node) => (at(game.actor, old) === END ? [node] : []))),
  };
}

function isFixedAt(game: Game, fixed: FixedPart, node: number): boolean {
  return at(game.actor, node) >= 0 && at(fixed.fixedSets, at(game.index, node)) === 1;
}

/** Chance of the edge to a child: nature's, or that of a fixed decision; 1 after others. */
function chanceOf(game: Game, fixed: FixedPart, node: number, child: number): Exact | Float {
  if (!isFixedAt(game, fixed, node)) return game.exact?.chance.at(child) ?? at(game.chance, child);
  const first = at(game.informationSets.firstAction, at(game.index, node)) + firstOption(game, node);
  return entry(fixed.chances, first + child - at(game.firstChild, node));
}

/** First remaining history of each depth that is left, and at last their number. */
function levelsOf(game: Game, from: readonly number[]): Int32Array {
  const levels: number[] = [];
  let depth = 0;
  for (const [node, old] of from.entries())
    for (; depth + 1 < game.levels.length && old >= at(game.levels, depth); depth++) levels.push(node);
  return Int32Array.from([...levels, from.length]);
}

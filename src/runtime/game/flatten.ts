import type { Play } from '../play/play.ts';
import { float64, int8, int32, int32Of } from './allocate.ts';
import { ROW } from './column.ts';
import { commitmentsOf } from './commitments.ts';
import type { Enumeration } from './enumerate.ts';
import { CHANCE, END, type PlayedGame } from './game.ts';
import { playedLabels } from './labels.ts';

/** Puts the levels of an enumeration one after the other. Each level's memory is given up as soon as it has been read. */
export function flatten(play: Play, tree: Enumeration): PlayedGame {
  const nodes = new Nodes(tree, play.payees.length);
  const order = renumberSets(nodes, tree.sets.count);
  const { levels } = tree;
  const game: PlayedGame = {
    play,
    payees: play.payees,
    players: play.players.map(({ name }) => name),
    payeeOf: int32Of(play.payeeOf),
    nodes: tree.nodes,
    levels: nodes.levels,
    parent: nodes.parent,
    firstChild: nodes.firstChild,
    actor: nodes.actor,
    index: nodes.index,
    chance: nodes.chance,
    ends: tree.ends,
    endNode: nodes.endNode,
    payoff: nodes.payoff,
    informationSets: tree.sets.finish(order),
    cells: play.cells,
    commitments: play.commits ? commitmentsOf(play, levels, nodes.levels) : undefined,
    exact: tree.exact
      ? {
          chance: levels.flatMap(({ exactChance }) => exactChance),
          payoff: levels.flatMap(({ exactPayoff }) => exactPayoff),
        }
      : undefined,
    labels: (count) => playedLabels(game, count),
  };
  return game;
}

/** The arrays of a game, filled level by level. */
class Nodes {
  readonly levels: Int32Array;
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly actor: Int8Array;
  readonly index: Int32Array;
  readonly chance: Float64Array;
  readonly endNode: Int32Array;
  readonly payoff: Float64Array;

  constructor(tree: Enumeration, payees: number) {
    const depths = tree.levels;
    this.levels = int32(depths.length + 1);
    depths.forEach(({ count }, depth) => {
      this.levels[depth + 1] = (this.levels[depth] ?? 0) + count;
    });
    this.parent = int32(tree.nodes);
    this.firstChild = int32(tree.nodes + 1);
    this.actor = int8(tree.nodes);
    this.index = int32(tree.nodes);
    this.chance = float64(tree.nodes);
    this.endNode = int32(tree.ends);
    this.payoff = float64(tree.ends * payees);
    let ends = 0;
    depths.forEach((level, depth) => {
      this.place(level.rows.drain(), depth, ends);
      fill(this.chance, level.chance.drain(), this.levels[depth] ?? 0);
      fill(this.payoff, level.payoff.drain(), ends * payees);
      ends += level.ends;
    });
    this.firstChild[tree.nodes] = tree.nodes;
    if (tree.nodes > 0) this.parent[0] = -1;
  }

  private place(rows: readonly Int32Array[], depth: number, firstEnd: number): void {
    const { levels, parent, firstChild, actor, index, endNode } = this;
    const above = levels[depth - 1] ?? 0;
    const below = levels[depth + 1] ?? 0;
    let node = levels[depth] ?? 0;
    for (const chunk of rows) {
      for (let at = 0; at < chunk.length; at += ROW, node++) {
        const who = chunk[at + 2] ?? CHANCE;
        const number = chunk[at + 3] ?? -1;
        parent[node] = above + (chunk[at] ?? 0);
        firstChild[node] = below + (chunk[at + 1] ?? 0);
        actor[node] = who;
        index[node] = who === END ? firstEnd + number : number;
        if (who === END) endNode[firstEnd + number] = node;
      }
    }
  }
}

function fill(target: Float64Array, chunks: readonly Float64Array[], from: number): void {
  let at = from;
  for (const chunk of chunks) {
    target.set(chunk, at);
    at += chunk.length;
  }
}

/** Numbers the sets anew, as level order meets them; result: the old number of each. */
function renumberSets({ actor, index }: Nodes, count: number): Int32Array {
  const order = new Int32Array(count);
  const position = new Int32Array(count).fill(-1);
  let next = 0;
  for (let node = 0; node < actor.length; node++) {
    if ((actor[node] ?? CHANCE) < 0) continue;
    const set = index[node] ?? 0;
    let at = position[set] ?? -1;
    if (at < 0) {
      at = next++;
      position[set] = at;
      order[at] = set;
    }
    index[node] = at;
  }
  return order;
}

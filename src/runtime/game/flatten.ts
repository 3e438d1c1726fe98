import type { Play } from '../play/play.ts';
import { float64, int8, int32, int32Of } from './allocate.ts';
import { commitmentsOf } from './commitments.ts';
import type { Enumeration } from './enumerate.ts';
import { IndexedColumn } from './exact-table.ts';
import { CHANCE, END, type PlayedGame } from './game.ts';
import { playedLabels } from './labels.ts';
import { ACTORS, LOWEST, type TreeLog } from './log.ts';

/** Puts the nodes of an enumeration into level order. The memory of the log is given up as it is read. */
export function flatten(play: Play, { log, sets }: Enumeration): PlayedGame {
  const nodes = new Nodes(log);
  const order = renumberSets(nodes, sets.count);
  const { numbers } = log.numbers;
  const game: PlayedGame = {
    play,
    payees: play.payees,
    players: play.players.map(({ name }) => name),
    payeeOf: int32Of(play.payeeOf),
    nodes: log.nodes,
    levels: nodes.levels,
    parent: nodes.parent,
    firstChild: nodes.firstChild,
    actor: nodes.actor,
    index: nodes.index,
    chance: nodes.chance,
    ends: log.ends,
    endNode: nodes.endNode,
    payoff: nodes.payoff,
    informationSets: sets.finish(order),
    cells: play.cells,
    commitments: play.commits ? commitmentsOf(play, log, nodes) : undefined,
    exact: nodes.exactChance &&
      nodes.exactPayoff && {
        chance: new IndexedColumn(nodes.exactChance, numbers),
        payoff: new IndexedColumn(nodes.exactPayoff, numbers),
      },
    labels: (count) => playedLabels(game, count),
  };
  return game;
}

/** The arrays of a game, filled in one pass over the log. */
export class Nodes {
  readonly levels: Int32Array;
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly actor: Int8Array;
  readonly index: Int32Array;
  readonly chance: Float64Array;
  readonly endNode: Int32Array;
  readonly payoff: Float64Array;
  readonly exactChance: Int32Array | undefined;
  readonly exactPayoff: Int32Array | undefined;
  /** Where commitments hang on them: the node of each entry of the log, and the index of each of its ends. */
  readonly nodeOf: Int32Array | undefined;
  readonly endOf: Int32Array;

  constructor(log: TreeLog) {
    const { nodes, ends, width, isExact } = log;
    this.levels = startsOf(log.nodesAt);
    this.parent = int32(nodes);
    this.firstChild = int32(nodes + 1);
    this.actor = int8(nodes);
    this.index = int32(nodes);
    this.chance = float64(nodes).fill(1);
    this.endNode = int32(ends);
    this.payoff = float64(ends * width);
    this.exactChance = isExact ? new Int32Array(nodes).fill(log.numbers.of(1)) : undefined;
    this.exactPayoff = isExact ? new Int32Array(ends * width) : undefined;
    this.nodeOf = log.leaves.length + log.requirements.length > 0 ? new Int32Array(nodes) : undefined;
    this.endOf = new Int32Array(ends);
    this.place(log);
    this.pay(log);
    this.firstChild[nodes] = nodes;
  }

  private place({ entries, nodes, nodesAt, endsAt, chances, numbers }: TreeLog): void {
    const { parent, firstChild, actor, index, chance, endNode, exactChance, nodeOf, endOf } = this;
    const next = startsOf(nodesAt);
    const nextEnd = startsOf(endsAt);
    const entry = entries.drain();
    const drawn = chances.drain();
    for (let at = 0, end = 0; at < nodes; at++) {
      const head = entry.next();
      const depth = Math.floor(head / ACTORS);
      const who = (head % ACTORS) + LOWEST;
      const node = next[depth] ?? 0;
      next[depth] = node + 1;
      // The node that was placed last, one level up.
      const above = depth === 0 ? -1 : (next[depth - 1] ?? 0) - 1;
      parent[node] = above;
      firstChild[node] = next[depth + 1] ?? nodes;
      actor[node] = who;
      if (above >= 0 && actor[above] === CHANCE) {
        const number = drawn.next();
        if (exactChance === undefined) chance[node] = number;
        else {
          exactChance[node] = number;
          chance[node] = numbers.doubleAt(number);
        }
      }
      if (nodeOf !== undefined) nodeOf[at] = node;
      if (who === END) {
        const number = nextEnd[depth] ?? 0;
        nextEnd[depth] = number + 1;
        index[node] = number;
        endNode[number] = node;
        endOf[end++] = number;
      } else index[node] = who === CHANCE ? -1 : entry.next();
    }
  }

  private pay({ ends, width, payoffs, numbers }: TreeLog): void {
    const { payoff, exactPayoff, endOf } = this;
    const paid = payoffs.drain();
    for (let end = 0; end < ends; end++) {
      const first = (endOf[end] ?? 0) * width;
      for (let at = first; at < first + width; at++) {
        const number = paid.next();
        if (exactPayoff === undefined) payoff[at] = number;
        else {
          exactPayoff[at] = number;
          payoff[at] = numbers.doubleAt(number);
        }
      }
    }
  }
}

/** Where each depth begins, and at last how many there are. */
function startsOf(counts: readonly number[]): Int32Array {
  const starts = int32(counts.length + 1);
  counts.forEach((count, depth) => {
    starts[depth + 1] = (starts[depth] ?? 0) + count;
  });
  return starts;
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

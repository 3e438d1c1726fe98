import type { Exact } from '../../dsl/number.ts';
import { addPlain, toDouble } from '../play/numeric.ts';
import type { Known, MoneyCells, Situation } from '../play/play.ts';
import { type Float, Player, type Value } from '../play/value.ts';
import { float64, int8, int32, int32Of } from './allocate.ts';
import { CHANCE, END, type Game, type InformationSets, type NodeLabel } from './game.ts';

/** A tree as the file of another program describes it. */
export interface SourceTree {
  readonly players: readonly string[];
  readonly root: SourceNode;
}

/** One history. What a node pays is added to what the nodes above it pay: utilities count at the ends. */
export type SourceNode = SourceDecision | SourceDraw | SourceEnd;

export interface SourceDecision {
  readonly kind: 'choice';
  /** Nodes of one information set share this object. */
  readonly set: SourceSet;
  /** One for each action of the set, in its order. */
  readonly children: readonly SourceNode[];
  /** By player; nothing unless told. */
  readonly pay?: Pay | undefined;
}

export interface SourceDraw {
  readonly kind: 'chance';
  readonly label: string;
  readonly values: readonly Value[];
  /** One for each value; they sum to 1. */
  readonly chances: readonly (Exact | Float)[];
  readonly children: readonly SourceNode[];
  readonly pay?: Pay | undefined;
}

export interface SourceEnd {
  readonly kind: 'end';
  readonly pay?: Pay | undefined;
}

export type Pay = readonly (Exact | Float)[];

export interface SourceSet {
  /** Position of its player among the players. */
  readonly player: number;
  /** What reports call it. Two sets of one player should differ in it, or in what is known there. */
  readonly label: string;
  readonly actions: readonly Value[];
  /** What the player knows there, where the file says so. */
  readonly knows?: readonly Known[] | undefined;
}

const noCells: MoneyCells = {
  count: 0,
  at: (index) => {
    throw new RangeError(`there is no money cell ${index}`);
  },
};

/**
 * A game without a play behind it. Sets are numbered as level order meets them, like those of compiled games; each player
 * is its own payee. Recall need not be perfect: `perfectRecall` finds out, and where it is not, a set's parent sequence
 * is that of its first history. Exact numbers are kept. Throws a RangeError where a node does not fit its set, or names
 * a player that there is not. Time and memory: linear in the tree.
 */
export function buildGame({ players, root }: SourceTree): Game {
  const tree = new SourceHistories(root, players.length);
  const { nodes, levels, parents } = tree;
  const columns = columnsOf(tree, players.length);
  return {
    play: undefined,
    payees: players,
    players,
    payeeOf: int32Of(players.map((_, player) => player)),
    nodes: nodes.length,
    levels: int32Of(levels),
    parent: int32Of(parents),
    ...columns,
    informationSets: setsOf(tree, players),
    commitments: undefined,
    cells: noCells,
    labels: (count) => nodes.slice(0, count).map((_, at) => labelOf(tree, at)),
  };
}

/** The histories in level order, and their information sets in the order in which they are met. */
class SourceHistories {
  readonly nodes: SourceNode[];
  readonly parents: number[] = [-1];
  /** Which child of its parent each is. */
  readonly positions: number[] = [0];
  readonly levels: number[] = [0];
  readonly sets = new Map<SourceSet, number>();
  /** For each set, the first history that is in it. */
  readonly firstOf: number[] = [];
  private readonly players: number;

  constructor(root: SourceNode, players: number) {
    this.nodes = [root];
    this.players = players;
    for (let at = 0, below = 1; at < this.nodes.length; at++) {
      if (at === below) {
        this.levels.push(at);
        below = this.nodes.length;
      }
      this.open(at);
    }
    this.levels.push(this.nodes.length);
  }

  private open(at: number): void {
    const node = this.nodes[at];
    if (node === undefined || node.kind === 'end') return;
    const { children } = node;
    const options = node.kind === 'choice' ? node.set.actions : node.values;
    if (children.length !== options.length || children.length === 0)
      throw new RangeError(`history ${at} has ${children.length} children for ${options.length} options`);
    if (node.kind === 'choice') this.enter(node.set, at);
    children.forEach((child, position) => {
      this.nodes.push(child);
      this.parents.push(at);
      this.positions.push(position);
    });
  }

  private enter(set: SourceSet, at: number): void {
    if (this.sets.has(set)) return;
    if (set.player < 0 || set.player >= this.players) throw new RangeError(`there is no player ${set.player}`);
    this.sets.set(set, this.sets.size);
    this.firstOf.push(at);
  }
}

type Columns = Pick<Game, 'firstChild' | 'actor' | 'index' | 'chance' | 'ends' | 'endNode' | 'payoff' | 'exact'>;

function columnsOf({ nodes, parents, positions, sets }: SourceHistories, players: number): Columns {
  const firstChild = int32(nodes.length + 1);
  const actor = int8(nodes.length);
  const index = int32(nodes.length);
  const chances: (Exact | Float)[] = [];
  const paid: Pay[] = [];
  const endNodes: number[] = [];
  let next = 1;
  nodes.forEach((node, at) => {
    const above = nodes[parents[at] ?? -1];
    firstChild[at] = next;
    next += node.kind === 'end' ? 0 : node.children.length;
    actor[at] = node.kind === 'end' ? END : node.kind === 'chance' ? CHANCE : node.set.player;
    index[at] = node.kind === 'end' ? endNodes.length : node.kind === 'chance' ? -1 : (sets.get(node.set) ?? -1);
    chances.push(above?.kind === 'chance' ? (above.chances[positions[at] ?? 0] ?? 0) : 1);
    paid.push(added(paid[parents[at] ?? -1], node.pay, players));
    if (node.kind === 'end') endNodes.push(at);
  });
  firstChild[nodes.length] = nodes.length;
  const payoffs = endNodes.flatMap((at) => paid[at] ?? []);
  const [chance, payoff] = [float64(nodes.length), float64(payoffs.length)];
  chance.set(chances.map(toDouble));
  payoff.set(payoffs.map(toDouble));
  const ends = endNodes.length;
  const exact = { chance: chances, payoff: payoffs };
  return { firstChild, actor, index, chance, ends, endNode: int32Of(endNodes), payoff, exact };
}

/** What is paid down to a node: the same list as above it where it pays nothing. */
function added(above: Pay | undefined, pay: Pay | undefined, players: number): Pay {
  if (pay === undefined && above !== undefined) return above;
  return Array.from({ length: players }, (_, player) => addPlain(above?.[player] ?? 0, pay?.[player] ?? 0));
}

function setsOf(tree: SourceHistories, names: readonly string[]): InformationSets {
  const players = names.map((name, index) => new Player(name, index));
  const sets = [...tree.sets.keys()];
  const firstAction = int32(sets.length + 1);
  const firstSequence = int32(sets.length);
  const sequences = int32(names.length).fill(1);
  sets.forEach(({ player, actions }, set) => {
    firstAction[set + 1] = (firstAction[set] ?? 0) + actions.length;
    firstSequence[set] = sequences[player] ?? 1;
    sequences[player] = (sequences[player] ?? 1) + actions.length;
  });
  const player = int8(sets.length);
  player.set(sets.map((set) => set.player));
  return {
    count: sets.length,
    player,
    firstAction,
    parentSequence: int32Of(
      sets.map((set, at) => sequenceBefore(tree, tree.firstOf[at] ?? 0, set.player, firstSequence)),
    ),
    firstSequence,
    truthful: int32(sets.length).fill(-1),
    sequences,
    describe: (set) => situationOf(sets, players, set),
    actions: (set) => sets[set]?.actions ?? [],
    ofSituation: (id) => (id < sets.length ? id : -1),
  };
}

/** The player's last own action on the way to a history. */
function sequenceBefore(
  { nodes, parents, positions, sets }: SourceHistories,
  history: number,
  player: number,
  firstSequence: Int32Array,
): number {
  for (let at = history; at > 0; at = parents[at] ?? 0) {
    const above = nodes[parents[at] ?? 0];
    if (above?.kind === 'choice' && above.set.player === player)
      return (firstSequence[sets.get(above.set) ?? 0] ?? 0) + (positions[at] ?? 0);
  }
  return 0;
}

function situationOf(sets: readonly SourceSet[], players: readonly Player[], id: number): Situation {
  const set = sets[id];
  const player = players[set?.player ?? -1];
  if (set === undefined || player === undefined) throw new RangeError(`there is no information set ${id}`);
  return { id, kind: 'choice', player, label: set.label, knows: set.knows ?? [], earlier: [] };
}

function labelOf({ nodes, parents, positions }: SourceHistories, at: number): NodeLabel {
  const node = nodes[at];
  const above = nodes[parents[at] ?? -1];
  const place = node?.kind === 'choice' ? node.set.label : node?.kind === 'chance' ? node.label : '';
  const position = positions[at] ?? 0;
  if (above?.kind === 'choice') return { place, taken: above.set.actions[position], chance: undefined };
  if (above?.kind === 'chance') return { place, taken: above.values[position], chance: above.chances[position] };
  return { place, taken: undefined, chance: undefined };
}

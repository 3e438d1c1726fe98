import { actionsOf, at, firstOption, type Tree } from './tree.ts';

/** The sequence before the leader's first draw: its probability is 1. */
export const EMPTY = 0;

/**
 * What a rule consists of, numbered: the probability of each of the leader's own sequences (its realization plan), and
 * each pair of a money cell with a sequence under which it is paid, which stands for pay times probability. Ids 0 …
 * sequences - 1 are sequences, in an order in which a set's sequences are contiguous and come after the one before the
 * set; pairs follow.
 */
export class Unknowns {
  readonly sequences: number;
  /** The leader's sets, parents first. */
  readonly sets: readonly number[];
  /** Sequence id of each of the leader's action positions. */
  readonly sequenceAt: Int32Array;
  /** Action position of each sequence; -1 for the empty one. */
  readonly positionOf: readonly number[];
  /** Sequence with which the leader arrives at each end. */
  readonly endSequence: Int32Array;
  readonly #tree: Tree;
  readonly #pairs = new Map<number, number>();
  readonly #pairCell: number[] = [];
  readonly #pairSequence: number[] = [];

  constructor(tree: Tree) {
    this.#tree = tree;
    this.sets = inOrder(tree);
    this.sequenceAt = new Int32Array(tree.setOf.length);
    const positions = [-1];
    for (const set of this.sets) {
      const first = at(tree.game.informationSets.firstAction, set);
      for (let action = 0; action < actionsOf(tree.game, set); action++) {
        this.sequenceAt[first + action] = positions.length;
        positions.push(first + action);
      }
    }
    this.positionOf = positions;
    this.sequences = positions.length;
    this.endSequence = sequencesOfEnds(tree, this.sequenceAt);
  }

  /** The sequence that ends with the action at a position; the empty one for -1. */
  sequenceAfter(position: number): number {
    return position < 0 ? EMPTY : at(this.sequenceAt, position);
  }

  /** The sequence that leads to one of the leader's sets. */
  sequenceBefore(set: number): number {
    return this.sequenceAfter(at(this.#tree.before, set));
  }

  /** The set in which a sequence ends; undefined for the empty one. */
  setOf(sequence: number): number | undefined {
    const position = this.positionOf[sequence] ?? -1;
    return position < 0 ? undefined : at(this.#tree.setOf, position);
  }

  /** How many information sets the game has. */
  get setCount(): number {
    return this.#tree.game.informationSets.count;
  }

  /** How many actions a set has. */
  actionsOf(set: number): number {
    return actionsOf(this.#tree.game, set);
  }

  /** The sequence of a set's first action; those of the others follow. */
  firstOf(set: number): number {
    return at(this.sequenceAt, at(this.#tree.game.informationSets.firstAction, set));
  }

  /** The sequences of a set, first to last. */
  sequencesOf(set: number): readonly number[] {
    const first = this.firstOf(set);
    const sequences: number[] = [];
    for (let action = 0; action < actionsOf(this.#tree.game, set); action++) sequences.push(first + action);
    return sequences;
  }

  /** Id of pay from a cell under a sequence. */
  pair(cell: number, sequence: number): number {
    const key = cell * this.sequences + sequence;
    const known = this.#pairs.get(key);
    if (known !== undefined) return known;
    const id = this.sequences + this.#pairCell.length;
    this.#pairs.set(key, id);
    this.#pairCell.push(cell);
    this.#pairSequence.push(sequence);
    return id;
  }

  isPair(id: number): boolean {
    return id >= this.sequences;
  }

  cellOf(id: number): number {
    return this.#pairCell[id - this.sequences] ?? -1;
  }

  sequenceOf(id: number): number {
    return this.isPair(id) ? (this.#pairSequence[id - this.sequences] ?? EMPTY) : id;
  }
}

/** By end, the sequence with which the leader arrives there. Linear in the nodes. */
function sequencesOfEnds({ game, leader, innerNodes }: Tree, sequenceAt: Int32Array): Int32Array {
  const { ends, firstChild, actor, index, informationSets } = game;
  const atEnd = new Int32Array(ends).fill(EMPTY);
  const state = new Int32Array(innerNodes).fill(EMPTY);
  for (let from = 0; from < innerNodes; from++) {
    const first = firstChild[from] ?? 0;
    const next = firstChild[from + 1] ?? 0;
    let sequence = state[from] ?? EMPTY;
    if (first === next) {
      atEnd[index[from] ?? 0] = sequence;
      continue;
    }
    const isOwn = actor[from] === leader;
    if (isOwn) {
      const position = (informationSets.firstAction[index[from] ?? 0] ?? 0) + firstOption(game, from);
      sequence = sequenceAt[position] ?? EMPTY;
    }
    for (let node = first; node < next; node++) {
      if (node < innerNodes) state[node] = sequence;
      else atEnd[index[node] ?? 0] = sequence;
      // The sequences of a set are contiguous.
      if (isOwn) sequence++;
    }
  }
  return atEnd;
}

function inOrder(tree: Tree): readonly number[] {
  const order = [...(tree.roots[tree.leader] ?? [])];
  for (let n = 0; n < order.length; n++) {
    const set = order[n] ?? 0;
    const first = at(tree.game.informationSets.firstAction, set);
    for (let action = 0; action < actionsOf(tree.game, set); action++) order.push(...(tree.next[first + action] ?? []));
  }
  return order;
}

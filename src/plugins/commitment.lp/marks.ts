import type { LeavePoint, RequirePoint } from '../contract/index.ts';
import { at, type Tree } from './tree.ts';

/** What hangs on nodes, and how often each thing occurs in the whole tree: counted when it is first asked for. */
export class Marks {
  readonly #tree: Tree;
  readonly hasConditions: boolean;
  readonly leaves: Placed<LeavePoint>;
  readonly requirements: Placed<RequirePoint>;
  readonly groups: number;
  #nodesOf: Int32Array | undefined;
  #cellCount: Int32Array | undefined;
  #groupCount: Int32Array | undefined;

  constructor(tree: Tree) {
    const { leaves, requirements } = tree.commitments;
    this.#tree = tree;
    this.hasConditions = leaves.length + requirements.length > 0;
    this.leaves = new Placed(leaves);
    this.requirements = new Placed(requirements);
    let groups = 0;
    for (let n = 0; n < leaves.length; n++) groups = Math.max(groups, (leaves[n]?.group ?? 0) + 1);
    this.groups = groups;
  }

  /** Nodes of an information set. */
  nodesOf(set: number): number {
    this.#nodesOf ??= this.#countNodes();
    return at(this.#nodesOf, set);
  }

  /** Money terms and requirements with a cell. */
  cellCount(cell: number): number {
    this.#cellCount ??= this.#countCells();
    return at(this.#cellCount, cell);
  }

  /** Points of a leave group. */
  groupCount(group: number): number {
    this.#groupCount ??= counted(
      this.#tree.commitments.leaves.map((leave) => leave.group),
      this.groups,
    );
    return at(this.#groupCount, group);
  }

  #countNodes(): Int32Array {
    const { nodes, actor, index, informationSets } = this.#tree.game;
    const counts = new Int32Array(informationSets.count);
    for (let node = 0; node < nodes; node++) {
      const set = (actor[node] ?? -1) >= 0 ? (index[node] ?? 0) : -1;
      if (set >= 0) counts[set] = (counts[set] ?? 0) + 1;
    }
    return counts;
  }

  #countCells(): Int32Array {
    const { termCell, requirements } = this.#tree.commitments;
    const counts = counted(termCell, this.#tree.game.cells.count);
    for (const { terms } of requirements) for (const cell of terms.keys()) counts[cell] = (counts[cell] ?? 0) + 1;
    return counts;
  }
}

function counted(items: ArrayLike<number>, kinds: number): Int32Array {
  const counts = new Int32Array(kinds);
  for (let n = 0; n < items.length; n++) {
    const kind = items[n] ?? 0;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Points of the tree, found by their node. */
class Placed<T extends { readonly node: number }> {
  readonly #points: readonly T[];

  constructor(points: readonly T[]) {
    let isSorted = true;
    for (let n = 1; n < points.length; n++) isSorted &&= (points[n]?.node ?? 0) >= (points[n - 1]?.node ?? 0);
    this.#points = isSorted ? points : points.toSorted((one, other) => one.node - other.node);
  }

  /** Those at a node, in the order given. Logarithmic in their number. */
  at(node: number): readonly T[] {
    let [low, high] = [0, this.#points.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#points[middle]?.node ?? 0) < node) low = middle + 1;
      else high = middle;
    }
    let next = low;
    while (this.#points[next]?.node === node) next++;
    return next === low ? [] : this.#points.slice(low, next);
  }
}

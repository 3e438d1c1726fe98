import { Exchange } from './exchange.ts';
import { Marks } from './marks.ts';
import { sortedBy } from './sorting.ts';
import { actionsOf, at, type Tree } from './tree.ts';

/**
 * A finite rule whose values are mere labels, or a part of one: exchanging two values below all the part's sets leaves
 * the game as it is, if the information sets and money cells that differ in nothing but the value are exchanged too. A
 * rule falls into parts where followers know more than the value, such as what they have reported: its values may then
 * mean something else for each report.
 */
export interface Label {
  /** The rule: `evidence`, `note[1]`. */
  readonly name: string;
  readonly values: number;
  /** One of the leader's sets at which it is drawn. */
  readonly set: number;
  /** For each value, the follower's set that takes the place of a set that comes after the first value. */
  readonly renamed: readonly ReadonlyMap<number, number>[];
}

/**
 * The labels of a game, in such a choice that every follower's set comes after a value of at most one of them. Decided
 * on the tree: for each value the subtrees after it and after the first value are compared side by side. Linear in the
 * nodes below the rules.
 */
export function findLabels(tree: Tree): readonly Label[] {
  const rules = new Map<string, number[]>();
  const { count, player } = tree.game.informationSets;
  for (let set = 0; set < count; set++) {
    if (at(player, set) !== tree.leader) continue;
    const { label } = tree.game.informationSets.describe(set);
    const sets = rules.get(label);
    if (sets) sets.push(set);
    else rules.set(label, [set]);
  }
  const marks = new Marks(tree);
  const nodes = nodesBySet(tree);
  const labels: Label[] = [];
  const taken = new Set<number>();
  const candidates = Array.from(rules, ([name, sets]) => labelsOf(tree, marks, nodes, name, sets)).flat();
  // The more values, the fewer choices of what follows them.
  for (const label of candidates.sort((one, other) => other.values - one.values)) {
    const followed = label.renamed.flatMap((renamed) => [...renamed.values()]);
    if (followed.some((set) => taken.has(set))) continue;
    for (const set of followed) taken.add(set);
    labels.push(label);
  }
  return labels;
}

function labelsOf(
  tree: Tree,
  marks: Marks,
  nodesOf: (set: number) => Int32Array,
  name: string,
  sets: readonly number[],
): readonly Label[] {
  const values = actionsOf(tree.game, sets[0] ?? 0);
  if (values < 2 || sets.some((set) => actionsOf(tree.game, set) !== values)) return [];
  const parts = new Parts(sets);
  const exchange = new Exchange(tree, marks, (one, other) => parts.join(one, other));
  const moved: (readonly (readonly [number, number, number])[])[] = [];
  for (let value = 1; value < values; value++) {
    exchange.begin();
    for (const set of sets) {
      for (const node of nodesOf(set)) {
        const first = at(tree.game.firstChild, node);
        if (!exchange.add(first, first + value, set)) return [];
      }
    }
    if (!exchange.isWhole()) return [];
    moved.push([...exchange.followersSets()]);
  }
  return parts.all().flatMap((part) => {
    const others = moved.map(
      (list) => new Map(list.flatMap(([set, partner, origin]) => (parts.of(origin) === part ? [[set, partner]] : []))),
    );
    const first = new Map([...(others[0]?.keys() ?? [])].map((set) => [set, set]));
    const isComplete = first.size > 0 && others.every((map) => map.size === first.size);
    return isComplete ? [{ name, values, set: part, renamed: [first, ...others] }] : [];
  });
}

/** Sets of a rule, joined into parts. A part is named by one of its sets. */
class Parts {
  readonly #up: Map<number, number>;

  constructor(sets: readonly number[]) {
    this.#up = new Map(sets.map((set) => [set, set]));
  }

  of(set: number): number {
    let top = set;
    for (let up = this.#up.get(top); up !== undefined && up !== top; up = this.#up.get(top)) top = up;
    this.#up.set(set, top);
    return top;
  }

  join(one: number, other: number): void {
    if (one === other) return;
    const [a, b] = [this.of(one), this.of(other)];
    this.#up.set(Math.max(a, b), Math.min(a, b));
  }

  all(): readonly number[] {
    return [...this.#up.keys()].filter((set) => this.of(set) === set);
  }
}

/** The nodes of each of the leader's sets. */
function nodesBySet({ game, leader, innerNodes }: Tree): (set: number) => Int32Array {
  const { actor, index, informationSets } = game;
  const own = new Int32Array(innerNodes);
  let count = 0;
  for (let node = 0; node < innerNodes; node++) if (actor[node] === leader) own[count++] = node;
  const { items, starts } = sortedBy(own.subarray(0, count), index, informationSets.count);
  return (set) => items.subarray(starts[set], starts[set + 1]);
}

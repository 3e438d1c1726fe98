import type { LeavePoint, RequirePoint } from '../contract/index.ts';
import { keyOf } from './numbers.ts';
import { actionsOf, at, type Tree } from './tree.ts';

/**
 * A finite rule whose values are mere labels. Exchanging two of them everywhere leaves the game as it is, if the
 * information sets and money cells that differ in nothing but the value are exchanged too.
 */
export interface Label {
  /** The rule: `evidence`, `note[1]`. */
  readonly name: string;
  readonly values: number;
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
    rules.set(label, [...(rules.get(label) ?? []), set]);
  }
  const marks = marksOf(tree);
  const labels: Label[] = [];
  const taken = new Set<number>();
  for (const [name, sets] of rules) {
    const label = labelOf(tree, marks, name, sets);
    if (!label) continue;
    const followed = label.renamed.flatMap((renamed) => [...renamed.values()]);
    if (followed.length === 0 || followed.some((set) => taken.has(set))) continue;
    for (const set of followed) taken.add(set);
    labels.push(label);
  }
  return labels;
}

function labelOf(tree: Tree, marks: Marks, name: string, sets: readonly number[]): Label | undefined {
  const values = actionsOf(tree.game, sets[0] ?? 0);
  if (values < 2 || sets.some((set) => actionsOf(tree.game, set) !== values)) return undefined;
  const nodes = sets.flatMap((set) => marks.nodesOf[set] ?? []);
  const renamed: ReadonlyMap<number, number>[] = [];
  for (let value = 1; value < values; value++) {
    const exchange = new Exchange(tree, marks);
    const firstChild = (node: number): number => at(tree.game.firstChild, node);
    if (!nodes.every((node) => exchange.add(firstChild(node), firstChild(node) + value))) return undefined;
    const sameSets = exchange.followersSets();
    if (!sameSets) return undefined;
    renamed.push(sameSets);
  }
  const first = new Map([...(renamed[0] ?? new Map<number, number>()).keys()].map((set) => [set, set]));
  return renamed.every((map) => map.size === first.size) ? { name, values, renamed: [first, ...renamed] } : undefined;
}

/**
 * The exchange of two subtrees, wherever they stand side by side: what it does to sets, cells and groups, as long as it
 * is consistent.
 */
class Exchange {
  readonly #tree: Tree;
  readonly #marks: Marks;
  readonly #sets = new Pairing();
  readonly #cells = new Pairing();
  readonly #groups = new Pairing();

  constructor(tree: Tree, marks: Marks) {
    this.#tree = tree;
    this.#marks = marks;
  }

  /** Compares the subtrees below two nodes. False: they differ in more than names. */
  add(left: number, right: number): boolean {
    const open: [number, number][] = [[left, right]];
    for (let pair = open.pop(); pair; pair = open.pop()) {
      const [a, b] = pair;
      if (!this.#sameNode(a, b)) return false;
      const { firstChild } = this.#tree.game;
      for (let n = 0; n < at(firstChild, a + 1) - at(firstChild, a); n++) {
        open.push([at(firstChild, a) + n, at(firstChild, b) + n]);
      }
    }
    return true;
  }

  /**
   * Followers' sets that come after the first value, with those that take their place; undefined if something that is
   * exchanged also stands elsewhere.
   */
  followersSets(): ReadonlyMap<number, number> | undefined {
    const { nodesOf, cellCount, groupCount } = this.#marks;
    const isWhole =
      this.#sets.covers((set) => nodesOf[set]?.length ?? 0) &&
      this.#cells.covers((cell) => cellCount.get(cell) ?? 0) &&
      this.#groups.covers((group) => groupCount.get(group) ?? 0);
    if (!isWhole) return undefined;
    const { player } = this.#tree.game.informationSets;
    return new Map(this.#sets.exchanged().filter(([set]) => at(player, set) !== this.#tree.leader));
  }

  #sameNode(a: number, b: number): boolean {
    const { firstChild, actor, chance, index } = this.#tree.game;
    if (at(actor, a) !== at(actor, b) || at(chance, a) !== at(chance, b)) return false;
    if (at(firstChild, a + 1) - at(firstChild, a) !== at(firstChild, b + 1) - at(firstChild, b)) return false;
    if (!this.#sameLeaves(a, b) || !this.#sameRequirements(a, b)) return false;
    if (at(actor, a) >= 0) return this.#sets.pair(at(index, a), at(index, b));
    return at(firstChild, a + 1) > at(firstChild, a) || this.#sameEnd(at(index, a), at(index, b));
  }

  #sameEnd(a: number, b: number): boolean {
    const { game, commitments } = this.#tree;
    const { length } = game.payees;
    for (let payee = 0; payee < length; payee++) {
      if (at(game.payoff, a * length + payee) !== at(game.payoff, b * length + payee)) return false;
    }
    const { termStart, termCell, termPayee, termCoefficient } = commitments;
    const count = at(termStart, a + 1) - at(termStart, a);
    if (count !== at(termStart, b + 1) - at(termStart, b)) return false;
    for (let n = 0; n < count; n++) {
      const [s, t] = [at(termStart, a) + n, at(termStart, b) + n];
      if (at(termPayee, s) !== at(termPayee, t) || keyOf(termCoefficient[s]) !== keyOf(termCoefficient[t]))
        return false;
      if (!this.#sameCell(at(termCell, s), at(termCell, t))) return false;
    }
    return true;
  }

  #sameCell(a: number, b: number): boolean {
    if (!this.#cells.pair(a, b)) return false;
    const { cells } = this.#tree.game;
    return (
      a === b ||
      (keyOf(cells.at(a).min) === keyOf(cells.at(b).min) && keyOf(cells.at(a).max) === keyOf(cells.at(b).max))
    );
  }

  #sameLeaves(a: number, b: number): boolean {
    return same(this.#marks.leaves.get(a), this.#marks.leaves.get(b), (left, right) => {
      const isSame =
        left.player === right.player && left.exPost === right.exPost && keyOf(left.worth) === keyOf(right.worth);
      return isSame && this.#groups.pair(left.group, right.group);
    });
  }

  #sameRequirements(a: number, b: number): boolean {
    return same(this.#marks.requirements.get(a), this.#marks.requirements.get(b), (left, right) => {
      const isSame = left.relation === right.relation && keyOf(left.constant) === keyOf(right.constant);
      return (
        isSame &&
        same([...left.terms], [...right.terms], ([cell, factor], [other, otherFactor]) => {
          return keyOf(factor) === keyOf(otherFactor) && this.#sameCell(cell, other);
        })
      );
    });
  }
}

function same<T>(left: readonly T[] = [], right: readonly T[] = [], equal: (a: T, b: T) => boolean): boolean {
  return left.length === right.length && left.every((a, n) => [right[n]].every((b) => b !== undefined && equal(a, b)));
}

/** An exchange of numbers, built pair by pair: each has one partner, and is its partner's partner. */
class Pairing {
  readonly #partner = new Map<number, number>();
  readonly #seen = new Map<number, number>();

  pair(a: number, b: number): boolean {
    if ((this.#partner.get(a) ?? b) !== b || (this.#partner.get(b) ?? a) !== a) return false;
    this.#partner.set(a, b);
    this.#partner.set(b, a);
    this.#seen.set(a, (this.#seen.get(a) ?? 0) + 1);
    return true;
  }

  /** Those that are not their own partner, with their partner. */
  exchanged(): readonly (readonly [number, number])[] {
    return [...this.#seen.keys()]
      .map((a): [number, number] => [a, this.#partner.get(a) ?? a])
      .filter(([a, b]) => a !== b);
  }

  /** Whether all that is exchanged stands nowhere but where it was met. */
  covers(total: (a: number) => number): boolean {
    return this.exchanged().every(([a, b]) => this.#seen.get(a) === total(a) && total(a) === total(b));
  }
}

/** What hangs on nodes, and how often each thing occurs in the whole tree. */
interface Marks {
  readonly nodesOf: readonly (readonly number[])[];
  readonly cellCount: ReadonlyMap<number, number>;
  readonly groupCount: ReadonlyMap<number, number>;
  readonly leaves: ReadonlyMap<number, readonly LeavePoint[]>;
  readonly requirements: ReadonlyMap<number, readonly RequirePoint[]>;
}

function marksOf({ game, commitments }: Tree): Marks {
  const nodesOf = Array.from({ length: game.informationSets.count }, (): number[] => []);
  for (let node = 0; node < game.nodes; node++) {
    if (at(game.actor, node) >= 0) nodesOf[at(game.index, node)]?.push(node);
  }
  const required = commitments.requirements.flatMap(({ terms }) => [...terms.keys()]);
  return {
    nodesOf,
    cellCount: countOf([...commitments.termCell, ...required]),
    groupCount: countOf(commitments.leaves.map(({ group }) => group)),
    leaves: byNode(commitments.leaves),
    requirements: byNode(commitments.requirements),
  };
}

function countOf(list: Iterable<number>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function byNode<T extends { readonly node: number }>(points: readonly T[]): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>();
  for (const point of points) {
    const list = found.get(point.node);
    if (list) list.push(point);
    else found.set(point.node, [point]);
  }
  return found;
}

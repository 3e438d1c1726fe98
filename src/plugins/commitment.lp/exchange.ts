import type { Marks } from './marks.ts';
import { toDouble } from './numbers.ts';
import { at, coefficientAt, type Tree } from './tree.ts';

/**
 * An exchange of numbered things, built pair by pair: each has one partner, and is its partner's partner. One pairing
 * serves many exchanges: `begin` forgets the last one, in constant time.
 */
class Pairing {
  readonly #partner: Int32Array;
  readonly #stamp: Int32Array;
  /** How often each was met on the left. */
  readonly #seen: Int32Array;
  /** The first rule set below which each was met. */
  readonly #origin: Int32Array;
  readonly #total: (item: number) => number;
  readonly #met: number[] = [];
  #now = 0;

  constructor(count: number, total: (item: number) => number) {
    this.#partner = new Int32Array(count);
    this.#stamp = new Int32Array(count);
    this.#seen = new Int32Array(count);
    this.#origin = new Int32Array(count);
    this.#total = total;
  }

  begin(): void {
    this.#now++;
    this.#met.length = 0;
  }

  pair(a: number, b: number, origin: number, link: (one: number, other: number) => void): boolean {
    const now = this.#now;
    if (this.#stamp[a] !== now) this.#meet(a, b, origin);
    else if (this.#partner[a] !== b) return false;
    if (this.#stamp[b] !== now) this.#meet(b, a, origin);
    else if (this.#partner[b] !== a) return false;
    if (this.#seen[a] === 0) this.#met.push(a);
    this.#seen[a] = at(this.#seen, a) + 1;
    if (a !== b) link(at(this.#origin, a), origin);
    return true;
  }

  #meet(item: number, partner: number, origin: number): void {
    this.#stamp[item] = this.#now;
    this.#partner[item] = partner;
    this.#origin[item] = origin;
    this.#seen[item] = 0;
  }

  /** Those met on the left that are not their own partner: item, partner, origin. */
  *exchanged(): Generator<readonly [item: number, partner: number, origin: number]> {
    for (const item of this.#met) {
      const partner = at(this.#partner, item);
      if (partner !== item) yield [item, partner, at(this.#origin, item)];
    }
  }

  /** Whether all that is exchanged stands nowhere but where it was met. */
  isWhole(): boolean {
    for (const [item, partner] of this.exchanged()) {
      const seen = at(this.#seen, item);
      if (seen !== this.#total(item) || seen !== this.#total(partner)) return false;
    }
    return true;
  }
}

/**
 * Compares subtrees of the game side by side: whether one becomes the other once the information sets, money cells and
 * leave groups that differ are exchanged.
 */
export class Exchange {
  readonly #tree: Tree;
  readonly #marks: Marks;
  readonly #sets: Pairing;
  readonly #cells: Pairing;
  readonly #groups: Pairing;
  readonly #link: (one: number, other: number) => void;
  readonly #open: number[] = [];

  /** `link` is told of any two rule sets below which the same thing is exchanged. */
  constructor(tree: Tree, marks: Marks, link: (one: number, other: number) => void) {
    this.#tree = tree;
    this.#marks = marks;
    this.#link = link;
    this.#sets = new Pairing(tree.game.informationSets.count, (set) => marks.nodesOf(set));
    this.#cells = new Pairing(tree.game.cells.count, (cell) => marks.cellCount(cell));
    this.#groups = new Pairing(marks.groups, (group) => marks.groupCount(group));
  }

  begin(): void {
    this.#sets.begin();
    this.#cells.begin();
    this.#groups.begin();
  }

  /** Compares what is below two nodes, under a rule set. False: it differs in more than names. Linear. */
  add(left: number, right: number, origin: number): boolean {
    const { firstChild } = this.#tree.game;
    const open = this.#open;
    open.length = 0;
    open.push(left, right);
    while (open.length > 0) {
      const b = open.pop() ?? 0;
      const a = open.pop() ?? 0;
      if (!this.#sameNode(a, b, origin)) return false;
      const first = at(firstChild, a);
      const count = at(firstChild, a + 1) - first;
      const shift = at(firstChild, b) - first;
      for (let child = first; child < first + count; child++) open.push(child, child + shift);
    }
    return true;
  }

  /** The followers' sets that were exchanged, with what takes their place; undefined if something exchanged also stands elsewhere. */
  *followersSets(): Generator<readonly [set: number, partner: number, origin: number]> {
    const { player } = this.#tree.game.informationSets;
    for (const moved of this.#sets.exchanged()) if (at(player, moved[0]) !== this.#tree.leader) yield moved;
  }

  /** Whether all that is exchanged stands nowhere but where it was met. */
  isWhole(): boolean {
    return this.#sets.isWhole() && this.#cells.isWhole() && this.#groups.isWhole();
  }

  #sameNode(a: number, b: number, origin: number): boolean {
    const { firstChild, actor, chance, index } = this.#tree.game;
    const who = actor[a] ?? -1;
    const count = (firstChild[a + 1] ?? 0) - (firstChild[a] ?? 0);
    if (who !== actor[b] || chance[a] !== chance[b]) return false;
    if (count !== (firstChild[b + 1] ?? 0) - (firstChild[b] ?? 0)) return false;
    if (this.#marks.hasConditions && !(this.#sameLeaves(a, b, origin) && this.#sameRequirements(a, b, origin)))
      return false;
    if (who >= 0) return this.#sets.pair(at(index, a), at(index, b), origin, this.#link);
    return count > 0 || this.#sameEnd(at(index, a), at(index, b), origin);
  }

  #sameEnd(a: number, b: number, origin: number): boolean {
    const { payees, payoff } = this.#tree.game;
    const { length } = payees;
    for (let payee = 0; payee < length; payee++)
      if (payoff[a * length + payee] !== payoff[b * length + payee]) return false;
    const { commitments } = this.#tree;
    const { termStart, termCell, termPayee } = commitments;
    const first = at(termStart, a);
    const last = at(termStart, a + 1);
    const shift = at(termStart, b) - first;
    if (last + shift !== at(termStart, b + 1)) return false;
    for (let t = first; t < last; t++) {
      if (termPayee[t] !== termPayee[t + shift]) return false;
      if (coefficientAt(commitments, t) !== coefficientAt(commitments, t + shift)) return false;
      if (!this.#sameCell(at(termCell, t), at(termCell, t + shift), origin)) return false;
    }
    return true;
  }

  #sameCell(a: number, b: number, origin: number): boolean {
    if (!this.#cells.pair(a, b, origin, this.#link)) return false;
    if (a === b) return true;
    const [one, other] = [this.#tree.game.cells.at(a), this.#tree.game.cells.at(b)];
    return toDouble(one.min) === toDouble(other.min) && toDouble(one.max) === toDouble(other.max);
  }

  #sameLeaves(a: number, b: number, origin: number): boolean {
    return same(this.#marks.leaves.at(a), this.#marks.leaves.at(b), (left, right) => {
      const isSame =
        left.player === right.player && left.exPost === right.exPost && toDouble(left.worth) === toDouble(right.worth);
      return isSame && this.#groups.pair(left.group, right.group, origin, this.#link);
    });
  }

  #sameRequirements(a: number, b: number, origin: number): boolean {
    return same(this.#marks.requirements.at(a), this.#marks.requirements.at(b), (left, right) => {
      if (left.relation !== right.relation || toDouble(left.constant) !== toDouble(right.constant)) return false;
      return same([...left.terms], [...right.terms], ([cell, factor], [other, otherFactor]) => {
        return toDouble(factor) === toDouble(otherFactor) && this.#sameCell(cell, other, origin);
      });
    });
  }
}

function same<T>(left: readonly T[] = [], right: readonly T[] = [], equal: (a: T, b: T) => boolean): boolean {
  return left.length === right.length && left.every((a, n) => [right[n]].every((b) => b !== undefined && equal(a, b)));
}

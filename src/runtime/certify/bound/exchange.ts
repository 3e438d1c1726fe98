import { END, type Game, type LeavePoint, type RequirePoint } from '../../game/game.ts';
import { at, entry, toDouble } from '../number.ts';
import { coefficient } from '../walk.ts';
import { Bijection, countOccurrences } from './bijection.ts';

/** Told of two decisions of a rule below which the same thing changes places, by their information sets. */
export type Connect = (one: number, other: number) => void;

/**
 * Checks that two values of a rule are mere names: that exchanging what follows them, with the information sets, money
 * cells and participation groups that differ in nothing else, leaves the game as it is. What follows other values is
 * left alone, so what changes places must stand nowhere else. Linear in the subtrees after the two values.
 */
export class ValueExchange {
  private readonly game: Game;
  private readonly connect: Connect;
  private readonly sets: Bijection;
  private readonly cells: Bijection;
  private readonly groups: Bijection;
  private readonly leavesAt: ReadonlyMap<number, readonly LeavePoint[]>;
  private readonly requirementsAt: ReadonlyMap<number, readonly RequirePoint[]>;
  private ruled = -1;

  constructor(game: Game, connect: Connect) {
    const occurrences = countOccurrences(game);
    const { leaves, requirements } = game.commitments ?? { leaves: [], requirements: [] };
    this.game = game;
    this.connect = connect;
    this.sets = new Bijection(occurrences.sets);
    this.cells = new Bijection(occurrences.cells);
    this.groups = new Bijection(occurrences.groups);
    this.leavesAt = byNode(leaves);
    this.requirementsAt = byNode(requirements);
  }

  /** The information sets that change places, as a map over all; undefined where it is no symmetry. `nodes`: where the rule is drawn. */
  between(one: number, other: number, nodes: readonly number[]): Int32Array | undefined {
    for (const bijection of [this.sets, this.cells, this.groups]) bijection.clear();
    for (const node of nodes) {
      const first = at(this.game.firstChild, node);
      this.ruled = at(this.game.index, node);
      if (!this.compare(first + one, first + other)) return undefined;
    }
    const isWhole = this.sets.movesAll() && this.cells.movesAll() && this.groups.movesAll();
    return isWhole ? this.sets.map() : undefined;
  }

  private compare(one: number, other: number): boolean {
    const { firstChild } = this.game;
    const pending = [one, other];
    for (let twin = pending.pop(); twin !== undefined; twin = pending.pop()) {
      const node = pending.pop() ?? 0;
      if (!this.alike(node, twin)) return false;
      const first = firstChild[node] ?? 0;
      const last = firstChild[node + 1] ?? 0;
      const shift = (firstChild[twin] ?? 0) - first;
      for (let child = first; child < last; child++) pending.push(child, child + shift);
    }
    return true;
  }

  private alike(node: number, twin: number): boolean {
    const { firstChild, actor, chance, index } = this.game;
    const player = actor[node] ?? END;
    if (player !== actor[twin] || chance[node] !== chance[twin]) return false;
    const children = (firstChild[node + 1] ?? 0) - (firstChild[node] ?? 0);
    if (children !== (firstChild[twin + 1] ?? 0) - (firstChild[twin] ?? 0)) return false;
    if (!this.alikeConstraints(node, twin)) return false;
    const [one, other] = [index[node] ?? -1, index[twin] ?? -1];
    if (player === END) return this.alikeEnds(one, other);
    return player < 0 || this.sets.swap(one, other, this.ruled, this.connect);
  }

  /** Payoffs are equal, and money terms too, once cells have changed places. */
  private alikeEnds(end: number, twin: number): boolean {
    const { commitments, payoff, payees } = this.game;
    const width = payees.length;
    for (let payee = 0; payee < width; payee++)
      if (payoff[end * width + payee] !== payoff[twin * width + payee]) return false;
    if (!commitments) return true;
    const { termStart, termPayee, termCell } = commitments;
    const first = termStart[end] ?? 0;
    const last = termStart[end + 1] ?? 0;
    const shift = (termStart[twin] ?? 0) - first;
    if ((termStart[twin + 1] ?? 0) - last !== shift) return false;
    for (let term = first; term < last; term++) {
      if (at(termPayee, term) !== at(termPayee, term + shift)) return false;
      if (coefficient(this.game, term) !== coefficient(this.game, term + shift)) return false;
      if (!this.alikeCells(at(termCell, term), at(termCell, term + shift))) return false;
    }
    return true;
  }

  private alikeCells(cell: number, twin: number): boolean {
    if (!this.cells.swap(cell, twin, this.ruled, this.connect)) return false;
    if (cell === twin) return true;
    const [one, other] = [this.game.cells.at(cell), this.game.cells.at(twin)];
    return toDouble(one.min) === toDouble(other.min) && toDouble(one.max) === toDouble(other.max);
  }

  /** `may leave` lines and requirements passed at a history are those passed at its twin, in the same order. */
  private alikeConstraints(node: number, twin: number): boolean {
    if (this.leavesAt.size + this.requirementsAt.size === 0) return true;
    return (
      pairwise(this.leavesAt.get(node), this.leavesAt.get(twin), (one, other) => this.alikeLeaves(one, other)) &&
      pairwise(this.requirementsAt.get(node), this.requirementsAt.get(twin), (one, other) =>
        this.alikeRequirements(one, other),
      )
    );
  }

  private alikeLeaves(one: LeavePoint, other: LeavePoint): boolean {
    if (one.player !== other.player || one.exPost !== other.exPost) return false;
    return (
      toDouble(one.worth) === toDouble(other.worth) &&
      this.groups.swap(one.group, other.group, this.ruled, this.connect)
    );
  }

  private alikeRequirements(one: RequirePoint, other: RequirePoint): boolean {
    if (one.relation !== other.relation || toDouble(one.constant) !== toDouble(other.constant)) return false;
    const [terms, twins] = [[...one.terms], [...other.terms]];
    return pairwise(terms, twins, ([cell, share], [twin, twinShare]) => {
      return toDouble(share) === toDouble(twinShare) && this.alikeCells(cell, twin);
    });
  }
}

function pairwise<T>(one: readonly T[] = [], other: readonly T[] = [], alike: (a: T, b: T) => boolean): boolean {
  return one.length === other.length && one.every((item, position) => alike(item, entry(other, position)));
}

function byNode<P extends { readonly node: number }>(points: readonly P[]): ReadonlyMap<number, readonly P[]> {
  const found = new Map<number, P[]>();
  for (const point of points) {
    const list = found.get(point.node);
    if (list) list.push(point);
    else found.set(point.node, [point]);
  }
  return found;
}

import type { Game } from '../../game/game.ts';
import { at, toDouble } from '../number.ts';
import { actionCount, type OwnTree } from '../own-tree.ts';

/** What rounding leaves of coefficients that should cancel, relative to the largest that went in. */
const ROUNDING = 1e-9;

/**
 * A linear function of what the leader may do, its best value by one backward pass over the leader's own tree: of its
 * realization plan (one coefficient a sequence), and of money paid after each sequence (coefficients by cell).
 */
export class LeaderProgram {
  private readonly game: Game;
  private readonly tree: OwnTree;
  private readonly own: Float64Array;
  private readonly money = new Map<number, Map<number, number>>();
  private largest = 0;

  constructor(game: Game, tree: OwnTree) {
    this.game = game;
    this.tree = tree;
    this.own = new Float64Array(tree.sequences);
  }

  add(sequence: number, coefficient: number): void {
    this.own[sequence] = (this.own[sequence] ?? 0) + coefficient;
  }

  addMoney(sequence: number, cell: number, coefficient: number): void {
    if (coefficient === 0) return;
    let cells = this.money.get(sequence);
    if (!cells) {
      cells = new Map();
      this.money.set(sequence, cells);
    }
    cells.set(cell, (cells.get(cell) ?? 0) + coefficient);
    this.largest = Math.max(this.largest, Math.abs(coefficient));
  }

  /**
   * The largest value over all behaviour and all money within its bounds; Infinity where unbounded money pays without end. Sets for
   * which `worthOf` says something are worth that. To be called once.
   */
  best(worthOf: (set: number) => number | undefined = () => undefined): number {
    const { parentSequence, firstSequence } = this.game.informationSets;
    for (let position = this.tree.sets.length - 1; position >= 0; position--) {
      const set = at(this.tree.sets, position);
      const first = at(firstSequence, set);
      const actions = actionCount(this.game, set);
      this.lift(first, actions, at(parentSequence, set));
      let best = Number.NEGATIVE_INFINITY;
      for (let sequence = first; sequence < first + actions; sequence++)
        best = Math.max(best, at(this.own, sequence) + this.bestMoney(sequence));
      this.add(at(parentSequence, set), worthOf(set) ?? best);
    }
    return at(this.own, 0) + this.bestMoney(0);
  }

  /** Once the best is known: what a sequence and all that comes after it are worth. */
  valueAfter(sequence: number): number {
    return at(this.own, sequence) + this.bestMoney(sequence);
  }

  /** Money that counts the same whatever the set draws is money before the draw: its chances add up to that of the sequence before. */
  private lift(first: number, actions: number, parent: number): void {
    for (const [cell, coefficient] of this.money.get(first) ?? []) {
      let equal = true;
      for (let sequence = first + 1; sequence < first + actions && equal; sequence++) {
        const other = this.money.get(sequence)?.get(cell);
        equal = other !== undefined && Math.abs(other - coefficient) <= ROUNDING * this.largest;
      }
      if (!equal) continue;
      for (let sequence = first; sequence < first + actions; sequence++) {
        const cells = this.money.get(sequence);
        cells?.set(cell, (cells.get(cell) ?? 0) - coefficient);
      }
      this.addMoney(parent, cell, coefficient);
    }
  }

  private bestMoney(sequence: number): number {
    let sum = 0;
    for (const [cell, coefficient] of this.money.get(sequence) ?? []) {
      const { min, max } = this.game.cells.at(cell);
      const bound = toDouble(coefficient > 0 ? max : min);
      if (Number.isFinite(bound)) sum += coefficient * bound;
      else if (Math.abs(coefficient) > ROUNDING * this.largest) return Number.POSITIVE_INFINITY;
    }
    return sum;
  }
}

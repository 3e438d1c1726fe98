import type { Conditions, Constraint } from './constraints.ts';
import type { Rule } from './rule.ts';
import { at } from './tree.ts';
import type { Unknowns } from './unknowns.ts';

/** A loss below this, relative to the row's largest coefficient, is what the program's tolerance leaves. */
const TOLERANCE = 1e-9;

/**
 * Picks the rows of participation that a program should have, by their number among a plan's participation constraints.
 * Mostly few bind: who would lie like the worst type if it were treated worse, stays wherever the worst type does.
 */
export class Staying {
  readonly #unknowns: Unknowns;
  readonly #constraints: readonly Constraint<number>[];

  constructor(unknowns: Unknowns, { participation }: Pick<Conditions<number>, 'participation'>) {
    this.#unknowns = unknowns;
    this.#constraints = participation;
  }

  /**
   * Those to begin with. Money that rows of deviations hold together can only move together, so one row for each such
   * block of money keeps it from growing for ever: the one of whoever is worst off without money.
   */
  first(deviations: readonly Constraint<number>[]): Iterable<number> {
    const blocks = new Blocks();
    for (const { sum } of deviations) blocks.join(this.#cellsOf(sum.ids));
    const worst = new Map<string, { readonly number: number; readonly worth: number }>();
    this.#constraints.forEach(({ sum }, number) => {
      const cells = this.#cellsOf(sum.ids);
      if (cells.length === 0) return;
      const key = [...new Set(cells.map((cell) => blocks.of(cell)))].sort((a, b) => a - b).join();
      const worth = this.#worthWithoutMoney(sum);
      const known = worst.get(key);
      if (!known || worth < known.worth) worst.set(key, { number, worth });
    });
    return Array.from(worst.values(), ({ number }) => number);
  }

  /** Those that a rule breaks. */
  broken({ realization, money }: Rule, isThere: (number: number) => boolean): readonly number[] {
    const found: number[] = [];
    this.#constraints.forEach(({ sum: { ids, values } }, number) => {
      if (isThere(number)) return;
      let total = 0;
      let size = 0;
      ids.forEach((id, n) => {
        const factor = at(values, n);
        const chance = at(realization, this.#unknowns.sequenceOf(id));
        total += factor * chance * (this.#unknowns.isPair(id) ? at(money, this.#unknowns.cellOf(id)) : 1);
        size = Math.max(size, Math.abs(factor));
      });
      if (total < -TOLERANCE * size) found.push(number);
    });
    return found;
  }

  /** All that are not there yet. */
  others(isThere: (number: number) => boolean): readonly number[] {
    return [...this.#constraints.keys()].filter((number) => !isThere(number));
  }

  constraints(numbers: Iterable<number>): readonly Constraint<number>[] {
    return Array.from(numbers, (number) => this.#constraints[number]).filter((one) => one !== undefined);
  }

  #cellsOf(ids: readonly number[]): readonly number[] {
    const cells: number[] = [];
    // Pairs come last; a pair of the same cell mostly follows.
    for (const id of ids) {
      const cell = this.#unknowns.isPair(id) ? this.#unknowns.cellOf(id) : -1;
      if (cell >= 0 && cell !== cells.at(-1)) cells.push(cell);
    }
    return cells;
  }

  /** Utility for each unit of money that is at stake, if all that may be drawn were drawn. */
  #worthWithoutMoney({ ids, values }: Constraint<number>['sum']): number {
    let [worth, stake] = [0, 0];
    ids.forEach((id, n) => {
      if (this.#unknowns.isPair(id)) stake += Math.abs(at(values, n));
      else worth += at(values, n);
    });
    return worth / stake;
  }
}

/** Numbers joined into blocks. A block is named by its smallest number. */
class Blocks {
  readonly #up = new Map<number, number>();

  of(item: number): number {
    let top = item;
    for (let up = this.#up.get(top); up !== undefined; up = this.#up.get(top)) top = up;
    // Shortens the way for the next time.
    if (top !== item) this.#up.set(item, top);
    return top;
  }

  join(items: readonly number[]): void {
    for (let n = 1; n < items.length; n++) {
      const [a, b] = [this.of(items[0] ?? 0), this.of(items[n] ?? 0)];
      if (a !== b) this.#up.set(Math.max(a, b), Math.min(a, b));
    }
  }
}

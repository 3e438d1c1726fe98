import { PairTable } from '../play/pair-table.ts';
import type { Affine } from '../play/value.ts';
import { intColumn } from './column.ts';
import type { ExactTable } from './exact-table.ts';

/** What two ends have in common that owe the same shares of different cells. */
export interface Pattern {
  /** The payee of each term, and the position of its coefficient in the table of numbers. */
  readonly payees: readonly number[];
  readonly coefficients: readonly number[];
}

/**
 * Committed reals in the utilities at ends: at most ends the same payees get the same shares, of other cells. So an end
 * costs 4 bytes, and 4 for each term.
 */
export class TermLog {
  /** Patterns as a tree: a node, payee, then coefficient. */
  private readonly tree = new PairTable();
  private readonly ends = intColumn();
  private readonly cells = intColumn();
  private readonly numbers: ExactTable;
  private readonly patterns: (Pattern | undefined)[] = [];
  /** The pattern of the end under way. */
  private node = 0;
  /** Ends before the first that owes something: they are not listed. */
  private before = 0;

  constructor(numbers: ExactTable) {
    this.numbers = numbers;
  }

  /** What the next payee that is owed something gets at the end under way. */
  push(payee: number, { terms: { cells, coefficients } }: Affine): void {
    for (let at = 0; at < cells.length; at++) {
      this.cells.push(cells[at] ?? 0);
      const who = this.tree.id(this.node, payee) + 1;
      this.node = this.tree.id(who, this.numbers.of(coefficients[at] ?? 0)) + 1;
    }
  }

  /** The end under way has all its terms. */
  close(): void {
    if (this.node === 0 && this.ends.count === 0) this.before++;
    else this.ends.push(this.node);
    this.node = 0;
  }

  /**
   * The ends from the first on that owes something, and their patterns by number; the cells of all terms, in the order in
   * which they came.
   */
  drain() {
    return { first: this.before, patterns: this.ends.drain(), cells: this.cells.drain() };
  }

  pattern(node: number): Pattern {
    const known = this.patterns[node];
    if (known !== undefined) return known;
    const payees: number[] = [];
    const coefficients: number[] = [];
    for (let at = node; at > 0; ) {
      const who = this.tree.first(at - 1);
      payees.push(this.tree.second(who - 1));
      coefficients.push(this.tree.second(at - 1));
      at = this.tree.first(who - 1);
    }
    const pattern = { payees: payees.reverse(), coefficients: coefficients.reverse() };
    this.patterns[node] = pattern;
    return pattern;
  }
}

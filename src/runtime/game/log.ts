import type { Exact } from '../../dsl/number.ts';
import { toDouble } from '../play/numeric.ts';
import { Affine, type Float } from '../play/value.ts';
import { floatColumn, intColumn } from './column.ts';
import { ExactTable } from './exact-table.ts';
import type { LeavePoint, RequirePoint } from './game.ts';

/** The last code of an actor is -2; a node is noted as its depth x ACTORS + its actor - LOWEST. */
export const ACTORS = 256;
export const LOWEST = -2;

/**
 * The nodes of a tree in the order in which depth-first search meets them. Parents and children need not be noted: the
 * parent of a node is the last one before it that is one level higher. 4 bytes a node, 8 a decision; 8 for the chance of a
 * draw's outcome, and for each utility at an end.
 */
export class TreeLog {
  /** Depth and actor of each node, and after a decision its set. */
  readonly entries = intColumn();
  /** Chances of the children of draws. */
  readonly chances = floatColumn();
  readonly payoffs = floatColumn();
  /** Exact numbers by position in the table, while they are kept. */
  readonly numbers = new ExactTable();
  exactChances = intColumn();
  exactPayoffs = intColumn();
  isExact: boolean;
  /** Nodes and ends of each depth. */
  readonly nodesAt: number[] = [];
  readonly endsAt: number[] = [];
  nodes = 0;
  ends = 0;
  /** How many terms with committed reals each end has; of each its payee, money cell, and the coefficient's position in the table. */
  readonly termCounts = intColumn();
  readonly terms = intColumn();
  /** `node` is the position in the log. */
  readonly leaves: LeavePoint[] = [];
  readonly requirements: RequirePoint[] = [];
  private readonly payees: number;
  private readonly commits: boolean;
  /** Terms of the end under way. */
  private owed = 0;

  /** `commits`: whether there may be committed reals. */
  constructor(payees: number, commits: boolean, isExact: boolean) {
    this.payees = payees;
    this.commits = commits;
    this.isExact = isExact;
  }

  node(depth: number, actor: number): void {
    this.entries.push(depth * ACTORS + actor - LOWEST);
    this.nodes++;
    if (depth < this.nodesAt.length) this.nodesAt[depth] = (this.nodesAt[depth] ?? 0) + 1;
    else {
      this.nodesAt.push(1);
      this.endsAt.push(0);
    }
  }

  /** The chance of the node that comes next, where its parent is nature's. */
  chance(chance: Exact | Float): void {
    this.chances.push(typeof chance === 'number' ? chance : toDouble(chance));
    if (this.isExact) this.exactChances.push(this.numbers.of(chance));
  }

  /** The node before was an end. */
  end(depth: number): void {
    this.endsAt[depth] = (this.endsAt[depth] ?? 0) + 1;
    this.ends++;
  }

  /** What the next payee gets at the end before. */
  utility(payee: number, utility: Exact | Float | Affine): void {
    const constant = utility instanceof Affine ? utility.constant : utility;
    this.payoffs.push(typeof constant === 'number' ? constant : toDouble(constant));
    if (this.isExact) this.exactPayoffs.push(this.numbers.of(constant));
    if (utility instanceof Affine) this.addTerms(payee, utility);
    if (!this.commits || payee + 1 < this.payees) return;
    this.termCounts.push(this.owed);
    this.owed = 0;
  }

  private addTerms(payee: number, { terms }: Affine): void {
    const { cells, coefficients } = terms;
    this.owed += cells.length;
    for (let at = 0; at < cells.length; at++) {
      this.terms.push(payee);
      this.terms.push(cells[at] ?? 0);
      this.terms.push(this.numbers.of(coefficients[at] ?? 0));
    }
  }

  dropExact(): void {
    this.isExact = false;
    this.exactChances = intColumn();
    this.exactPayoffs = intColumn();
  }

  get width(): number {
    return this.payees;
  }
}

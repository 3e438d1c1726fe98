import type { Exact } from '../../dsl/number.ts';
import { Affine, type Float } from '../play/value.ts';
import { intColumn } from './column.ts';
import { ExactTable } from './exact-table.ts';
import type { LeavePoint, RequirePoint } from './game.ts';
import { NumberLog } from './number-log.ts';
import { TermLog } from './term-log.ts';

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
  /** The different numbers, while exact ones are kept. */
  readonly numbers = new ExactTable();
  /** Chances of the children of draws. */
  readonly chances: NumberLog;
  readonly payoffs: NumberLog;
  isExact: boolean;
  /** Nodes and ends of each depth. */
  readonly nodesAt: number[] = [];
  readonly endsAt: number[] = [];
  nodes = 0;
  ends = 0;
  /** Committed reals at the ends. */
  readonly terms = new TermLog(this.numbers);
  /** `node` is the position in the log. */
  readonly leaves: LeavePoint[] = [];
  readonly requirements: RequirePoint[] = [];
  private readonly payees: number;
  private readonly commits: boolean;

  /** `commits`: whether there may be committed reals. */
  constructor(payees: number, commits: boolean, isExact: boolean) {
    this.payees = payees;
    this.commits = commits;
    this.isExact = isExact;
    this.chances = new NumberLog(this.numbers, isExact);
    this.payoffs = new NumberLog(this.numbers, isExact);
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
    this.chances.push(chance);
  }

  /** The node before was an end. */
  end(depth: number): void {
    this.endsAt[depth] = (this.endsAt[depth] ?? 0) + 1;
    this.ends++;
  }

  /** What the next payee gets at the end before. */
  utility(payee: number, utility: Exact | Float | Affine): void {
    if (utility instanceof Affine) {
      this.payoffs.push(utility.constant);
      this.terms.push(payee, utility);
    } else this.payoffs.push(utility);
    if (this.commits && payee + 1 === this.payees) this.terms.close();
  }

  dropExact(): void {
    this.isExact = false;
    this.chances.toDoubles();
    this.payoffs.toDoubles();
  }

  get width(): number {
    return this.payees;
  }
}

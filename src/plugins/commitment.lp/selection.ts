import type { LpAnswer, LpSession, SolverRun } from '../contract/index.ts';
import { Heap } from './heap.ts';
import { at } from './tree.ts';
import type { Widened } from './widened.ts';

/** So far from 0 or 1 a use is neither. */
const WHOLE = 1e-7;
/** A bound that is no better than the best choice, relative to its size, is not looked into. */
const SAME = 1e-10;
/** Prices of broken constraints, in units of the widened program's, that are tried before a node is looked into. */
const HARDER = [1, 1e3, 1e6];

/** Nodes that would take more than this are not looked into: what is left is bounded. */
const MOST_BYTES = 2 ** 29;

/** Some ways are decided to be used, some not to be; what is open is bounded by the program's answer. */
export interface Node {
  /** By way: 1 used, 0 not used, -1 open. */
  readonly decided: Int8Array;
  /** What no choice of ways that agrees brings more than; proved by the prices. */
  readonly bound: number;
  readonly prices: Prices;
}

/** Prices of rows that are not 0: most are, and there may be many nodes. */
export interface Prices {
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** A tree of decisions, searched as far as the budget allowed. */
export interface Selected {
  /** Nodes that together cover every choice. */
  readonly leaves: readonly Node[];
  readonly nodes: number;
  /** Leaves are left whose bound is above the value. */
  readonly isCut: boolean;
}

interface Open extends Node {
  readonly use: Float64Array;
  readonly isRule: boolean;
  /** The answer is a choice that was made a rule: nothing in this node is better. */
  readonly isDone: boolean;
}

/** How far to go, and what to do with choices that seem to be rules. */
export interface SelectionTask {
  /** How many ways may be used. */
  readonly used: number;
  readonly nodes: number;
  /** Choices that bring no more than this are not looked for. */
  readonly atLeast: number;
  readonly run: SolverRun;
  /** Makes a rule of a choice, given the widened program's columns, and tells its value; undefined where there is none after all. */
  readonly realize: (ways: readonly number[], columns: Float64Array) => Promise<number | undefined>;
}

/**
 * Which ways to go on after a label should have one of its values: branch and bound over the widened program, best bound first. A
 * node is branched on the way whose use is least decided; the ways that a node uses most are tried as a choice. Undefined if there is no
 * answer to the first program, which bounds all choices.
 */
export async function selectWays(
  session: LpSession,
  widened: Widened,
  task: SelectionTask,
): Promise<Selected | undefined> {
  const selection = new Selection(session, widened, task);
  return (await selection.search()) ? selection : undefined;
}

class Selection implements Selected {
  readonly leaves: Node[] = [];
  nodes = 0;
  isCut = false;
  #value: number;
  #hasFound = false;
  readonly #session: LpSession;
  readonly #widened: Widened;
  readonly #task: SelectionTask;
  readonly #tried = new Set<string>();
  readonly #open = new Heap<Open>();

  constructor(session: LpSession, widened: Widened, task: SelectionTask) {
    this.#session = session;
    this.#widened = widened;
    this.#task = task;
    this.#value = task.atLeast;
  }

  async search(): Promise<boolean> {
    const root = await this.#node(new Int8Array(this.#widened.use.length).fill(-1));
    if (!root) return false;
    this.#open.push(root, root.bound);
    const most = Math.min(this.#task.nodes, mostNodes(this.#widened));
    for (let node = this.#open.take(); node; node = this.#open.take()) {
      // What no rule reaches although it has all open ways, none reaches with fewer.
      const isHopeless = !node.isRule && this.#value === Number.NEGATIVE_INFINITY;
      const isClosed = isHopeless || node.isDone || !this.#isBetter(node.bound);
      const isLate = !isClosed && (this.#task.run.budget.exhausted() || this.nodes >= most);
      if (!isClosed && !isLate && (await this.#branch(node))) continue;
      if (isLate) await this.#tryFor(node);
      this.leaves.push(node);
      // Where all is decided, the choice's own program has said that it is no rule, or what it brings.
      this.isCut ||= !isClosed && toDecide(node, this.#task.used) >= 0 && this.#isBetter(node.bound);
    }
    return true;
  }

  #isBetter(bound: number): boolean {
    return this.#value === Number.NEGATIVE_INFINITY || bound > this.#value + SAME * Math.max(1, Math.abs(this.#value));
  }

  /** Divides a node in two. False where it cannot be divided, or the library does not answer: then it stays a leaf. */
  async #branch(node: Open): Promise<boolean> {
    await this.#try(byUse(node).slice(0, this.#task.used));
    const way = toDecide(node, this.#task.used);
    if (way < 0 || !this.#isBetter(node.bound)) return false;
    const children: Open[] = [];
    for (const decision of [1, 0]) {
      const decided = node.decided.slice();
      decided[way] = decision;
      const child = await this.#node(decided);
      if (!child) return false;
      children.push(child);
    }
    for (const child of children) this.#open.push(child, child.bound);
    return true;
  }

  /** The answer where some ways are decided. */
  async #node(decided: Int8Array): Promise<Open | undefined> {
    this.nodes++;
    let open: Open | undefined;
    for (const factor of HARDER) {
      const answer = await this.#solve(decided, factor);
      if (!answer) return undefined;
      open = this.#opened(decided, answer);
      const isWhole = open.isRule && leastDecided(open) < 0;
      if (isWhole) open = { ...open, isDone: await this.#keep(open.bound, usedIn(open), answer.columns) };
      if (open.isRule || !this.#isBetter(open.bound)) break;
    }
    return open;
  }

  #opened(decided: Int8Array, { value, prices, columns }: LpAnswer): Open {
    const use = Float64Array.from(this.#widened.use, (column) => at(columns, column));
    const isRule = at(columns, this.#widened.short) <= WHOLE;
    return { decided, bound: value + this.#widened.constant, prices: sparse(prices), use, isRule, isDone: false };
  }

  /** Where the search ends without a choice: what a node uses most, or else any way alone, which says nothing. */
  async #tryFor(node: Open): Promise<void> {
    const ways = byUse(node);
    const choices = [ways.slice(0, this.#task.used), ...ways.map((way) => [way])];
    for (const choice of choices) if (this.#hasFound || !(await this.#try(choice))) return;
  }

  /** Some ways as a choice. False where the library does not answer. */
  async #try(some: readonly number[]): Promise<boolean> {
    const ways = some.toSorted((one, other) => one - other);
    const key = ways.join();
    if (this.#tried.has(key)) return true;
    this.#tried.add(key);
    const decided = new Int8Array(this.#widened.use.length);
    for (const way of ways) decided[way] = 1;
    const answer = await this.#solve(decided, HARDER[0] ?? 1);
    if (!answer) return false;
    const { isRule, bound } = this.#opened(decided, answer);
    if (isRule) await this.#keep(bound, ways, answer.columns);
    return true;
  }

  /** Whether nothing is left to look for in a choice: it is a rule, or not better than the best. */
  async #keep(bound: number, ways: readonly number[], columns: Float64Array): Promise<boolean> {
    const isBetter = this.#hasFound ? bound > this.#value : bound >= this.#value;
    if (!isBetter) return true;
    // Where the label is never drawn no way is used, though each value needs one.
    if (ways.length === 0) return false;
    const value = await this.#task.realize(ways, columns);
    if (value === undefined) return false;
    this.#hasFound = true;
    // The widened program's own value where both agree: it is compared with bounds of the same kind.
    const isSame = Math.abs(value - bound) <= WHOLE * Math.max(1, Math.abs(bound));
    this.#value = Math.max(this.#value, isSame ? bound : value);
    return isSame;
  }

  async #solve(decided: Int8Array, factor: number): Promise<LpAnswer | undefined> {
    const { use, short, linear } = this.#widened;
    this.#session.changeCosts(Int32Array.of(short), Float64Array.of(factor * at(linear.cost, short)));
    const lower = Float64Array.from(decided, (value) => Math.max(0, value));
    const upper = Float64Array.from(decided, (value) => Math.abs(value));
    this.#session.changeColumnBounds(use, lower, upper);
    const answer = await this.#session.solve({
      milliseconds: this.#task.run.budget.left(),
      signal: this.#task.run.signal,
      method: 'simplex',
    });
    return answer.status === 'optimal' ? answer : undefined;
  }
}

/** The open way whose use is farthest from none and all; -1 where all are whole. */
function leastDecided({ decided, use }: Open): number {
  let [found, least] = [-1, WHOLE];
  decided.forEach((value, way) => {
    const distance = Math.min(at(use, way), 1 - at(use, way));
    if (value < 0 && distance > least) [found, least] = [way, distance];
  });
  return found;
}

/** The way to branch on: the least decided; where all are whole and yet no rule, an open one. -1: all are decided. */
function toDecide(node: Open, used: number): number {
  const way = leastDecided(node);
  const isFull = node.decided.filter((value) => value === 1).length >= used;
  return way >= 0 || isFull ? way : (byUse(node).find((open) => at(node.decided, open) < 0) ?? -1);
}

/** The ways, those that a node uses most first. */
function byUse({ use }: Open): readonly number[] {
  return [...use.keys()].sort((one, other) => at(use, other) - at(use, one));
}

function usedIn({ use }: Open): readonly number[] {
  return [...use.keys()].filter((way) => at(use, way) > 1 / 2);
}

function sparse(prices: Float64Array): Prices {
  const rows: number[] = [];
  prices.forEach((price, row) => {
    if (price !== 0) rows.push(row);
  });
  return { rows: Int32Array.from(rows), values: Float64Array.from(rows, (row) => at(prices, row)) };
}

/** How many nodes are kept at most, whatever is allowed: a price takes 12 bytes, a way's use 8, its decision one. */
function mostNodes({ use, linear }: Widened): number {
  return Math.floor(MOST_BYTES / (12 * linear.rowLower.length + 9 * use.length));
}

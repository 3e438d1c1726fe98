import type { LpAnswer, LpSession, SolverRun } from '../contract/index.ts';
import { at } from './tree.ts';
import type { Widened } from './widened.ts';

/** So far from 0 or 1 a use is neither. */
const WHOLE = 1e-7;
/** A bound that is no better than the best choice, relative to its size, is not looked into. */
const SAME = 1e-10;
/** Prices of broken constraints, in units of the widened program's, that are tried before a node is looked into. */
const HARDER = [1, 1e3, 1e6];

/** Some ways are decided to be used, some not to be; what is open is bounded by the program's answer. */
export interface Node {
  /** By way: 1 used, 0 not used, -1 open. */
  readonly decided: Int8Array;
  /** What no choice of ways that agrees brings more than; proved by the prices. */
  readonly bound: number;
  readonly prices: Float64Array;
}

/** A tree of decisions, searched as far as the budget allowed. */
export interface Selected {
  /** The best choice of ways that was found. */
  readonly ways: readonly number[];
  readonly value: number;
  /** Nodes that together cover every choice. */
  readonly leaves: readonly Node[];
  readonly nodes: number;
  /** Leaves are left whose bound is above the value. */
  readonly isCut: boolean;
}

interface Open extends Node {
  readonly use: Float64Array;
  readonly isRule: boolean;
}

/**
 * Which ways to go on after a label should have one of its values: branch and bound over the widened program, best bound first. A
 * node is branched on the way whose use is least decided; the ways that a node uses most are tried as a choice. Undefined if the library
 * gives up.
 */
export async function selectWays(
  session: LpSession,
  widened: Widened,
  most: { readonly used: number; readonly nodes: number; readonly atLeast: number },
  run: SolverRun,
): Promise<Selected | undefined> {
  const selection = new Selection(session, widened, most.used, most.atLeast, run);
  return (await selection.search(most.nodes)) ? selection : undefined;
}

class Selection implements Selected {
  readonly leaves: Node[] = [];
  ways: readonly number[] = [];
  value: number;
  nodes = 0;
  isCut = false;
  readonly #session: LpSession;
  readonly #widened: Widened;
  readonly #used: number;
  readonly #run: SolverRun;
  readonly #tried = new Set<string>();
  readonly #open: Open[] = [];

  constructor(session: LpSession, widened: Widened, used: number, atLeast: number, run: SolverRun) {
    this.#session = session;
    this.#widened = widened;
    this.#used = used;
    this.#run = run;
    this.value = atLeast;
  }

  async search(most: number): Promise<boolean> {
    const root = await this.#node(new Int8Array(this.#widened.use.length).fill(-1));
    if (!root) return false;
    this.#open.push(root);
    for (let node = this.#best(); node; node = this.#best()) {
      // What no rule reaches although it has all open ways, none reaches with fewer.
      const isHopeless = !node.isRule && this.value === Number.NEGATIVE_INFINITY;
      if (isHopeless || !this.#isBetter(node.bound)) {
        this.leaves.push(node);
        continue;
      }
      if (this.#run.budget.exhausted() || this.nodes >= most) {
        await this.#tryFor(node);
        this.isCut ||= this.#isBetter(node.bound);
        this.leaves.push(node);
        continue;
      }
      if (await this.#branch(node)) continue;
      if (!this.#run.budget.exhausted()) return false;
      this.isCut = true;
      this.leaves.push(node);
    }
    return true;
  }

  /** Takes the node with the largest bound. */
  #best(): Open | undefined {
    let best = 0;
    this.#open.forEach(({ bound }, n) => {
      if (bound > (this.#open[best]?.bound ?? Number.NEGATIVE_INFINITY)) best = n;
    });
    return this.#open.splice(best, 1)[0];
  }

  #isBetter(bound: number): boolean {
    return this.value === Number.NEGATIVE_INFINITY || bound > this.value + SAME * Math.max(1, Math.abs(this.value));
  }

  async #branch(node: Open): Promise<boolean> {
    if (!(await this.#try(byUse(node).slice(0, this.#used)))) return false;
    const way = leastDecided(node);
    if (way < 0) {
      // Whole, and yet no rule: what is broken costs too little. A bound it is all the same.
      this.isCut ||= this.#isBetter(node.bound);
      this.leaves.push(node);
      return true;
    }
    for (const decision of [1, 0]) {
      const decided = node.decided.slice();
      decided[way] = decision;
      const child = await this.#node(decided);
      if (!child) return false;
      this.#open.push(child);
    }
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
      if (open.isRule || !this.#isBetter(open.bound)) break;
    }
    if (open?.isRule && leastDecided(open) < 0) this.#keep(open.bound, usedIn(open));
    return open;
  }

  #opened(decided: Int8Array, { value, prices, columns }: LpAnswer): Open {
    const use = Float64Array.from(this.#widened.use, (column) => at(columns, column));
    const isRule = at(columns, this.#widened.short) <= WHOLE;
    return { decided, bound: value + this.#widened.constant, prices: prices.slice(), use, isRule };
  }

  /** Where the search ends without a choice: what a node uses most, or else any way alone, which says nothing. */
  async #tryFor(node: Open): Promise<void> {
    const ways = byUse(node);
    const choices = [ways.slice(0, this.#used), ...ways.map((way) => [way])];
    for (const choice of choices) if (this.ways.length > 0 || !(await this.#try(choice))) return;
  }

  /** Some ways as a choice. */
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
    if (isRule) this.#keep(bound, ways);
    return true;
  }

  #keep(value: number, ways: readonly number[]): void {
    if (this.ways.length > 0 && value <= this.value) return;
    if (value < this.value) return;
    this.value = value;
    this.ways = ways;
  }

  async #solve(decided: Int8Array, factor: number): Promise<LpAnswer | undefined> {
    const { use, short, linear } = this.#widened;
    this.#session.changeCosts(Int32Array.of(short), Float64Array.of(factor * at(linear.cost, short)));
    const lower = Float64Array.from(decided, (value) => Math.max(0, value));
    const upper = Float64Array.from(decided, (value) => Math.abs(value));
    this.#session.changeColumnBounds(use, lower, upper);
    const answer = await this.#session.solve({
      milliseconds: this.#run.budget.left(),
      signal: this.#run.signal,
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

/** The ways, those that a node uses most first. */
function byUse({ use }: Open): readonly number[] {
  return [...use.keys()].sort((one, other) => at(use, other) - at(use, one));
}

function usedIn({ use }: Open): readonly number[] {
  return [...use.keys()].filter((way) => at(use, way) > 1 / 2);
}

import type { Constraint } from './constraints.ts';
import type { Plan } from './course.ts';
import { endsAfter, type Incentives } from './incentives.ts';
import { isSimple, positionsOf, toldAt } from './sites.ts';
import type { Ends, Sums } from './sums.ts';
import { at, type Tree } from './tree.ts';
import type { Vector } from './vector.ts';

const NONE: readonly never[] = [];

/**
 * Something that adds up over ends, by the follower's last action before them, and over all that follows a set by base
 * actions.
 */
class Continuation<N> {
  readonly #tree: Tree;
  readonly #plan: Plan;
  readonly #measure: (position: number) => Vector<N>;
  readonly #combine: (parts: readonly Vector<N>[]) => Vector<N>;
  readonly #values = new Map<number, Vector<N>>();

  constructor(tree: Tree, plan: Plan, sums: Sums<N>, measure: (position: number) => Vector<N>) {
    this.#tree = tree;
    this.#plan = plan;
    this.#measure = measure;
    this.#combine = (parts) => sums.combine(parts, []);
  }

  /** From an action on, followed by base actions: parts to be added up. */
  after(position: number): readonly Vector<N>[] {
    const block = this.#measure(position);
    const next = this.#tree.next[position] ?? [];
    return next.length === 0 ? [block] : [block, ...next.map((set) => this.from(set))];
  }

  /** From a set on. */
  from(set: number): Vector<N> {
    const known = this.#values.get(set);
    if (known) return known;
    const parts = this.after(toldAt(this.#tree, this.#plan, set));
    const [only] = parts;
    const value = parts.length === 1 && only ? only : this.#combine(parts);
    this.#values.set(set, value);
    return value;
  }
}

/** How much better than any other action the plan must be: a multiple of the chance with which the set is reached. */
export interface Strictness<N> {
  readonly slack: N;
  /** The leader, who does not mind ties that are no worse for it. */
  readonly leader: number;
}

/**
 * Obedience and truthfulness. At each set that a follower's plan reaches, the plan must be at least as good as any
 * other action followed by the best that can then be done. What is best then is found by a regret per set that only
 * deviations reach, measured against a base action, so that money that does not depend on what is done after a lie
 * stays in the row of the lie (without this, a price that ignores advice would look as if it multiplied the advice's
 * probability).
 */
export class DeviationRows<N> {
  readonly constraints: Constraint<N>[] = [];
  readonly #tree: Tree;
  readonly #plan: Plan;
  readonly #sums: Sums<N>;
  readonly #number: number;
  readonly #newRegret: () => number;
  readonly #utility: Continuation<N>;
  readonly #slack: ((set: number, position: number) => readonly Vector<N>[]) | undefined;
  readonly #regrets = new Map<number, number | undefined>();

  constructor(
    tree: Tree,
    plan: Plan,
    sums: Sums<N>,
    incentives: Incentives,
    number: number,
    newRegret: () => number,
    strictness: Strictness<N> | undefined,
    isWanted: ((position: number) => boolean) | undefined,
  ) {
    this.#tree = tree;
    this.#plan = plan;
    this.#sums = sums;
    this.#number = number;
    this.#newRegret = newRegret;
    const { follower, sites } = incentives;
    const endsOf = (position: number): Ends => endsAfter(incentives, position);
    this.#utility = new Continuation(tree, plan, sums, (position) => sums.utility(follower, endsOf(position)));
    this.#slack = strictness && this.#slackOf(strictness, endsOf);
    for (const { set, others, deep } of sites) {
      if (!isWanted) for (const position of deep) this.#deviate(set, position);
      else
        for (const position of others)
          if (!isSimple(tree, position) || isWanted(position)) this.#deviate(set, position);
    }
  }

  /** The row of a deviation that was not wanted at first, with what it needs; none where nothing depends on it. */
  more(position: number): readonly Constraint<N>[] {
    const before = this.constraints.length;
    this.#deviate(at(this.#tree.setOf, position), position);
    return this.constraints.slice(before);
  }

  #deviate(set: number, position: number): void {
    const after = this.#utility.after(position);
    const minus = this.#slack ? [...after, ...this.#slack(set, position)] : after;
    const next = this.#tree.next[position] ?? NONE;
    const regrets = next.length === 0 ? NONE : next.flatMap((later) => this.#minusRegret(later));
    this.#push(position, this.#utility.from(set), minus, regrets);
  }

  /**
   * The regret of a set off the plan, made with its rows when first asked for; none where nothing is left to decide.
   */
  #regretOf(set: number): number | undefined {
    if (this.#regrets.has(set)) return this.#regrets.get(set);
    const { told, others } = positionsOf(this.#tree, this.#plan, set);
    const afterTold = (this.#tree.next[told] ?? []).flatMap((after) => this.#minusRegret(after));
    const regret = others.length > 0 || afterTold.length > 0 ? this.#newRegret() : undefined;
    this.#regrets.set(set, regret);
    if (regret === undefined) return undefined;
    if (afterTold.length > 0) this.#constrain(told, { ids: [], values: [] }, [[regret, 1], ...afterTold]);
    for (const position of others) {
      const later = (this.#tree.next[position] ?? []).flatMap((after) => this.#minusRegret(after));
      this.#push(position, this.#utility.from(set), this.#utility.after(position), [[regret, 1], ...later]);
    }
    return regret;
  }

  #minusRegret(set: number): [number, number][] {
    const regret = this.#regretOf(set);
    return regret === undefined ? [] : [[regret, -1]];
  }

  #push(position: number, plus: Vector<N>, minus: readonly Vector<N>[], regrets: Constraint<N>['regrets']): void {
    const sum = this.#sums.combine([plus], minus);
    if (sum.ids.length > 0 || regrets.length > 0) this.#constrain(position, sum, regrets);
  }

  #constrain(position: number, sum: Vector<N>, regrets: Constraint<N>['regrets']): void {
    const source = { kind: 'deviation', incentives: this.#number, position } as const;
    this.constraints.push({ source, sum, regrets, relation: '>=' });
  }

  #slackOf({ slack, leader }: Strictness<N>, endsOf: (position: number) => Ends) {
    const sums = this.#sums;
    const reached = new Continuation(this.#tree, this.#plan, sums, (p) => sums.reached(endsOf(p), slack));
    const leaders = new Continuation(this.#tree, this.#plan, sums, (p) => sums.utility(leader, endsOf(p)));
    return (set: number, position: number): readonly Vector<N>[] => {
      const { ids, values } = sums.combine(leaders.after(position), [leaders.from(set)]);
      const isHarmless = ids.every((id, n) => sums.isGain(id, values[n]));
      return isHarmless ? [] : [reached.from(set)];
    };
  }
}

import type { BoundCase, BoundProof } from '../../../plugins/contract/solution.ts';
import { CHANCE, END, type Game } from '../../game/game.ts';
import { at } from '../number.ts';
import { actionCount, firstOption } from '../own-tree.ts';
import { showAction, showRecord } from '../words.ts';
import { type Choice, coversAll } from './choices.ts';
import { imageOf, type LabelRule, labelRules } from './labels.ts';

/**
 * Whether the cases of a proof cover every plan of the followers; a plan that they miss, in words, or undefined if they
 * miss none. Plans are built set by set, at the sets that they reach; a branch without a case is a miss. What
 * followers do after a label is counted: with w ways to go on and l values of the label, a case holds min(w, l) of them, and
 * every such choice needs its case. Where there is one thing to do, as with reports, there is no branch. Cost: one pass over the tree for each
 * partial plan; there are at most as many as cases times sets.
 */
export function missedPlan(game: Game, leader: number, proof: BoundProof): string | undefined {
  return new Coverage(game, leader, labelRules(game, leader, proof.labels)).missed(proof.cases, new Map());
}

type Assigned = ReadonlyMap<number, number>;

interface Reached {
  readonly reached: ReadonlySet<number>;
  /** By set the one action that it has. */
  readonly forced: Assigned;
  readonly open: number | undefined;
}

class Coverage {
  private readonly game: Game;
  private readonly leader: number;
  private readonly labels: readonly LabelRule[];
  private readonly possible = new Map<number, readonly number[]>();

  constructor(game: Game, leader: number, labels: readonly LabelRule[]) {
    this.game = game;
    this.leader = leader;
    this.labels = labels;
  }

  missed(cases: readonly BoundCase[], assigned: Assigned): string | undefined {
    const { reached, forced, open } = this.reach(assigned);
    const known = new Map([...assigned, ...forced]);
    const able = cases.filter(({ plan }) => [...forced].every(([set, action]) => plan[set] === action));
    if (able.length === 0) return this.describe(known);
    if (open === undefined) return this.missedWays(able, reached, known);
    for (const action of this.actions(open)) {
      const agreeing = able.filter((one) => one.plan[open] === action);
      const next = new Map(known).set(open, action);
      const missed = agreeing.length === 0 ? this.describe(next) : this.missed(agreeing, next);
      if (missed !== undefined) return missed;
    }
    return undefined;
  }

  /** The followers' sets that a partial plan reaches, what must be done there, and one where there is a choice that it leaves open. */
  private reach(assigned: Assigned): Reached {
    const { nodes, actor, firstChild, index } = this.game;
    const alive = new Uint8Array(nodes);
    const reached = new Set<number>();
    const forced = new Map<number, number>();
    let open: number | undefined;
    alive[0] = 1;
    for (let node = 0; node < nodes; node++) {
      const player = actor[node] ?? END;
      if (alive[node] !== 1 || player === END) continue;
      const first = firstChild[node] ?? 0;
      const last = firstChild[node + 1] ?? 0;
      if (player === CHANCE || player === this.leader) {
        for (let child = first; child < last; child++) alive[child] = 1;
        continue;
      }
      const set = index[node] ?? 0;
      reached.add(set);
      const shift = first - firstOption(this.game, node);
      const actions = this.actions(set);
      if (this.labels.some((rule) => at(rule.known, set) >= 0)) {
        for (const any of actions) alive[shift + any] = 1;
        continue;
      }
      const [only] = actions.length === 1 ? actions : [];
      const action = assigned.get(set) ?? only;
      if (action === undefined) open ??= set;
      else alive[shift + action] = 1;
      if (only !== undefined && !assigned.has(set)) forced.set(set, only);
    }
    return { reached, forced, open };
  }

  /** What a plan may do at a set: reports are truthful. */
  private actions(set: number): readonly number[] {
    const known = this.possible.get(set);
    if (known) return known;
    const truth = at(this.game.informationSets.truthful, set);
    const actions = truth >= 0 ? [truth] : Array.from({ length: actionCount(this.game, set) }, (_, action) => action);
    this.possible.set(set, actions);
    return actions;
  }

  private missedWays(
    cases: readonly BoundCase[],
    reached: ReadonlySet<number>,
    assigned: Assigned,
  ): string | undefined {
    if (cases.some(({ ways }) => ways)) return this.missedChoice(cases, reached, assigned);
    const forests = this.labels.map((rule) => this.forest(rule, reached));
    let needed = 1;
    const sizes = this.labels.map((rule, k) => {
      const ways = this.count(forests[k]?.get(0) ?? [], forests[k] ?? new Map());
      const size = Math.min(ways, rule.values);
      needed *= binomial(ways, size);
      return size;
    });
    const found = new Set<string>();
    for (const one of cases) {
      const kinds = this.labels.map((rule, k) => this.ways(one, rule, forests[k] ?? new Map()));
      if (kinds.every((ways, k) => ways.size === sizes[k]))
        found.add(kinds.map((ways) => [...ways].sort().join(' | ')).join(' || '));
    }
    if (found.size >= needed) return undefined;
    return `${this.describe(assigned)}, and for ${this.labels.map((rule) => `\`${rule.label}\``).join(', ')} ${found.size} of ${needed} choices of what may follow its values`;
  }

  /** The same where cases say which ways they may hold, and which they do: there is one label then. */
  private missedChoice(
    cases: readonly BoundCase[],
    reached: ReadonlySet<number>,
    assigned: Assigned,
  ): string | undefined {
    const [rule, another] = this.labels;
    if (!rule || another) return `${this.describe(assigned)}: choices of ways are for one label alone`;
    const forest = this.forest(rule, reached);
    const roots = forest.get(0) ?? [];
    const choices = cases.flatMap(({ ways = [] }): Choice[] => {
      const keys = ways.map(({ prices }) => {
        const steps: string[] = [];
        return this.follow(prices, rule, 0, roots, forest, steps) ? steps.sort().join(' ') : undefined;
      });
      if (ways.length === 0 || keys.includes(undefined)) return [];
      const named = keys.filter((key) => key !== undefined);
      return [{ may: new Set(named), must: new Set(named.filter((_, n) => ways[n]?.isUsed)) }];
    });
    if (coversAll(choices, this.count(roots, forest), rule.values)) return undefined;
    return `${this.describe(assigned)}, and for \`${rule.label}\` some choice of what may follow its values`;
  }

  /** The sets that know the label's first value, by the own sequence that leads to them; entry points stand at 0. */
  private forest(rule: LabelRule, reached: ReadonlySet<number>): ReadonlyMap<number, readonly number[]> {
    const { parentSequence, player, firstSequence } = this.game.informationSets;
    const inside = [...reached].filter((set) => at(rule.known, set) === 0);
    const owner = new Map<string, number>();
    for (const set of inside)
      for (let action = 0; action < actionCount(this.game, set); action++)
        owner.set(`${at(player, set)} ${at(firstSequence, set) + action}`, this.position(set, action));
    const forest = new Map<number, number[]>();
    for (const set of inside) {
      const after = owner.get(`${at(player, set)} ${at(parentSequence, set)}`) ?? 0;
      forest.set(after, [...(forest.get(after) ?? []), set]);
    }
    return forest;
  }

  /** A key of an action: its position among all, from 1. */
  private position(set: number, action: number): number {
    return 1 + at(this.game.informationSets.firstAction, set) + action;
  }

  /** In how many ways the players of these sets can go on. */
  private count(sets: readonly number[], forest: ReadonlyMap<number, readonly number[]>): number {
    return sets.reduce((product, set) => {
      const after = this.actions(set).map((action) => this.count(forest.get(this.position(set, action)) ?? [], forest));
      return product * after.reduce((sum, ways) => sum + ways, 0);
    }, 1);
  }

  /** The ways to go on that a case holds at the values of a label. */
  private ways(one: BoundCase, rule: LabelRule, forest: ReadonlyMap<number, readonly number[]>): ReadonlySet<string> {
    const ways = new Set<string>();
    for (let value = 0; value < rule.values; value++) {
      const steps: string[] = [];
      const complete = this.follow(one, rule, value, forest.get(0) ?? [], forest, steps);
      if (complete) ways.add(steps.sort().join(' '));
    }
    return ways;
  }

  /** Gathers what the case does after a value of the label, in terms of the first value; false where it says nothing. */
  private follow(
    one: BoundCase,
    rule: LabelRule,
    value: number,
    sets: readonly number[],
    forest: ReadonlyMap<number, readonly number[]>,
    steps: string[],
  ): boolean {
    return sets.every((set) => {
      const action = one.plan[imageOf(rule, value, set)] ?? -1;
      if (!this.actions(set).includes(action)) return false;
      steps.push(`${set}:${action}`);
      return this.follow(one, rule, value, forest.get(this.position(set, action)) ?? [], forest, steps);
    });
  }

  private describe(assigned: Assigned): string {
    const steps = [...assigned].map(([set, action]) => {
      const { player, label, knows } = this.game.informationSets.describe(set);
      return `${player.name} knows ${showRecord(knows)} and takes ${label} = ${showAction(this.game, set, action)}`;
    });
    return steps.length === 0 ? 'the only plan' : steps.join('; ');
  }
}

/** n choose k; Infinity where that is too large for a double. */
function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) result = (result * (n - i + 1)) / i;
  return Math.round(result);
}

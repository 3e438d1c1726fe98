import type { Exact, SolverRun } from '../contract/index.ts';
import { chosenDraws } from './chosen.ts';
import type { Plan } from './course.ts';
import type { Label } from './labels.ts';
import type { PlanSolver, Solved } from './plan-solver.ts';
import { type Outline, outlinesOf } from './plans.ts';
import { conflictOf, type Outcome, SHOWN_CONFLICTS, type Tried } from './search.ts';
import { type Node, selectWays } from './selection.ts';
import { mostLeaves, selectionCase } from './selection-proof.ts';
import type { Tree } from './tree.ts';
import { type Way, type Widened, widen } from './widened.ts';

/** With no more plans than this each has its own program: these are smaller, and solved in fractions. */
const FEW_PLANS = 24;
/** The price of a broken constraint, in units of the leader's largest payoff. */
const PENALTY = 100;

/**
 * The best plan where a label has too few values for all ways to go on: a tree of decisions which ways get one, instead of one program for
 * each choice of ways. Undefined where there are few plans, or where the widened program does not cover the game: money, several
 * labels.
 */
export async function searchSelections(
  solver: PlanSolver,
  labels: readonly Label[],
  task: SearchTask,
): Promise<Outcome | undefined> {
  const { tree, blurred } = solver;
  const [label] = labels;
  if (!label || labels.length > 1 || tree.game.cells.count > 0 || blurred.length > 0 || !isWhole(tree, label))
    return undefined;
  if (task.slack !== undefined && !isAlone(tree, label)) return undefined;
  const outlines = outlinesOf(tree, label);
  if (!outlines || countPlans(outlines, label) <= FEW_PLANS) return undefined;
  const search = new SelectionSearch(solver, label, task);
  for (const outline of outlines) await search.add(outline);
  // Where the library gives up at once each choice of ways may still have a program that it solves.
  if (search.nodes > 0 && search.tried.length === 0 && !task.run.budget.exhausted()) return undefined;
  if (!search.best && !search.isCut) await search.explain(outlines);
  return search;
}

interface SearchTask {
  /** How many nodes there may be. */
  readonly most: number;
  readonly run: SolverRun;
  /** By how much the plan must be better than other actions, given that they are asked. */
  readonly slack?: Exact;
}

class SelectionSearch implements Outcome {
  readonly tried: Tried[] = [];
  readonly conflicts: string[] = [];
  readonly unlimited = undefined;
  readonly isBound = false;
  best: Solved | undefined;
  isCut = false;
  isPartial = false;
  nodes = 0;
  readonly #solver: PlanSolver;
  readonly #label: Label;
  readonly #task: SearchTask;

  constructor(solver: PlanSolver, label: Label, task: SearchTask) {
    this.#solver = solver;
    this.#label = label;
    this.#task = task;
  }

  /** Searches one outline, as far as time and the library allow. */
  async add(outline: Outline): Promise<void> {
    const { run, slack, most } = this.#task;
    if (run.budget.exhausted()) {
      this.#leaveOut();
      return;
    }
    const { tree, unknowns, stake } = this.#solver;
    const ways = outline.ways.map((way) => this.#solver.wayOf(outline.assigned([way]), slack));
    const widened = widen(tree, unknowns, this.#label, ways, PENALTY * stake);
    const session = await this.#solver.open(widened.linear);
    try {
      const selected = await selectWays(session, widened, {
        used: this.#label.values,
        // Two nodes come from one: half of them, and one more, are leaves.
        nodes: Math.min(most, 2 * mostLeaves(tree, ways)) - this.nodes,
        atLeast: this.best?.value ?? Number.NEGATIVE_INFINITY,
        run,
        realize: (chosen, columns) => {
          const plan = outline.assigned(chosen.flatMap((way) => outline.ways[way] ?? []));
          return this.#realize(plan, chosenDraws(unknowns, widened, chosen, columns));
        },
      });
      this.nodes += selected?.nodes ?? 1;
      if (!selected) this.#leaveOut();
      this.isCut ||= selected?.isCut ?? true;
      for (const leaf of selected?.leaves ?? []) this.tried.push(this.#leafOf(widened, ways, leaf));
    } finally {
      session.dispose();
    }
  }

  #leaveOut(): void {
    this.isPartial = true;
    this.isCut = true;
  }

  /** Where no plan can be reached: why not, for one plan of each outline. */
  async explain(outlines: readonly Outline[]): Promise<void> {
    for (const { ways, assigned } of outlines.slice(0, SHOWN_CONFLICTS)) {
      const conflict = conflictOf(this.#solver.tree, await this.#solver.solve(assigned(ways)));
      if (conflict !== undefined) this.conflicts.push(conflict);
    }
  }

  /**
   * What a choice of ways brings by its own program; undefined where it is no rule there. Where that has no time left, the draws of the
   * widened program are a rule already.
   */
  async #realize(plan: Plan, draws: Float64Array | undefined): Promise<number | undefined> {
    const { slack } = this.#task;
    const solved = await this.#solver.solve(plan, { slack });
    const { status } = solved.answer;
    const isUnsolved = status === 'budget' || status === 'failed';
    const rule = isUnsolved && draws ? this.#solver.given(plan, draws, slack) : solved;
    if (rule === solved && status !== 'optimal') return undefined;
    if (!this.best || rule.value > this.best.value) this.best = rule;
    return rule.value;
  }

  #leafOf(widened: Widened, ways: readonly Way[], leaf: Node): Tried {
    const bound = selectionCase(this.#solver.tree, widened, ways, leaf);
    return { plan: ways[0]?.plan ?? new Int32Array(0), value: leaf.bound, bound, draws: undefined };
  }
}

/**
 * Whether every follower's set that is known to come after one value of the rule is one of the label's: its other values mean the
 * same then.
 */
function isWhole(tree: Tree, { name, renamed }: Label): boolean {
  const { game } = tree;
  const { informationSets, nodes, firstChild, actor, index } = game;
  const known = new Set(renamed.flatMap((map) => [...map.values()]));
  const drawn = new Int32Array(nodes).fill(-1);
  const before = new Map<number, Set<number>>();
  for (let node = 0; node < nodes; node++) {
    const set = (actor[node] ?? -1) >= 0 ? (index[node] ?? -1) : -1;
    const isDraw = set >= 0 && informationSets.describe(set).label === name && actor[node] === tree.leader;
    if (set >= 0 && actor[node] !== tree.leader && !known.has(set)) {
      const values = before.get(set) ?? new Set();
      before.set(set, values.add(drawn[node] ?? -1));
    }
    const first = firstChild[node] ?? 0;
    for (let child = first; child < (firstChild[node + 1] ?? 0); child++)
      drawn[child] = isDraw ? child - first : (drawn[node] ?? -1);
  }
  return [...before.values()].every((values) => values.size > 1 || values.has(-1));
}

/** Whether the followers act after the label only, so that what breaks their ties depends on no more than one way. */
function isAlone({ game, followers }: Tree, { renamed }: Label): boolean {
  const known = new Set(renamed.flatMap((map) => [...map.values()]));
  return game.informationSets.player.every((player, set) => !followers.includes(player) || known.has(set));
}

function countPlans(outlines: readonly Outline[], { values }: Label): number {
  return outlines.reduce((sum, { ways }) => {
    let choices = 1;
    for (let n = 1; n <= values; n++) choices = (choices * (ways.length - values + n)) / n;
    return sum + choices;
  }, 0);
}

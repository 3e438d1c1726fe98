import type { Plan } from './course.ts';
import type { Label } from './labels.ts';
import { actionsOf, at, isReport, type Tree } from './tree.ts';
import { valueInWords } from './words.ts';

/**
 * What the followers can be made to do: pure plans, with truthful reports, up to the names of labels. After a label
 * with at least as many values as there are ways to go on, one plan stands for all: each way has a value of its own.
 * With fewer values, each choice of so many ways is a plan.
 */
export function* plansOf(tree: Tree, labels: readonly Label[], most: number): Generator<Plan> {
  const blocks = labels.map((label) => new Block(tree, label, most));
  const later = new Set(blocks.flatMap(({ sets }) => [...sets]));
  const roots = tree.followers.flatMap((f) => tree.roots[f] ?? []).filter((set) => !later.has(set));
  const empty = new Int32Array(tree.game.informationSets.count).fill(-1);
  for (const outer of extensions(tree, empty, roots, (set) => !later.has(set))) yield* withLabels(blocks, outer);
}

function* withLabels(blocks: readonly Block[], plan: Plan): Generator<Plan> {
  const [block, ...rest] = blocks;
  if (!block) {
    yield plan;
    return;
  }
  for (const filled of block.fill(plan)) yield* withLabels(rest, filled);
}

/** What followers do where no label is known, and the ways to go on after a label that has too few values for them. */
export interface Outline {
  readonly plan: Plan;
  readonly ways: readonly Plan[];
  /** A plan of some of the ways, one for each value; what is left over repeats the last. */
  assigned(ways: readonly Plan[]): Plan;
}

/** More ways than this are too many for one program. */
const MOST_WAYS = 400;
const MOST_OUTLINES = 1000;

/** The outlines of a game with one label; undefined where its values are enough for all ways, or where there are too many. */
export function outlinesOf(tree: Tree, label: Label): readonly Outline[] | undefined {
  const block = new Block(tree, label, MOST_WAYS);
  const roots = tree.followers.flatMap((f) => tree.roots[f] ?? []).filter((set) => !block.sets.has(set));
  const empty = new Int32Array(tree.game.informationSets.count).fill(-1);
  const outlines: Outline[] = [];
  for (const plan of extensions(tree, empty, roots, (set) => !block.sets.has(set))) {
    const ways = block.ways(plan);
    if (ways.length <= label.values || ways.length > MOST_WAYS || outlines.length >= MOST_OUTLINES) return undefined;
    outlines.push({ plan, ways, assigned: (chosen) => block.assigned(plan, chosen) });
  }
  return outlines;
}

/** The followers' sets that come after the values of one label. */
class Block {
  readonly #tree: Tree;
  readonly #label: Label;
  readonly #first: ReadonlySet<number>;
  readonly #most: number;
  readonly sets: ReadonlySet<number>;

  constructor(tree: Tree, label: Label, most: number) {
    this.#tree = tree;
    this.#label = label;
    this.#most = most;
    this.#first = new Set(label.renamed[0]?.keys());
    this.sets = new Set(label.renamed.flatMap((renamed) => [...renamed.values()]));
  }

  /** All ways to complete a plan after the label. */
  *fill(plan: Plan): Generator<Plan> {
    const ways = this.ways(plan);
    const { values } = this.#label;
    if (values >= ways.length) {
      yield this.assigned(plan, this.#named(ways));
      return;
    }
    for (const chosen of combinations(ways, values)) yield this.assigned(plan, chosen);
  }

  /** How the followers may go on after the first value, given what they do before it. */
  ways(plan: Plan): readonly Plan[] {
    const roots = [...this.#first].filter((set) => {
      const before = at(this.#tree.before, set);
      if (before < 0) return true;
      const from = at(this.#tree.setOf, before);
      const action = before - at(this.#tree.game.informationSets.firstAction, from);
      return !this.#first.has(from) && at(plan, from) === action;
    });
    const ways = extensions(this.#tree, plan, roots, (set) => this.#first.has(set));
    // More ways than plans may be tried, and than there are values: the plans made of these are too many as well.
    return [...take(ways, Math.max(this.#most, this.#label.values) + 1)];
  }

  /** Ways so ordered that a value which is called as a way, `work` or `(work, shirk)`, stands for it. */
  #named(ways: readonly Plan[]): readonly Plan[] {
    const { game } = this.#tree;
    const left = new Map(ways.map((way) => [this.#nameOf(way), way]));
    const named = game.informationSets.actions(this.#label.set).map((value) => {
      const name = valueInWords(value);
      const way = left.get(name);
      left.delete(name);
      return way;
    });
    if (named.every((way) => way === undefined)) return ways;
    const others = left.values();
    const last = ways.at(-1);
    return named.flatMap((way) => way ?? others.next().value ?? last ?? []);
  }

  /** What is done after the first value, in the order of the sets: one action, or a tuple. */
  #nameOf(way: Plan): string {
    const { informationSets } = this.#tree.game;
    const actions = [...this.#first]
      .sort((one, other) => one - other)
      .filter((set) => at(way, set) >= 0 && !isReport(this.#tree.game, set))
      .map((set) => valueInWords(informationSets.actions(set)[at(way, set)] ?? null));
    return actions.length === 1 ? (actions[0] ?? '') : `(${actions.join(', ')})`;
  }

  /** The n-th way after the n-th value; what is left over repeats the last. */
  assigned(plan: Plan, ways: readonly Plan[]): Plan {
    const filled = plan.slice();
    this.#label.renamed.forEach((renamed, value) => {
      const way = ways[Math.min(value, ways.length - 1)];
      for (const [first, set] of renamed) filled[set] = at(way, first);
    });
    return filled;
  }
}

/** Plans that decide the open sets and all that follow them, where `includes` says so. */
function* extensions(
  tree: Tree,
  plan: Plan,
  open: readonly number[],
  includes: (set: number) => boolean,
): Generator<Plan> {
  const decided = plan.slice();
  const left = [...open];
  // What leaves no choice, such as a report, needs no branch.
  for (let set = left.shift(); set !== undefined; set = left.shift()) {
    const first = at(tree.game.informationSets.firstAction, set);
    const actions = choices(tree, set);
    const after = (action: number): readonly number[] => (tree.next[first + action] ?? []).filter(includes);
    if (actions.length > 1) {
      for (const action of actions) {
        decided[set] = action;
        yield* extensions(tree, decided, [...left, ...after(action)], includes);
      }
      return;
    }
    decided[set] = actions[0] ?? 0;
    left.push(...after(decided[set] ?? 0));
  }
  yield decided;
}

function* take<T>(items: Iterable<T>, most: number): Generator<T> {
  let count = 0;
  for (const item of items) {
    if (count++ >= most) return;
    yield item;
  }
}

function choices({ game }: Tree, set: number): readonly number[] {
  if (isReport(game, set)) return [at(game.informationSets.truthful, set)];
  return Array.from({ length: actionsOf(game, set) }, (_, action) => action);
}

function* combinations<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [n, item] of list.entries()) {
    if (n + size > list.length) return;
    for (const rest of combinations(list.slice(n + 1), size - 1)) yield [item, ...rest];
  }
}

import type { SeatWorld } from '../contract/index.ts';
import type { BayesOptions } from './options.ts';
import { type Behaviour, trembling } from './others.ts';

/** What a player expects of its actions at its information sets, and what it then does: by action position. */
export interface Reasoned {
  readonly expected: Float64Array;
  readonly chances: Float64Array;
}

/** Sums of products of equal chances may differ by this much, relative to the size of the utilities. */
const SLACK = 1e-9;

/**
 * Reasons for one player, the others' behaviour known: at each of its information sets a belief over the histories there, the
 * expected utility of each action given that belief and its own later play, and from these the chances. Linear in the tree times
 * its branching.
 */
export class Reasoner {
  readonly #world: SeatWorld;
  readonly #player: number;
  readonly #options: BayesOptions;
  readonly #others: Behaviour;
  readonly #weights: Float64Array;
  readonly #unexpected: Float64Array;
  readonly #histories = new Map<number, number[]>();
  readonly #value: Float64Array;
  readonly #result: Reasoned;

  constructor(world: SeatWorld, player: number, told: Uint8Array, options: BayesOptions, others: Behaviour) {
    const { game } = world;
    this.#world = world;
    this.#player = player;
    this.#options = options;
    this.#others = others;
    this.#weights = this.#weigh(told, others);
    this.#unexpected = this.#weigh(told, trembling(world, others));
    this.#value = new Float64Array(game.nodes).fill(Number.NaN);
    this.#result = { expected: new Float64Array(others.length), chances: new Float64Array(others.length) };
    for (let node = 0; node < game.nodes; node++) {
      if (game.actor[node] !== player) continue;
      const set = game.index[node] ?? -1;
      const histories = this.#histories.get(set);
      if (histories) histories.push(node);
      else this.#histories.set(set, [node]);
    }
  }

  reason(): Reasoned {
    // Later sets lie deeper: their first histories come after those of earlier ones.
    const sets = [...this.#histories].sort(([, [one = 0]], [, [other = 0]]) => other - one);
    for (const [set, histories] of sets) this.#decide(set, histories);
    return this.#result;
  }

  /** Grether's weights of all histories: chances of what was learned on the way to one power, of the rest to another. */
  #weigh(told: Uint8Array, behaviour: Behaviour): Float64Array {
    const { game } = this.#world;
    const { prior, likelihood } = this.#options;
    const weights = new Float64Array(game.nodes);
    weights[0] = 1;
    for (let node = 0; node < game.nodes; node++) {
      for (const [action, child] of this.#children(node)) {
        const chance = game.actor[node] === this.#player ? 1 : this.#chanceOf(node, action, child, behaviour);
        const factor = chance <= 0 ? 0 : chance ** (told[child] === 1 ? likelihood : prior);
        weights[child] = (weights[node] ?? 0) * factor;
      }
    }
    return weights;
  }

  #decide(set: number, histories: readonly number[]): void {
    const { firstAction } = this.#world.game.informationSets;
    const first = firstAction[set] ?? 0;
    const count = (firstAction[set + 1] ?? 0) - first;
    const belief = this.#belief(histories);
    const expected = Array.from({ length: count }, () => 0);
    for (const [at, node] of histories.entries()) {
      if (belief[at] === 0) continue;
      for (const [action, child] of this.#children(node))
        expected[action] = (expected[action] ?? 0) + (belief[at] ?? 0) * this.#worth(child);
    }
    const chances = choose(expected, this.#options.temperature);
    for (let action = 0; action < count; action++) {
      this.#result.expected[first + action] = expected[action] ?? 0;
      this.#result.chances[first + action] = chances[action] ?? 0;
    }
  }

  /** Where nobody expected to come, as if the others had strayed; and where nature never leads, evenly. */
  #belief(histories: readonly number[]): readonly number[] {
    for (const weights of [this.#weights, this.#unexpected]) {
      const row = histories.map((node) => weights[node] ?? 0);
      const sum = row.reduce((total, weight) => total + weight, 0);
      if (sum > 0) return row.map((weight) => weight / sum);
    }
    return histories.map(() => 1 / histories.length);
  }

  /** What the player expects from a history on. Its own later sets have been decided. */
  #worth(node: number): number {
    const known = this.#value[node] ?? Number.NaN;
    if (!Number.isNaN(known)) return known;
    const { game, payoff } = this.#world;
    const payee = game.payeeOf[this.#player] ?? 0;
    const children = this.#children(node);
    const worth =
      children.length === 0
        ? (payoff[(game.index[node] ?? 0) * game.payees.length + payee] ?? 0)
        : children.reduce((sum, [action, child]) => sum + this.#share(node, action, child), 0);
    this.#value[node] = worth;
    return worth;
  }

  #share(node: number, action: number, child: number): number {
    const isOwn = this.#world.game.actor[node] === this.#player;
    const chance = this.#chanceOf(node, action, child, isOwn ? this.#result.chances : this.#others);
    return chance === 0 ? 0 : chance * this.#worth(child);
  }

  #chanceOf(node: number, action: number, child: number, behaviour: Behaviour): number {
    const { actor, index, chance, informationSets } = this.#world.game;
    if ((actor[node] ?? -1) < 0) return chance[child] ?? 0;
    return behaviour[(informationSets.firstAction[index[node] ?? 0] ?? 0) + action] ?? 0;
  }

  /** Actions and the histories that they lead to; below lies of others, the truthful report alone. */
  #children(node: number): readonly (readonly [action: number, child: number])[] {
    const { actor, index, firstChild, informationSets } = this.#world.game;
    const first = firstChild[node] ?? 0;
    const count = (firstChild[node + 1] ?? 0) - first;
    const set = index[node] ?? -1;
    const actions = (informationSets.firstAction[set + 1] ?? 0) - (informationSets.firstAction[set] ?? 0);
    const isCut = (actor[node] ?? -1) >= 0 && count < actions;
    const shift = isCut ? Math.max(0, informationSets.truthful[set] ?? 0) : 0;
    return Array.from({ length: count }, (_, at) => [at + shift, first + at] as const);
  }
}

/** A logit choice; without noise the best actions share evenly. */
function choose(expected: readonly number[], temperature: number): readonly number[] {
  const best = Math.max(...expected);
  const slack = SLACK * Math.max(1, ...expected.map(Math.abs));
  const weights = expected.map((each) => {
    if (temperature > 0) return Math.exp((each - best) / temperature);
    return each >= best - slack ? 1 : 0;
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

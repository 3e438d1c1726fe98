import type { Game } from '../contract/index.ts';

const CHANCE = -1;

/**
 * What each action is worth to who takes it, given all logarithms of chances: the expected payoff after it at its information set, where the
 * weights of the histories there are kept as logarithms, so that sets which are hardly ever reached have the right beliefs. Arrays
 * are kept from call to call; one call is two passes over the tree.
 */
export class Agents {
  readonly actions: number;
  readonly #game: Game;
  readonly #scale: number;
  readonly #logReach: Float64Array;
  readonly #worth: Float64Array;
  readonly #most: Float64Array;
  readonly #weight: Float64Array;

  /** Payoffs are divided by `scale`. */
  constructor(game: Game, scale: number) {
    this.#game = game;
    this.#scale = scale;
    const { count, firstAction } = game.informationSets;
    this.actions = firstAction[count] ?? 0;
    this.#logReach = new Float64Array(game.nodes);
    this.#worth = new Float64Array(game.nodes * game.payees.length);
    this.#most = new Float64Array(count);
    this.#weight = new Float64Array(count);
  }

  worths(logs: Float64Array, into: Float64Array): void {
    this.#reach(logs);
    this.#values(logs);
    const { nodes, actor, index, firstChild, payees, payeeOf, informationSets } = this.#game;
    const { count, firstAction } = informationSets;
    const width = payees.length;
    this.#most.fill(Number.NEGATIVE_INFINITY);
    for (let node = 0; node < nodes; node++) {
      const set = index[node] ?? 0;
      if ((actor[node] ?? -1) >= 0) this.#most[set] = Math.max(this.#most[set] ?? 0, this.#logReach[node] ?? 0);
    }
    into.fill(0);
    this.#weight.fill(0);
    for (let node = 0; node < nodes; node++) {
      const player = actor[node] ?? -1;
      if (player < 0) continue;
      const set = index[node] ?? 0;
      const weight = Math.exp((this.#logReach[node] ?? 0) - (this.#most[set] ?? 0));
      this.#weight[set] = (this.#weight[set] ?? 0) + weight;
      const payee = payeeOf[player] ?? 0;
      const first = firstChild[node] ?? 0;
      const action = (firstAction[set] ?? 0) - first;
      for (let child = first; child < (firstChild[node + 1] ?? first); child++) {
        into[action + child] = (into[action + child] ?? 0) + weight * (this.#worth[child * width + payee] ?? 0);
      }
    }
    for (let set = 0; set < count; set++) {
      const weight = this.#weight[set] ?? 1;
      for (let a = firstAction[set] ?? 0; a < (firstAction[set + 1] ?? 0); a++) into[a] = (into[a] ?? 0) / weight;
    }
  }

  #reach(logs: Float64Array): void {
    const { nodes, actor, index, firstChild, chance, informationSets } = this.#game;
    this.#logReach[0] = 0;
    for (let node = 0; node < nodes; node++) {
      const first = firstChild[node] ?? 0;
      const here = this.#logReach[node] ?? 0;
      const isChance = actor[node] === CHANCE;
      const action = (informationSets.firstAction[index[node] ?? 0] ?? 0) - first;
      for (let child = first; child < (firstChild[node + 1] ?? first); child++) {
        this.#logReach[child] = here + (isChance ? Math.log(chance[child] ?? 0) : (logs[action + child] ?? 0));
      }
    }
  }

  #values(logs: Float64Array): void {
    const { nodes, actor, index, firstChild, chance, payees, payoff, informationSets } = this.#game;
    const width = payees.length;
    for (let node = nodes - 1; node >= 0; node--) {
      const first = firstChild[node] ?? 0;
      const last = firstChild[node + 1] ?? first;
      const player = actor[node] ?? -1;
      const action = (informationSets.firstAction[index[node] ?? 0] ?? 0) - first;
      for (let payee = 0; payee < width; payee++) {
        let worth = 0;
        if (first === last) worth = (payoff[(index[node] ?? 0) * width + payee] ?? 0) / this.#scale;
        for (let child = first; child < last; child++) {
          const move = player === CHANCE ? (chance[child] ?? 0) : Math.exp(logs[action + child] ?? 0);
          worth += move * (this.#worth[child * width + payee] ?? 0);
        }
        this.#worth[node * width + payee] = worth;
      }
    }
  }
}

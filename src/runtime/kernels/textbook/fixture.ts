import { CHANCE, END, type Game } from '../../game/game.ts';

/** A history as an object, as textbooks and most libraries have it. */
export interface History {
  readonly actor: number;
  /** Name of the information set; '' where nobody decides. */
  readonly key: string;
  readonly chances: readonly number[];
  readonly payoff: readonly number[];
  readonly children: readonly History[];
}

/** What is learnt at one information set. */
interface Learnt {
  readonly player: number;
  readonly regrets: number[];
  readonly sums: number[];
  chances: number[];
  gains: number[];
}

export type Variant = 'vanilla' | 'plus' | 'discounted' | 'predictive';

export function historyOf(game: Game, node = 0): History {
  const actor = game.actor[node] ?? END;
  const children: History[] = [];
  const chances: number[] = [];
  for (let child = game.firstChild[node] ?? 0; child < (game.firstChild[node + 1] ?? 0); child++) {
    children.push(historyOf(game, child));
    chances.push(game.chance[child] ?? 0);
  }
  const index = game.index[node] ?? 0;
  const width = game.payees.length;
  const payoff =
    actor === END ? [...game.payeeOf].map((payee) => game.payoff[index * width + payee] ?? Number.NaN) : [];
  return { actor, key: actor >= 0 ? `${actor}:${index}` : '', chances, payoff, children };
}

/**
 * Counterfactual regret minimisation by the book: a recursive walk over histories as objects, information sets in a
 * dictionary. Alternating updates; one iteration walks the tree once for each player. Regrets below 1e-12 of the
 * largest payoff are 0.
 */
export class TextbookCfr {
  readonly #root: History;
  readonly #variant: Variant;
  readonly #players: number;
  readonly #learnt = new Map<string, Learnt>();
  readonly #least: number;
  #iteration = 0;

  constructor(root: History, players: number, variant: Variant) {
    this.#root = root;
    this.#variant = variant;
    this.#players = players;
    this.#least = 1e-12 * this.#collect(root);
  }

  #collect({ actor, key, children, payoff }: History): number {
    if (actor >= 0 && !this.#learnt.has(key)) {
      const zeros = (): number[] => children.map(() => 0);
      const chances = children.map(() => 1 / children.length);
      this.#learnt.set(key, { player: actor, regrets: zeros(), sums: zeros(), chances, gains: zeros() });
    }
    return Math.max(...payoff.map(Math.abs), ...children.map((child) => this.#collect(child)));
  }

  step(): void {
    this.#iteration++;
    for (let player = 0; player < this.#players; player++) {
      this.#walk(this.#root, player, new Array(this.#players + 1).fill(1));
      for (const each of this.#learnt.values()) if (each.player === player) this.#update(each);
    }
  }

  /** Value to the player; `reach` holds the chance of each player's own moves so far, and at last that of nature's. */
  #walk({ actor, key, chances, payoff, children }: History, player: number, reach: readonly number[]): number {
    if (actor === END) return payoff[player] ?? Number.NaN;
    const learnt = this.#learnt.get(key);
    const policy = actor === CHANCE ? chances : (learnt?.chances ?? []);
    const who = actor === CHANCE ? this.#players : actor;
    const values = children.map((child, action) =>
      this.#walk(child, player, reach.with(who, (reach[who] ?? 0) * (policy[action] ?? 0))),
    );
    const value = values.reduce((sum, each, action) => sum + each * (policy[action] ?? 0), 0);
    if (learnt && actor === player) {
      const others = reach.reduce((product, each, one) => (one === player ? product : product * each), 1);
      values.forEach((each, action) => {
        learnt.gains[action] = (learnt.gains[action] ?? 0) + others * (each - value);
        const share = (reach[player] ?? 0) * (policy[action] ?? 0);
        learnt.sums[action] = (learnt.sums[action] ?? 0) + this.#weight() * share;
      });
    }
    return value;
  }

  #weight(): number {
    const t = this.#iteration;
    return { vanilla: 1, plus: t, discounted: t * t, predictive: t * t }[this.#variant];
  }

  #update(learnt: Learnt): void {
    const { regrets, gains } = learnt;
    const t = this.#iteration;
    const isFloored = this.#variant === 'plus' || this.#variant === 'predictive';
    const weights = gains.map((gain, action) => {
      let regret = (regrets[action] ?? 0) + gain;
      if (isFloored && regret < this.#least) regret = 0;
      if (this.#variant === 'discounted') regret *= regret > 0 ? t ** 1.5 / (t ** 1.5 + 1) : 1 / 2;
      regrets[action] = regret;
      const expected = this.#variant === 'predictive' ? regret + gain : regret;
      return expected < this.#least ? 0 : expected;
    });
    const sum = weights.reduce((total, weight) => total + weight, 0);
    learnt.chances = weights.map((weight) => (sum > 0 ? weight / sum : 1 / weights.length));
    learnt.gains = gains.map(() => 0);
  }

  /** The average policy at an information set of the game. */
  average(player: number, set: number): readonly number[] {
    const sums = this.#learnt.get(`${player}:${set}`)?.sums ?? [];
    const total = sums.reduce((sum, each) => sum + each, 0);
    return sums.map((each) => (total > 0 ? each / total : 1 / sums.length));
  }

  /** The average policy, indexed as `Profile.chances`. */
  profile({ informationSets }: Game): Float64Array {
    const sets = Array.from({ length: informationSets.count }, (_, set) => set);
    return Float64Array.from(sets.flatMap((set) => this.average(informationSets.player[set] ?? 0, set)));
  }
}

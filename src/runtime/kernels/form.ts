import type {
  ExactEntries,
  PayoffEntries,
  Plans,
  PlayerForm,
  SequenceForm,
  SequencePayoffs,
} from '../../plugins/contract/kernels.ts';
import type { Game } from '../game/game.ts';
import { completeBehaviour } from './complete.ts';
import { payoffEntries } from './entries.ts';
import { exactEntries } from './exact-entries.ts';
import { behaviourOf, bestResponse, greedyPlan, planOf, playerForm, uniformPlan } from './player-form.ts';
import { type Reduction, reduce } from './reduction/reduce.ts';
import { multiply, type Rows, rowsOf } from './rows.ts';
import { halfSpread } from './spread.ts';

const nothing = new Float64Array(0);

/**
 * The sequence form on flat arrays. Between two players a gradient is one product of a sparse matrix and a plan, the
 * matrix stored once by each one's rows; among more it is one pass over the entries.
 */
export class FlatForm implements SequenceForm {
  readonly game: Game;
  readonly players: readonly PlayerForm[];
  readonly acting: readonly number[];
  readonly entries: PayoffEntries;
  readonly largest: number;
  /** By player, where exactly two act. */
  readonly #rows: readonly (Rows | undefined)[];
  readonly #scratch: readonly Float64Array[];
  readonly #reduction: Reduction | undefined;

  /** A reduction makes it the form of the game in which what is alike is one: see `reduced`. */
  constructor(game: Game, reduction?: Reduction) {
    this.game = game;
    this.#reduction = reduction;
    this.players = reduction?.players ?? game.players.map((_, player) => playerForm(game, player));
    this.acting = this.players.filter(({ sets }) => sets > 0).map(({ player }) => player);
    this.entries = reduction?.entries ?? payoffEntries(game);
    this.largest = game.payoff.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const [one, two, ...others] = this.acting;
    const isPair = one !== undefined && two !== undefined && others.length === 0;
    this.#rows = this.players.map(({ player, sequences, sets }) =>
      isPair && sets > 0 ? rowsOf(this.entries, player, player === one ? two : one, sequences) : undefined,
    );
    this.#scratch = this.players.map(({ sequences }) => new Float64Array(sequences));
  }

  /**
   * The same game with its symmetries merged, such as suits that count for nothing; itself where there are few. Plans are
   * then those that treat what is alike alike; `chancesOf` gives the behaviour of all that a set stands for.
   */
  reduced(): FlatForm {
    if (this.#reduced) return this.#reduced;
    const reduction = this.#reduction ? undefined : reduce(this.players, this.entries);
    this.#reduced = reduction ? new FlatForm(this.game, reduction) : this;
    return this.#reduced;
  }
  #reduced: FlatForm | undefined;

  get smoothness(): number {
    this.#smoothness ??= this.acting.reduce((most, player) => Math.max(most, halfSpread(this.game, player)), 0);
    return this.#smoothness;
  }
  #smoothness: number | undefined;

  matrix(row: number, column: number): SequencePayoffs {
    const isPair = this.acting.every((player) => player === row || player === column);
    if (!isPair || row === column) throw new RangeError('a matrix of payoffs takes the two players that act');
    const rows = this.players[row]?.sequences ?? 1;
    const { last, payoff } = this.entries;
    const own = last[row] ?? new Int32Array(0);
    const order = own.map((_, entry) => entry).sort((a, b) => (own[a] ?? 0) - (own[b] ?? 0) || a - b);
    const rowStart = new Int32Array(rows + 1);
    for (const sequence of own) rowStart[sequence + 1] = (rowStart[sequence + 1] ?? 0) + 1;
    for (let r = 0; r < rows; r++) rowStart[r + 1] = (rowStart[r + 1] ?? 0) + (rowStart[r] ?? 0);
    return {
      rows,
      columns: this.players[column]?.sequences ?? 1,
      rowStart,
      column: order.map((entry) => last[column]?.[entry] ?? 0),
      first: Float64Array.from(order, (entry) => payoff[row]?.[entry] ?? 0),
      second: Float64Array.from(order, (entry) => payoff[column]?.[entry] ?? 0),
    };
  }

  uniform(): Float64Array[] {
    return this.players.map(uniformPlan);
  }

  plansOf(chances: Float64Array, plans: Plans): void {
    for (const form of this.players) planOf(form, chances, plans[form.player] ?? nothing);
  }

  chancesOf(plans: Plans): Float64Array {
    const { count, firstAction } = this.game.informationSets;
    const chances = new Float64Array(firstAction[count] ?? 0);
    for (const form of this.players) behaviourOf(form, plans[form.player] ?? nothing, chances);
    this.#reduction?.spread(chances);
    return chances;
  }

  completedChancesOf(plans: Plans): Float64Array {
    const chances = this.chancesOf(plans);
    for (const form of this.players) {
      if (form.sets === 0) continue;
      const worth = new Float64Array(form.sequences);
      this.gradient(form.player, plans, worth);
      bestResponse(form, worth);
      completeBehaviour(form, plans[form.player] ?? nothing, worth, this.largest, chances);
    }
    this.#reduction?.spread(chances);
    return chances;
  }

  exactEntries(): ExactEntries | undefined {
    return this.#reduction ? undefined : exactEntries(this.game);
  }

  gradient(player: number, plans: Plans, into: Float64Array): void {
    const rows = this.#rows[player];
    if (rows) {
      const other = this.acting[0] === player ? this.acting[1] : this.acting[0];
      multiply(rows, plans[other ?? 0] ?? nothing, into);
    } else this.#gather(player, plans, into);
  }

  /** For other numbers of players than two: every entry adds to the player's sequence. */
  #gather(player: number, plans: Plans, into: Float64Array): void {
    const { count, last, payoff } = this.entries;
    const own = last[player];
    const worth = payoff[player];
    if (!own || !worth) return;
    const product = this.#products(count, player, plans);
    into.fill(0);
    for (let entry = 0; entry < count; entry++) {
      const sequence = own[entry] ?? 0;
      into[sequence] = (into[sequence] ?? 0) + (worth[entry] ?? 0) * (product[entry] ?? 0);
    }
  }

  /** For each entry the product of the plans of all acting players but one. */
  #products(count: number, without: number, plans: Plans): Float64Array {
    this.#product ??= new Float64Array(count);
    const product = this.#product.fill(1);
    for (const player of this.acting) {
      const last = this.entries.last[player];
      const plan = plans[player];
      if (player === without || !last || !plan) continue;
      for (let entry = 0; entry < count; entry++)
        product[entry] = (product[entry] ?? 0) * (plan[last[entry] ?? 0] ?? 0);
    }
    return product;
  }
  #product: Float64Array | undefined;

  value(player: number, plans: Plans): number {
    const gradient = this.#scratch[player] ?? nothing;
    this.gradient(player, plans, gradient);
    return dot(plans[player] ?? nothing, gradient);
  }

  bestResponse(player: number, gradient: Float64Array, plan?: Float64Array): number {
    const form = this.players[player];
    if (!form) throw new RangeError(`there is no player ${player}`);
    const worth = bestResponse(form, gradient);
    if (plan) greedyPlan(form, gradient, plan);
    return worth;
  }

  nashConv(plans: Plans): number {
    let sum = 0;
    for (const player of this.acting) {
      const gradient = this.#scratch[player] ?? nothing;
      this.gradient(player, plans, gradient);
      const value = dot(plans[player] ?? nothing, gradient);
      sum += Math.max(0, this.bestResponse(player, gradient) - value);
    }
    return sum;
  }
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

import type { LinearProgram } from '../contract/index.ts';
import type { JointSequences } from './joint-sequences.ts';
import type { JointPlan } from './plans.ts';
import { bestPlan } from './replies.ts';
import { setOfSequence } from './triggers.ts';

/** One combination is the sum of others, in which a player goes on with one action of a set. */
interface Split {
  readonly whole: number;
  readonly parts: readonly number[];
}

/**
 * Which combinations of sequences joint plans play, as linear rows (von Stengel and Forges 2008): a combination is played as often as
 * those in which one player goes on at one of its sets. All lotteries over joint plans meet the rows, and where all players but one
 * play whole plans, nothing else does: a column of each such player's sequences must be whole. Of two players without moves of
 * nature the rows alone are enough.
 */
export class PlanPolytope {
  readonly #combinations: JointSequences;
  readonly #splits: readonly Split[];
  /** The player whose sequences need not be whole: the one with the most. */
  readonly #loose: number;

  /** Takes the combinations up that those already there come from; throws a refusal where they are too many. */
  constructor(combinations: JointSequences) {
    this.#combinations = combinations;
    this.#splits = splitsOf(combinations);
    const sizes = combinations.forms.map(({ sequences }) => sequences);
    this.#loose = sizes.indexOf(Math.max(...sizes));
  }

  /** The program of the joint plan that weighs most; weights of the first combinations, the others weigh nothing. */
  heaviest(weights: Float64Array): LinearProgram {
    const { count } = this.#combinations;
    const cost = new Float64Array(count);
    cost.set(weights);
    const root = this.#combinations.place(this.#combinations.forms.map(() => 0));
    const entries = this.#splits.flatMap(({ whole, parts }) => [[whole, -1], ...parts.map((part) => [part, 1])]);
    const starts = new Int32Array(this.#splits.length + 1);
    this.#splits.forEach(({ parts }, n) => {
      starts[n + 1] = (starts[n] ?? 0) + parts.length + 1;
    });
    return {
      sense: 'maximize',
      cost,
      columnLower: Float64Array.from({ length: count }, (_, combination) => (combination === root ? 1 : 0)),
      columnUpper: new Float64Array(count).fill(1),
      rowLower: new Float64Array(this.#splits.length),
      rowUpper: new Float64Array(this.#splits.length),
      starts,
      indices: Int32Array.from(entries, ([column]) => column ?? 0),
      values: Float64Array.from(entries, ([, value]) => value ?? 0),
      integer: Int32Array.from({ length: count }, (_, combination) => (this.#mustBeWhole(combination) ? 1 : 0)),
    };
  }

  #mustBeWhole(combination: number): boolean {
    const moving = this.#combinations.forms.flatMap((_, player) =>
      this.#combinations.of(combination, player) === 0 ? [] : [player],
    );
    return moving.length === 1 && moving[0] !== this.#loose;
  }

  /** The joint plan that an answer of `heaviest` plays; of the player whose sequences need not be whole, any best one. */
  planOf(columns: Float64Array): JointPlan {
    const { forms, count } = { forms: this.#combinations.forms, count: this.#combinations.count };
    const played = forms.map(({ sequences }) => new Float64Array(sequences));
    for (let combination = 0; combination < count; combination++) {
      const sequences = forms.map((_, player) => this.#combinations.of(combination, player));
      const player = sequences.findIndex((sequence) => sequence !== 0);
      if (player < 0 || sequences.some((sequence, other) => other > player && sequence !== 0)) continue;
      played[player]?.fill(columns[combination] ?? 0, sequences[player], (sequences[player] ?? 0) + 1);
    }
    return forms.map((form, player) => bestPlan(form, played[player] ?? new Float64Array(form.sequences)));
  }

  /** The player whose plan is to be found by a reply to the others'. */
  get loose(): number {
    return this.#loose;
  }
}

/** All splits of all combinations, new ones included. */
function splitsOf(combinations: JointSequences): readonly Split[] {
  const { forms } = combinations;
  const splits: Split[] = [];
  const seen = forms.map(() => new Set<number>());
  combinations.place(forms.map(() => 0));
  for (let combination = 0; combination < combinations.count; combination++) {
    forms.forEach(({ first, sets, parent, sequences }, player) => {
      const sequence = combinations.of(combination, player);
      if (sequence === 0) return;
      const set = setOfSequence(first, sets, sequence);
      const whole = combinations.with(combination, player, parent[set] ?? 0);
      const split = whole * sequences + set;
      if (seen[player]?.has(split)) return;
      seen[player]?.add(split);
      const from = first[set] ?? 0;
      const parts = Array.from({ length: (first[set + 1] ?? from) - from }, (_, action) =>
        combinations.with(combination, player, from + action),
      );
      splits.push({ whole, parts });
    });
  }
  return splits;
}

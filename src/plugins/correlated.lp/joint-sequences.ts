import { type PlayerForm, Refusal } from '../contract/index.ts';
import type { JointPlan } from './plans.ts';

/** More cannot be told apart by one number, nor be held in memory. */
const MOST = 500_000;

/**
 * Combinations of one sequence of each player, numbered in the order in which they are met. A joint plan plays a combination if
 * each player's plan plays its sequence: all that matters of a joint plan is linear in which combinations it plays.
 */
export class JointSequences {
  readonly forms: readonly PlayerForm[];
  readonly #radix: readonly number[];
  readonly #place = new Map<number, number>();
  readonly #sequences: number[][];

  constructor(forms: readonly PlayerForm[]) {
    this.forms = forms;
    this.#sequences = forms.map(() => []);
    let radix = 1;
    this.#radix = forms.map(({ sequences }) => {
      const own = radix;
      radix *= sequences;
      return own;
    });
    if (radix > Number.MAX_SAFE_INTEGER) throw tooMany(radix);
  }

  get count(): number {
    return this.#place.size;
  }

  /** The sequence of each player's in a combination. */
  of(combination: number, player: number): number {
    return this.#sequences[player]?.[combination] ?? 0;
  }

  /** The number of a combination, a new one if it was not met before. */
  place(sequences: readonly number[]): number {
    const key = sequences.reduce((sum, sequence, player) => sum + sequence * (this.#radix[player] ?? 0), 0);
    const known = this.#place.get(key);
    if (known !== undefined) return known;
    const next = this.count;
    if (next >= MOST) throw tooMany(next);
    this.#place.set(key, next);
    sequences.forEach((sequence, player) => {
      this.#sequences[player]?.push(sequence);
    });
    return next;
  }

  /** The number of a combination in which one player's sequence is another one. */
  with(combination: number, player: number, sequence: number): number {
    return this.place(this.forms.map((_, other) => (other === player ? sequence : this.of(combination, other))));
  }

  /** Whether all players but perhaps one play their parts. */
  isPlayed(combination: number, plan: JointPlan, free = -1): boolean {
    return this.forms.every((_, player) => player === free || plan[player]?.plays[this.of(combination, player)] === 1);
  }
}

function tooMany(count: number): Refusal {
  return new Refusal(
    [`the players' sequences come together in ${count.toPrecision(3)} ways or more, and ${MOST} fit into the program`],
    ['Make the game smaller.'],
  );
}
